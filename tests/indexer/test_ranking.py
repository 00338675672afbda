"""The best rows, without sorting all."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.ranking import best_rows, best_set


@given(st.lists(st.integers(-3, 3), max_size=60), st.integers(0, 70))
def test_the_best_rows_are_those_that_sorting_gives(numbers, limit):
    """Whatever the scores, ties included, the rows and their order are those of a full sort."""
    scores = np.array(numbers, dtype=np.float32)
    expected = sorted(range(len(numbers)), key=lambda row: (-numbers[row], row))[:limit]
    assert best_rows(scores, limit).tolist() == expected
    assert best_set(scores, limit).tolist() == sorted(expected)
