"""English: a question in English put into the Japanese words that the documents could have. Data that staff can edit."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa.errors import DataUnusable

ENGLISH = Path(__file__).parent / "data" / "english.json"
_JAPANESE = re.compile(r"[ぁ-んァ-ヴ一-龯]")
_WORDS = re.compile(r"[A-Za-z]{2,}")
_FEWEST = 3  # words from which a text without Japanese is a sentence and no name
_FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "in",
        "on",
        "at",
        "to",
        "by",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "which",
        "what",
        "how",
        "with",
        "from",
        "as",
        "into",
        "please",
        "tell",
        "me",
        "about",
        "give",
        "show",
        "explain",
        "list",
        "can",
        "could",
        "you",
        "i",
        "we",
        "there",
        "their",
        "under",
        "per",
        "each",
        "any",
    ]
)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    english: Annotated[str, Field(pattern=r"^[a-z][a-z \-]{1,40}$")]
    japanese: Annotated[str, Field(min_length=1, max_length=30)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1]
    version: str
    source: str
    entries: tuple[_Entry, ...]


@cache
def load_english(path: Path = ENGLISH) -> dict[str, str]:
    """Read and check the list, longest English first; raises DataUnusable with the place of what is wrong."""
    try:
        content = _File.model_validate(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        reason = str(error.errors()[0]["loc"]) if isinstance(error, ValidationError) else "no JSON"
        raise DataUnusable(f"{path.name}: {reason}; mend the file") from None
    return {entry.english: entry.japanese for entry in sorted(content.entries, key=lambda entry: -len(entry.english))}


def is_english(text: str) -> bool:
    """Say whether a text is an English question: words, and nothing Japanese."""
    return not _JAPANESE.search(text) and len(_WORDS.findall(text)) >= _FEWEST


def in_japanese(text: str) -> str:
    """Return an English question as a string of Japanese keywords; names and words that the list lacks stay."""
    rest = f" {text.strip()} "
    for english, japanese in load_english().items():
        rest = re.sub(
            rf"(?<=[\s,.?!'\"]){re.escape(english)}(?=[\s,.?!'\"])", f" {japanese} ", rest, flags=re.IGNORECASE
        )
    kept = [word for word in re.split(r"[\s,.?!\"]+", rest) if word and word.lower() not in _FUNCTION_WORDS]
    return " ".join(kept)
