"""Judged questions and answers to them, as files hold them (one JSON object a line)."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from qa.errors import JudgmentsUnreadable

Needle = str | list[str]
Judgment = TypeVar("Judgment", bound=BaseModel)


class GoldQuote(BaseModel):
    """A quote that answers, and its document."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    doc: str
    quote: str


class Correction(BaseModel):
    """What a reply that corrects a false premise says and cites."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    must_include: list[Needle]
    gold: list[list[GoldQuote]] = []


class HistoryTurn(BaseModel):
    """An earlier turn."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    role: Literal["user", "assistant"]
    content: str


class JudgedQuestion(BaseModel):
    """A question with what a right answer holds; ``gold`` has groups, of each of which one quote is enough."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    question: str
    category: str
    difficulty: str = ""
    history: list[HistoryTurn] = []
    gold: list[list[GoldQuote]] = []
    must_include: list[Needle] = []
    must_not_include: list[Needle] = []
    correction: Correction | None = None
    unanswerable_type: str = ""

    @property
    def answerable(self) -> bool:
        """Say whether the documents answer it."""
        return self.category != "unanswerable"


class Quote(BaseModel):
    """A citation of an answer."""

    doc: str
    quote: str


class RankedText(BaseModel):
    """A passage of an answer."""

    doc: str
    text: str


class GivenAnswer(BaseModel):
    """An answer as it is measured; ``passages`` best first."""

    id: str
    answered: bool
    answer: str
    citations: list[Quote]
    passages: list[RankedText]


def read_questions(path: Path) -> list[JudgedQuestion]:
    """Return the judged questions of a file; raises JudgmentsUnreadable."""
    return read_judgments(path, JudgedQuestion)


def read_judgments(path: Path, model: type[Judgment]) -> list[Judgment]:
    """Return what each line of a file holds, as ``model``; raises JudgmentsUnreadable."""
    try:
        return [model.model_validate_json(line) for line in read_judged_text(path).splitlines() if line.strip()]
    except ValidationError as error:
        raise JudgmentsUnreadable(f"{path}: {error.errors()[0]['loc']}: {error.errors()[0]['msg']}") from None


def read_judged_text(path: Path) -> str:
    """Return the text of a file that a measurement reads; raises JudgmentsUnreadable."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise JudgmentsUnreadable(f"{path} cannot be read ({type(error).__name__})") from None


def write_answers(path: Path, answers: Iterable[GivenAnswer]) -> None:
    """Write answers, one a line."""
    path.write_text("".join(f"{json.dumps(a.model_dump(), ensure_ascii=False)}\n" for a in answers), "utf-8")
