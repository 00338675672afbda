"""Examining: how often a reader is right on the questions and claims of the sheets that are kept apart.

``python -m qa.reader.examining [FOLDER]`` prints it for the reader in FOLDER, the bundled one unless told otherwise.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from sklearn.metrics import roc_auc_score

from qa.reader.books import examination_book
from qa.reader.encoder import BUNDLED_READER, EncoderReader
from qa.reader.exercises import Exercise, ExerciseBook
from qa.reader.network import CONTRADICTS, SUPPORTS
from qa.reader.reader import Reader, Support

_WRONG = 15  # wrong windows that a right one is set among
_SURE = 0.9  # probability from which a verdict counts as sure


@dataclass(frozen=True, slots=True)
class Marks:
    """Shares from 0 to 1.

    Of questions that have an answer: a right window first, or among three. The area under the curve of whether one has an
    answer. Of claims: verdicts that are right; sure contradictions and support that are so, and how many of all are found.
    """

    first: float
    among_three: float
    has_answer: float
    verdicts: float
    contradictions_right: float
    contradictions_found: float
    support_right: float
    support_found: float

    def __str__(self) -> str:
        """Return the marks with their names."""
        return " ".join(f"{item.name} {getattr(self, item.name):.3f}" for item in fields(self))


def examine(reader: Reader, book: ExerciseBook) -> Marks:
    """Examine ``reader`` on ``book``."""
    places: list[int] = []
    odds: list[float] = []
    for item in book.exercises:
        readings = reader.read(item.question, windows_of(item, book.windows))
        odds.append(max(reading.answers for reading in readings))
        scores = [reading.relevance for reading in readings]
        if item.right:
            places.append(sum(score > max(scores[: len(item.right)]) for score in scores))
    answerable = [bool(item.right) for item in book.exercises]
    verdicts = [reader.judge(claim.claim, [claim.window])[0] for claim in book.claims]
    wanted = [claim.verdict for claim in book.claims]
    return Marks(
        sum(place == 0 for place in places) / len(places),
        sum(place < 3 for place in places) / len(places),
        float(roc_auc_score(answerable, odds)),
        sum(_likeliest(found) == verdict for found, verdict in zip(verdicts, wanted, strict=True)) / len(wanted),
        *_found([item.contradicts for item in verdicts], [verdict == CONTRADICTS for verdict in wanted]),
        *_found([item.supports for item in verdicts], [verdict == SUPPORTS for verdict in wanted]),
    )


def windows_of(item: Exercise, windows: Sequence[str]) -> list[str]:
    """Return the windows that a question is read with, the right ones first."""
    wrong = [row for row in item.wrong if row not in item.near]
    rows = [*item.right, *item.near, *wrong[:_WRONG]]
    return [windows[row] for row in rows]


def _likeliest(found: Support) -> int:
    shares = (found.supports, found.contradicts, found.silent)
    return shares.index(max(shares))


def _found(shares: Sequence[float], wanted: Sequence[bool]) -> tuple[float, float]:
    """Return of the sure ones how many are right, and of the wanted ones how many are found so."""
    sure = [want for share, want in zip(shares, wanted, strict=True) if share >= _SURE]
    return sum(sure) / max(len(sure), 1), sum(sure) / max(sum(wanted), 1)


if __name__ == "__main__":
    print(examine(EncoderReader(Path(sys.argv[1]) if sys.argv[1:] else BUNDLED_READER), examination_book()))
