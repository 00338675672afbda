"""Comparing two texts passage by passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collection import document_of
from corpus.documents import Record
from corpus.sources import Source
from corpus.spans import Span
from qa.comparison import compare, on_theme

BEFORE = [
    "支援期間は原則三年とする。",
    "若手研究者を海外に派遣する。",
    "成果は毎年公表する。",
    "灯台の高さは20メートルとする。",
]


def document(lines, document_id="plan"):
    """Return a document of paragraphs."""
    record = Record(document_id, "plan.txt", "計画", "2024", "", "文書", "ja", "plan.txt")
    return document_of(Source(record, "\n\n".join(lines)))


def told(before, now):
    """Return each change as its kind and the words of both sides."""
    return [
        (item.kind, item.before.text if item.before else None, item.now.text if item.now else None)
        for item in compare(document(before), document(now))
    ]


def test_the_same_text_has_no_changes():
    """Every passage is the same as itself."""
    assert [kind for kind, *_ in told(BEFORE, BEFORE)] == ["same"] * 4


def test_a_passage_that_was_changed_stands_beside_what_it_was():
    """Words that differ in a few characters belong together; what is new or gone stands alone, in its place."""
    now = ["支援期間は原則五年とする。", "成果は毎年公表する。", "港湾の整備費を新たに計上する。", BEFORE[3]]
    assert told(BEFORE, now) == [
        ("changed", BEFORE[0], now[0]),
        ("removed", BEFORE[1], None),
        ("same", BEFORE[2], now[1]),
        ("added", None, now[2]),
        ("same", BEFORE[3], now[3]),
    ]


def test_passages_that_moved_are_found_again():
    """Another order alone changes nothing."""
    assert [kind for kind, *_ in told(BEFORE, BEFORE[::-1])] == ["same"] * 4


def test_widths_and_blanks_are_no_change():
    """What reads the same is the same."""
    assert [kind for kind, *_ in told(["灯台の高さは２０メートル とする。"], [BEFORE[3]])] == ["same"]


def test_a_text_without_passages_is_compared_too():
    """Against a single mark all is removed."""
    assert [kind for kind, *_ in told(BEFORE[:2], ["。"])] == ["removed", "removed"]


@given(st.lists(st.sampled_from(BEFORE), max_size=6), st.lists(st.sampled_from(BEFORE), max_size=6))
def test_no_passage_is_lost_and_none_is_told_twice(before, now):
    """Each passage of both texts stands in exactly one row."""
    one, other = document([*before, "終わりの文。"]), document([*now, "終わりの文。"])
    changes = compare(one, other)
    for side, of in (("before", one), ("now", other)):
        spans = [getattr(item, side).span for item in changes if getattr(item, side)]
        assert sorted(spans) == sorted(block.span for block in of.blocks)


@pytest.mark.parametrize(("theme", "expected"), [("派遣", [1]), ("若手 派遣", [1]), ("港湾", []), ("研究 公表", [])])
def test_a_theme_leaves_what_has_its_words(theme, expected):
    """All words of the theme have to stand in a passage."""
    text = document(BEFORE)
    left = [item.now.text for item in on_theme(compare(text, text), theme, [], ("plan", "plan"))]
    assert left == [BEFORE[number] for number in expected]


def test_a_theme_without_words_leaves_what_was_found_for_it():
    """Where no passage has its words, those in a stretch that is near to it stay; the same stretch of another does not."""
    text = document(BEFORE)
    near = [("plan", Span(0, 5)), ("other", Span(0, len(text.text)))]
    left = [item.now.text for item in on_theme(compare(text, text), "港湾", near, ("plan", "plan"))]
    assert left == [BEFORE[0]]
