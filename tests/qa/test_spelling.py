"""Slips of typing in questions, put right by the words of the documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.tokenisation import FugashiTokenizer
from qa.spelling import learn_spelling

SPELLING = learn_spelling(
    [
        "国際先導研究の審査にはレフェリーが加わる。",
        "研究インテグリティの確保",
        "ジョイント・ディグリーの設置",
        "研究代表者等の人数",
    ],
    FugashiTokenizer(),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("国際先道研究の審査", "国際先導研究の審査"),
        ("研究インテグリテイとは？", "研究インテグリティとは?"),
        ("研究インテグリテの確保", "研究インテグリティの確保"),
        ("ジョイントディグリーとは", "ジョイント・ディグリーとは"),
        ("ジョイントデグリーとは", "ジョイント・ディグリーとは"),
    ],
)
def test_a_slip_is_put_right(typed, meant):
    """One letter wrong, missing or too many, or a dot left out, is mended to the only word that is near."""
    assert SPELLING.mended(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "国内先導研究の審査",
        "研究代表者名を教えて",
        "国際先導研究とは？",
        "ジョイント・ディグリーとは",
        "オーケストラの演奏",
    ],
)
def test_words_that_make_sense_are_left_alone(question):
    """Another word of the language is no slip, however near, and a question without slips comes back to the letter."""
    assert SPELLING.mended(question) == question


@given(st.text(max_size=60))
def test_any_text_can_be_looked_at(text):
    """Nothing that can be typed breaks it, and what is mended stays mended."""
    assert SPELLING.mended(SPELLING.mended(text)) == SPELLING.mended(text)


def test_the_answer_tells_how_the_question_was_understood(assistant):
    """The mended question is what is answered and shown."""
    answer = assistant.ask("国際先道研究の研究期間は何年ですか")
    assert answer.interpreted_question == "国際先導研究の研究期間は何年ですか"
    assert "7年" in answer.text
