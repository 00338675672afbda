"""Sentences of a reply with their marks."""

import pytest

from qa.wording.sentences import read_sentences


def told(reply):
    """Return sentences with their numbers."""
    return [(sentence.text, sentence.numbers) for sentence in read_sentences(reply)]


@pytest.mark.parametrize(
    "reply", ["期間は5年です[1]。規模は3件です[2][1]。", "期間は5年です。[1]規模は3件です。[2][1]\n"]
)
def test_marks_stand_before_or_after_the_full_stop(reply):
    """Either way they belong to the sentence that they follow."""
    assert told(reply) == [("期間は5年です。", (1,)), ("規模は3件です。", (2, 1))]


def test_a_sentence_without_marks_names_nothing():
    """It is read, and rests on nothing."""
    assert told("期間は5年です。") == [("期間は5年です。", ())]


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "答え",
        "[1]",
        "期間[1]は5年です。",
        "期間は5年です[1]。以上",
        "期間は[5年]です[1]。",
        "。",
        "あ[999]。",
        "ー。" * 1001,
    ],
)
def test_a_reply_in_another_form_has_no_sentences(reply):
    """Nothing is cut out of what is not a row of sentences with marks."""
    assert read_sentences(reply) == ()
