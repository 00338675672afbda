"""The wording list: everyday words with the words that administrative papers use for them. Data that staff can edit."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.normalisation import normalise
from indexer.tokenisation import FugashiTokenizer
from qa.errors import DataUnusable

WORDING = Path(__file__).parent / "data" / "wording.json"
Word = Annotated[str, Field(min_length=1, max_length=30)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    everyday: Word
    administrative: Annotated[tuple[Word, ...], Field(min_length=1, max_length=8)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1]
    version: str
    source: str
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Widening:
    """A word of a question, as its terms, with the words that papers would use; they weigh less than the word itself."""

    terms: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordingList:
    """The entries by the first term of their everyday word."""

    version: str
    by_first: dict[str, tuple[Widening, ...]]

    def widen(self, terms: Sequence[str]) -> tuple[Widening, ...]:
        """Return the entries whose everyday word stands in ``terms``, in order, those inside a longer one too."""
        return tuple(
            entry
            for at, term in enumerate(terms)
            for entry in self.by_first.get(term, ())
            if tuple(terms[at : at + len(entry.terms)]) == entry.terms
        )


@cache
def load_wording(tokenizer: FugashiTokenizer, path: Path = WORDING) -> WordingList:
    """Read and check the list; raises DataUnusable with the place of what is wrong."""
    try:
        content = _File.model_validate(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        reason = str(error.errors()[0]["loc"]) if isinstance(error, ValidationError) else "no JSON"
        raise DataUnusable(f"{path.name}: {reason}; mend the file") from None
    by_first: dict[str, list[Widening]] = {}
    for entry in content.entries:
        terms = tuple(tokenizer.words(normalise(entry.everyday)))
        if terms:
            words = tuple(normalise(word) for word in entry.administrative)
            by_first.setdefault(terms[0], []).append(Widening(terms, words))
    return WordingList(content.version, {first: tuple(entries) for first, entries in by_first.items()})
