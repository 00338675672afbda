"""Postings: how often each term stands in each row, and the BM25 scores that follow from it; merged without reading texts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from indexer.ranking import Scores

K1, B = 1.2, 0.75  # Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019
_TERMS, _ARRAYS = "terms.msgpack", ("starts", "rows", "counts", "scores")
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Postings:
    """The rows of each term, ascending, with how often it stands in each and what that adds to a row's score.

    Those of the term with number t stand at ``starts[t]`` to ``starts[t + 1]``. Terms are numbered in their own order,
    so that the same rows give the same arrays however they came together.
    """

    size: int
    numbers: Mapping[str, int]
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]
    counts: NDArray[np.int32]
    scores: Scores

    def of(self, term: str) -> tuple[NDArray[np.int32], Scores]:
        """Return the rows that have a term, and what it adds to the score of each."""
        number = self.numbers.get(term)
        stretch = slice(0, 0) if number is None else slice(self.starts[number], self.starts[number + 1])
        return self.rows[stretch], self.scores[stretch]

    def save(self, folder: Path) -> None:
        """Write the terms and the arrays into ``folder``, which is made."""
        folder.mkdir()
        (folder / _TERMS).write_bytes(msgspec.msgpack.encode((self.size, list(self.numbers))))
        for name in _ARRAYS:
            np.save(folder / name, getattr(self, name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> "Postings":
        """Read the terms and map the arrays."""
        size, terms = msgspec.msgpack.decode((folder / _TERMS).read_bytes(), type=tuple[int, list[str]])
        arrays = (np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _ARRAYS)
        return cls(size, {term: number for number, term in enumerate(terms)}, *arrays)


@dataclass(frozen=True, slots=True)
class Counted:
    """Terms of some rows: for each place where a term stands its row, its number among ``terms``, and how often."""

    terms: Sequence[str]
    rows: Numbers
    columns: Numbers
    counts: Numbers

    @classmethod
    def read(cls, texts: Iterable[tuple[int, Iterable[str]]]) -> "Counted":
        """Count the terms of rows, given with their numbers."""
        numbers: dict[str, int] = {}
        rows, columns, counts = [], [], []
        for row, terms in texts:
            for term, count in Counter(terms).items():
                rows.append(row)
                columns.append(numbers.setdefault(term, len(numbers)))
                counts.append(count)
        return cls(list(numbers), *(np.array(values, np.int64) for values in (rows, columns, counts)))

    @classmethod
    def kept(cls, postings: Postings, place: Numbers) -> "Counted":
        """Take over the rows of ``postings`` that have a ``place`` in another index; the others have -1."""
        rows = place[postings.rows]
        columns = np.repeat(np.arange(len(postings.numbers)), np.diff(postings.starts))
        stays = rows >= 0
        return cls(list(postings.numbers), rows[stays], columns[stays], np.asarray(postings.counts[stays], np.int64))


def merge(parts: Sequence[Counted], size: int) -> Postings:
    """Return the postings of ``size`` rows, each of which one part or none has counted."""
    used = [np.unique(part.columns) for part in parts]
    terms = sorted({part.terms[column] for part, columns in zip(parts, used, strict=True) for column in columns})
    numbers = {term: number for number, term in enumerate(terms)}
    columns = [_renumbered(part, columns, numbers) for part, columns in zip(parts, used, strict=True)]
    rows, counts = ([getattr(part, name) for part in parts] for name in ("rows", "counts"))
    places = np.concatenate(rows), np.concatenate(columns)
    matrix = csc_array((np.concatenate(counts), places), shape=(size, len(terms)), dtype=np.int32)
    matrix.sort_indices()
    return Postings(size, numbers, matrix.indptr, matrix.indices, matrix.data, _scores(matrix))


def _renumbered(part: Counted, used: Numbers, numbers: Mapping[str, int]) -> Numbers:
    renumbered = np.zeros(len(part.terms), np.int64)
    renumbered[used] = [numbers[part.terms[column]] for column in used]
    return renumbered[part.columns]


def _scores(matrix: csc_array) -> Scores:
    """Return the BM25 score of each place, with the inverse document frequency of Lucene, which is never negative."""
    size = matrix.shape[0]
    having = np.diff(matrix.indptr)
    rarity = np.log(1 + (size - having + 0.5) / (having + 0.5)).astype(np.float32)
    lengths = np.bincount(matrix.indices, matrix.data, minlength=size)
    norms = K1 * (1 - B + B * lengths / (lengths.mean() or 1))
    scores: Scores = (np.repeat(rarity, having) * matrix.data / (norms[matrix.indices] + matrix.data)).astype(
        np.float32
    )
    return scores
