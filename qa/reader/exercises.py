"""Exercises: questions with the windows that answer them and many that do not, from which training draws its groups."""

import gzip
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS

UNJUDGED = -100  # what cross-entropy leaves out
_RIGHT, _NEAR = 3, 2  # windows of a group that answer, and that a careless reader would give, at most


@dataclass(frozen=True, slots=True)
class Group:
    """A question with windows of which some, one or none answer it.

    ``span`` is the place of the answer, in characters of the first window that answers, where it is a part of it.
    ``verdicts`` say of each window whether it supports, contradicts or is silent on what the question takes for granted;
    UNJUDGED where nobody knows.
    """

    question: str
    windows: tuple[str, ...]
    right: tuple[bool, ...]
    span: tuple[int, int] | None = None
    verdicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim, the statement that it is held against, and what that says of it."""

    claim: str
    window: str
    verdict: int


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question and the rows of windows that answer it, that a careless reader would give, and that are wrong.

    The first of ``right`` is the best and holds the answer at ``span``, where that is a part of it; ``wrong`` are the
    hardest first. ``judged`` is the verdict of the right windows on what the question takes for granted, and
    ``near_judged`` that of the near ones.
    """

    question: str
    right: tuple[int, ...]
    near: tuple[int, ...]
    wrong: tuple[int, ...]
    span: tuple[int, int] | None
    judged: int = UNJUDGED
    near_judged: int = UNJUDGED

    def group(self, windows: Sequence[str], chance: random.Random, size: int) -> Group:
        """Draw a group of at most ``size`` windows: the best right one, others that answer, near and wrong ones."""
        right = [*self.right[:1], *chance.sample(self.right[1:], min(_RIGHT - 1, len(self.right[1:])))]
        near = chance.sample(self.near, min(_NEAR, len(self.near)))
        wrong = [row for row in self.wrong if row not in near]
        drawn = chance.sample(wrong, min(max(size - len(right) - len(near), 0), len(wrong)))
        rows = [*right, *near, *drawn]
        verdicts = [self.judged] * len(right) + [self.near_judged] * len(near) + [UNJUDGED] * len(drawn)
        told = [True] * len(right) + [False] * (len(near) + len(drawn))
        return Group(self.question, tuple(windows[row] for row in rows), tuple(told), self.span, tuple(verdicts))


@dataclass(frozen=True, slots=True)
class ExerciseBook:
    """All that one pass of training is drawn from: windows, exercises whose rows are places in them, and claims."""

    windows: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    claims: tuple[JudgedClaim, ...]

    def groups(self, chance: random.Random, size: int) -> list[Group]:
        """Draw a group of each exercise that has more than one window."""
        drawn = (item.group(self.windows, chance, size) for item in self.exercises)
        return [group for group in drawn if len(group.windows) > 1]

    def save(self, path: Path) -> None:
        """Write the book to ``path``, gzipped JSON."""
        with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as file:
            json.dump(asdict(self), file, ensure_ascii=False)

    @classmethod
    def load(cls, path: Path) -> "ExerciseBook":
        """Return the book that :meth:`save` wrote."""
        with gzip.open(path, "rt", encoding="utf-8") as file:
            kept = json.load(file)
        return cls(
            tuple(kept["windows"]),
            tuple(Exercise(**_tuples(row)) for row in kept["exercises"]),
            tuple(JudgedClaim(**row) for row in kept["claims"]),
        )


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with tuples where JSON has lists."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


_TOLD = {"": UNJUDGED, "yes": SUPPORTS, "no": CONTRADICTS}


def verdict_of(kind: str, told: str = "", *, right: bool) -> int:
    """Return what the right (or the near) windows of a question of this kind say to what it takes for granted.

    What is asked to be confirmed (yesno) they support or contradict as it is ``told``.
    """
    if right:
        return _TOLD[told] if kind == "yesno" else SUPPORTS
    return CONTRADICTS if kind == "premise" else SILENT
