"""Ranking: the best rows of an array of scores, without sorting all of it."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""One score a row, higher is better."""
_STRIDE = 64  # every so many scores are looked at to guess the bound above which the best ones lie
_SMALL = 50_000


def best_rows(scores: Scores, limit: int) -> NDArray[np.int64]:
    """Return the rows of the ``limit`` highest scores, best first, equal scores by row; shape (at most limit,)."""
    rows = _rows_above(scores, limit)
    order = np.lexsort((rows, -scores[rows]))
    return rows[order[:limit]]


def _rows_above(scores: Scores, limit: int) -> NDArray[np.int64]:
    """Return rows that surely hold the ``limit`` best: of many rows, those above a bound guessed from a sample."""
    if len(scores) > _SMALL:
        sample = scores[::_STRIDE]
        at = min(4 * limit // _STRIDE + 8, len(sample) - 1)
        rows = np.flatnonzero(scores >= -np.partition(-sample, at)[at])
        if limit <= len(rows) < len(scores) // 2:
            return rows
    return np.arange(len(scores))
