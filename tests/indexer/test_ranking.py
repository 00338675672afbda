"""The best rows, without sorting all."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer import ranking
from indexer.ranking import best_rows


def sorted_rows(scores, limit):
    """Return what sorting everything gives: highest first, equal scores by row."""
    return sorted(range(len(scores)), key=lambda row: (-scores[row], row))[:limit]


@given(st.lists(st.integers(-3, 3), max_size=60), st.integers(0, 70))
def test_the_best_rows_are_those_that_sorting_gives(numbers, limit):
    """Whatever the scores, ties included, the rows and their order are those of a full sort."""
    scores = np.array(numbers, dtype=np.float32)
    assert best_rows(scores, limit).tolist() == sorted_rows(scores.tolist(), limit)


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.sampled_from(["even", "sparse", "equal"]))
def test_many_rows_are_bounded_and_none_is_lost(seed, limit, kind):
    """The bound guessed from a sample never costs a row, whether scores are even, mostly zero or all equal."""
    random = np.random.default_rng(seed)
    scores = random.random(2_000, dtype=np.float32) if kind != "equal" else np.ones(2_000, dtype=np.float32)
    if kind == "sparse":
        scores[random.random(2_000) < 0.99] = 0
    small, ranking._SMALL = ranking._SMALL, 100
    try:
        found = best_rows(scores, limit).tolist()
    finally:
        ranking._SMALL = small
    assert found == sorted_rows(scores.tolist(), limit)
