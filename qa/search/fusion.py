"""Fusion: one score from the lexical and the dense leg, each normalised for the question at hand."""

import numpy as np

from indexer.ranking import Scores

_LITTLE = 0.01  # of a cosine


def normalised(scores: Scores, floor: float = 0.0) -> Scores:
    """Return ``scores`` scaled so that the best is 1 and what is at ``floor`` or below is 0; shape (rows,).

    Scores, not ranks: a leg in which one row stands out says more than one in which all are alike (Bruch et al. 2023,
    https://doi.org/10.1145/3596512).
    """
    best = float(scores.max()) if scores.size else 0.0
    if best <= floor:
        return np.zeros_like(scores)
    return np.asarray(np.clip((scores - floor) / (best - floor), 0.0, 1.0), dtype=np.float32)


def floor_of(scores: Scores, found: int) -> float:
    """Return the least score among the ``found`` best: cosines of a trained encoder are never near zero.

    Rows that a leg did not find have the score 0 and count for nothing. Where it found no more than so many, the least
    of them counts a little: a small collection may hold the answer in any of its rows.
    """
    positive = scores[scores > 0]
    if not positive.size:
        return 0.0
    kept = min(found, positive.size)
    floor = float(np.partition(positive, positive.size - kept)[positive.size - kept])
    return floor if found < positive.size else floor - _LITTLE
