"""Where pages begin."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from corpus.pages import find_pages


def test_form_feeds_decide_where_there_are_any():
    """A page begins at each form feed."""
    assert [page.span.start for page in find_pages("abcdef", (2, 4))] == [0, 2, 4]


def test_a_text_that_does_not_open_with_a_blank_has_no_pages():
    """Without a sign of pages none are made up."""
    assert find_pages("一行目\n 二行目\n") == ()


def test_printed_numbers_check_the_count():
    """Where more breaks were found than a printed number allows, the shortest page goes."""
    text = " 一枚目の本文がここに長く続いている。\n 短い\n 二枚目の本文がここに長く続いている。\n\n\n\n3\n三枚目"
    assert [page.number for page in find_pages(text)] == [1, 2, 3]


@given(st.text(st.sampled_from(" \n-123あ"), max_size=80))
def test_pages_cover_the_text_without_gap(text):
    """Pages follow each other from the first character to the last, numbered from 1."""
    pages = find_pages(text)
    if pages:
        assert pages[0].span.start == 0
        assert pages[-1].span.end == len(text)
        assert [page.number for page in pages] == list(range(1, len(pages) + 1))
        assert all(one.span.end == two.span.start for one, two in itertools.pairwise(pages))
