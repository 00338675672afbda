"""Ranking: the best rows of an array of scores, without sorting all of it."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""One score a row, higher is better."""


def best_rows(scores: Scores, limit: int) -> NDArray[np.int64]:
    """Return the rows of the ``limit`` highest scores, best first, equal scores by row; shape (at most limit,)."""
    rows = best_set(scores, limit)
    return rows[np.argsort(-scores[rows], kind="stable")]


def best_set(scores: Scores, limit: int) -> NDArray[np.int64]:
    """Return the same rows in ascending order."""
    if limit >= len(scores):
        return np.arange(len(scores))
    if limit <= 0:
        return np.arange(0)
    least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
    above = np.flatnonzero(scores > least)
    equal = np.flatnonzero(scores == least)[: limit - len(above)]
    return np.sort(np.concatenate((above, equal)))
