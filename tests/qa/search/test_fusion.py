"""Scores of the two legs brought to one scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.search.fusion import floor_of, normalised


def scores(*values):
    """Return an array of scores."""
    return np.array(values, dtype=np.float32)


def test_the_best_has_one_and_the_floor_none():
    """What lies between is scaled by its distance from the floor."""
    assert normalised(scores(0.9, 0.8, 0.7, 0.0), floor=0.7).tolist() == pytest.approx([1.0, 0.5, 0.0, 0.0])
    assert normalised(scores(4, 2, 0)).tolist() == pytest.approx([1.0, 0.5, 0.0])


@pytest.mark.parametrize("values", [(), (0, 0), (0.7, 0.7)])
def test_where_nothing_stands_out_nothing_counts(values):
    """A leg that found nothing, or that finds all alike, adds nothing."""
    assert not normalised(scores(*values), floor=0.7).any()


@pytest.mark.parametrize(("found", "floor"), [(1, 0.9), (2, 0.8)])
def test_the_floor_is_the_score_at_a_rank(found, floor):
    """Rows that a leg has not found are not counted."""
    assert floor_of(scores(0.8, 0.0, 0.7, 0.9), found) == pytest.approx(floor)
    assert floor_of(scores(0.0), found) == 0.0


@pytest.mark.parametrize("found", [3, 9])
def test_in_a_small_collection_every_row_that_is_found_counts(found):
    """The least one too, and one that is alone."""
    told = scores(0.8, 0.0, 0.7, 0.9)
    assert (normalised(told, floor_of(told, found)) > 0).tolist() == [True, False, True, True]
    alone = scores(0.8)
    assert normalised(alone, floor_of(alone, found)).tolist() == pytest.approx([1.0])


@given(st.lists(st.floats(0, 100, width=32), min_size=1, max_size=20))
def test_the_order_is_kept(values):
    """Normalising changes no ranking and stays between 0 and 1."""
    given_scores = scores(*values)
    found = normalised(given_scores)
    assert ((found >= 0) & (found <= 1)).all()
    order = np.argsort(given_scores, kind="stable")
    assert (np.diff(found[order]) >= 0).all()
