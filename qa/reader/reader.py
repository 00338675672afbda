"""The reader's seam: what is said of a statement that was read together with a question or a claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a question with one window says.

    ``relevance`` ranks the windows of one question, higher is better; ``answers`` is the probability that the window
    answers it at all; ``start`` and ``end`` are the characters of the window that answer, equal where none stand out.
    """

    relevance: float
    answers: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Support:
    """The probabilities that a window supports a claim, contradicts it or is silent on it; they add up to 1."""

    supports: float
    contradicts: float
    silent: float


class Reader(Protocol):
    """Reads questions and claims together with statements."""

    @property
    def identity(self) -> str:
        """Name the model so that no other can be taken for it."""
        ...

    def read(self, question: str, windows: Sequence[str], /) -> list[Reading]:
        """Return what each window says to a question, in their order."""
        ...

    def judge(self, claim: str, windows: Sequence[str], /) -> list[Support]:
        """Return what each window says to a claim, in their order."""
        ...
