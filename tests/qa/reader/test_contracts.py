"""One suite over all readers."""

import pytest
from doubles import OverlapReader

from qa.evaluation.controls import UnreadReader

WINDOWS = ["支援期間 5年", "予算額 1億円", ""]


@pytest.fixture(params=["bundled", "unread", "overlap"])
def any_reader(request, reader):
    """Return a reader of each kind."""
    return {"bundled": reader, "unread": UnreadReader(), "overlap": OverlapReader()}[request.param]


@pytest.mark.parametrize("question", ["支援期間は？", "", "?" * 3_000])
def test_there_is_a_reading_for_each_window(any_reader, question):
    """As many come as were given, probabilities are such, and the place lies in the window."""
    readings = any_reader.read(question, WINDOWS)
    assert len(readings) == len(WINDOWS)
    for window, item in zip(WINDOWS, readings, strict=True):
        assert 0.0 <= item.answers <= 1.0
        assert 0 <= item.start <= item.end <= len(window)


def test_there_is_a_judgement_for_each_window(any_reader):
    """The three shares of each add up to one."""
    judged = any_reader.judge("支援期間は5年である。", WINDOWS)
    assert len(judged) == len(WINDOWS)
    for item in judged:
        assert item.supports + item.contradicts + item.silent == pytest.approx(1.0, abs=1e-5)


def test_a_reader_says_the_same_twice(any_reader):
    """Nothing depends on chance or on what was read before."""
    first = any_reader.read("予算額は？", WINDOWS)
    any_reader.read("別の質問", ["別の文"])
    assert any_reader.read("予算額は？", WINDOWS) == first
    assert any_reader.identity
