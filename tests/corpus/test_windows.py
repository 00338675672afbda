"""What a model sees of a statement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.windows import window


def test_headings_stand_before_the_statement():
    """The headings are joined from the outermost down, the statement has a line of its own."""
    assert window(("事業", "支援内容"), "支援期間 5年") == "事業 > 支援内容\n支援期間 5年"
    assert window((), "支援期間 5年") == "支援期間 5年"


def test_of_many_headings_the_innermost_are_kept():
    """What is nearest to the statement says most of what it is about."""
    path = ("あ" * 50, "い" * 50, "う" * 20)
    assert window(path, "文") == f"{'い' * 50} > {'う' * 20}\n文"
    assert window(("え" * 200,), "文") == f"{'え' * 80}\n文"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("これにより期間が延びる。", True),
        ("また、その成果を公表する。", True),
        ("同事業は終了した。", True),
        ("それぞれの期間は5年。", False),
        ("同時に募集する。", False),
        ("期間は5年。", False),
    ],
)
def test_the_statement_before_is_seen_only_where_it_is_referred_back_to(text, seen):
    """A pronoun at the beginning brings in what it stands for."""
    assert ("前の文。" in window(("節",), text, "前の文。")) is seen


@given(st.lists(st.text(max_size=120), max_size=5), st.text(min_size=1, max_size=50), st.text(max_size=200))
def test_the_statement_stands_last_and_whole(path, text, before):
    """A place counted from the end of a window is one in the statement."""
    assert window(tuple(path), text, before).endswith(text)
