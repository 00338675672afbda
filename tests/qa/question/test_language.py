"""Questions in English, which the encoder reads as they stand."""

from dataclasses import replace

import pytest

from qa.answers import Outcome, framed_in_english
from qa.question.language import is_english


def test_an_english_question_is_answered_from_the_japanese(assistant):
    """The frame is English, the evidence the document's own words."""
    answer = assistant.ask("What is the support period of SATREPS?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith("According to the documents")
    assert "3～5年間" in answer.text
    assert answer.sentences[0].citations


@pytest.mark.parametrize("outcome", [Outcome.OUT_OF_SCOPE, Outcome.NO_EVIDENCE])
def test_an_english_question_is_declined_in_english(assistant, outcome):
    """What the documents do not say is said so in the language of the question."""
    declined = replace(assistant.ask("カレーの作り方を教えてください"), outcome=outcome)
    assert framed_in_english(declined).text.isascii()


@pytest.mark.parametrize(
    ("text", "english"),
    [("What is the budget of SATREPS?", True), ("SATREPSの予算は？", False), ("SATREPS", False), ("e-ASIA JRP", False)],
)
def test_a_name_is_no_english_question(text, english):
    """English is told by three words and nothing Japanese."""
    assert is_english(text) is english
