"""Asking words: words of a question that say nothing of its subject, by what they are for. Data that staff can edit."""

import json
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from qa.errors import DataUnusable

ASKING_WORDS = Path(__file__).parent / "data" / "asking_words.json"


class AskingWords(BaseModel):
    """Sets of words by use.

    ``formal`` nouns and suffixes; words answered by a value (``measures``), or that ask for a list (``listing``), a
    budget (``budgeting``) or the date of ``papers``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1]
    source: str
    formal: frozenset[str]
    measures: frozenset[str]
    listing: frozenset[str]
    budgeting: frozenset[str]
    papers: frozenset[str]


@cache
def asking_words(path: Path = ASKING_WORDS) -> AskingWords:
    """Read and check the words; raises DataUnusable with the place of what is wrong."""
    try:
        return AskingWords.model_validate(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        reason = str(error.errors()[0]["loc"]) if isinstance(error, ValidationError) else "no JSON"
        raise DataUnusable(f"{path.name}: {reason}; mend the file") from None
