"""Sentences and their places."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一つ。二つ。", ["一つ。", "二つ。"]),
        ("「そうだ。」と言う。次", ["「そうだ。」と言う。", "次"]),
        ("（注。）本文？次！", ["（注。）本文？", "次！"]),
        ("本当！？次", ["本当！？", "次"]),
        ("「閉じない。次", ["「閉じない。次"]),
        ("  ", []),
    ],
)
def test_sentences_end_outside_of_quotation(text, sentences):
    """A full stop inside quotation marks or brackets ends no sentence."""
    assert [span.of(text) for span in split_sentences(text)] == sentences


@pytest.mark.parametrize("marks", ["「」", "『』", "（）", "()", "“”", "【】", "〔〕"])
def test_every_pair_of_marks_keeps_its_sentence_together(marks):
    """What stands between an opening mark and its closing one is no sentence by itself."""
    text = f"{marks[0]}一。二{marks[1]}三。四"
    assert [span.of(text) for span in split_sentences(text)] == [text[:-1], "四"]


@given(st.text(st.sampled_from("あ。？！「」（）\n 、A"), max_size=60))
def test_sentences_lose_nothing_but_white_space(text):
    """The sentences, in order, are the text without white space around them."""
    spans = split_sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))


def test_sentences_of_the_documents_are_their_own_text(collection):
    """Every fragment of every sentence lies inside its document, and its words are in the search text."""
    for sentence in collection.sentences:
        document = collection.document(sentence.document_id)
        assert all(fragment.of(document.text).strip() for fragment in sentence.fragments)
        assert sentence.text


def test_a_sentence_that_a_footnote_interrupts_is_whole(collection):
    """Sentences broken by a page's end and its footnotes are read as one, in two fragments."""
    broken = [sentence for sentence in collection.sentences if len(sentence.fragments) > 1]
    assert len(broken) == 3
    assert all(sentence.text.endswith("。") for sentence in broken)


def test_footnote_calls_are_not_read(collection):
    """The small numbers that call footnotes are no part of what a sentence says."""
    assert any("国際交流・協力を進めていくべきか" in sentence.text for sentence in collection.sentences)
    assert not any("協力1を" in sentence.text for sentence in collection.sentences)
