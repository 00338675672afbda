"""Intervals: how far a mean over questions could lie from what another draw of questions would give."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_DRAWS = 1_000
_SEED = 20240830


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return it as printed in a table."""
        return f"{self.mean:.3f} ({self.low:.2f}-{self.high:.2f})"


def bootstrap(values: Sequence[float]) -> Estimate:
    """Return the mean of one value a question with its percentile bootstrap interval (Efron & Tibshirani 1993).

    The same questions are drawn each time that as many are given, so that two systems are held against each other.
    """
    if not values:
        raise ValueError("there is no mean of no values")
    array = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(_SEED).integers(len(array), size=(_DRAWS, len(array)))
    low, high = np.quantile(array[drawn].mean(axis=1), (0.025, 0.975))
    return Estimate(float(array.mean()), float(low), float(high))
