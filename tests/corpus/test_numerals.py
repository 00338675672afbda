"""Numbers in figures and in kanji."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import number_of


@pytest.mark.parametrize(
    ("words", "number"),
    [("7", 7), ("１２", 12), ("九", 9), ("十", 10), ("十八", 18), ("二十一", 21), ("二〇二五", 2025)],
)
def test_a_number_is_read_in_figures_and_in_kanji(words, number):
    """Tens by their sign, years digit by digit."""
    assert number_of(words) == number


@given(st.text(alphabet="0129１〇一九十", min_size=1, max_size=6))
def test_whatever_is_mixed_is_some_number(words):
    """第1十章 is nobody's number, and no error."""
    assert number_of(words) >= 0
