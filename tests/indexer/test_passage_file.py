"""Passages on the disk."""

import pytest

from corpus.spans import Span
from indexer.passage_file import PassageFile, write_passages
from indexer.passages import Passage

DOCUMENTS = ("one", "two", "empty")


def passage(document_id, start, end, words="本文"):
    """Return a passage of a document."""
    return Passage(f"{document_id}#{start}-{end}", document_id, 1, ("見出し", "小見出し"), 3, Span(start, end), words)


PASSAGES = (passage("one", 0, 10), passage("one", 10, 25, '改行\n\u2028と「引用"」'), passage("two", 5, 9))


@pytest.fixture
def stored(tmp_path):
    """Return the passages as read back."""
    write_passages(tmp_path, PASSAGES, DOCUMENTS)
    return PassageFile(tmp_path, DOCUMENTS)


def test_what_is_read_is_what_was_written(stored):
    """Every field of every passage comes back, whatever signs its text has."""
    assert tuple(stored) == PASSAGES
    assert stored[-1] == PASSAGES[-1]
    assert stored[1:] == PASSAGES[1:]


def test_a_row_that_is_not_there_is_an_error(stored):
    """A row beyond the end is refused as by any sequence."""
    with pytest.raises(IndexError):
        stored[3]


def test_passages_are_found_by_id(stored):
    """An id leads to its row; what is no id of a passage leads nowhere."""
    assert [stored.row_of(item.passage_id) for item in PASSAGES] == [0, 1, 2]
    for strange in (
        "",
        "one",
        "one#",
        "one#0",
        "one#0-11",
        "three#0-10",
        "one#０-10",
        "one#-1-10",
        "one#0-" + "9" * 30,
    ):
        assert stored.row_of(strange) is None


def test_rows_are_chosen_by_document_and_place(stored):
    """Documents choose their rows, a span those that it touches by a character at least."""
    assert stored.rows_of_documents(frozenset({"two", "empty", "unknown"})).tolist() == [False, False, True]
    assert stored.rows_at("one", Span(9, 11)).tolist() == [0, 1]
    assert stored.rows_at("one", Span(10, 11)).tolist() == [1]
    assert stored.rows_at("unknown", Span(0, 99)).tolist() == []


def test_no_passages_are_no_error(tmp_path):
    """An index without passages opens."""
    write_passages(tmp_path, (), DOCUMENTS)
    empty = PassageFile(tmp_path, DOCUMENTS)
    assert len(empty) == 0
    assert not list(empty)
