"""Replies to what is said to the last answer."""

from dataclasses import replace

import pytest

from qa.answers import Outcome
from qa.conversation.replies import shortened, sources_of
from qa.question.history import Turn

QUESTION = "対面のメリットは？"


@pytest.fixture(scope="module")
def answered(assistant):
    """Return an answer of several sentences."""
    answer = assistant.ask(QUESTION)
    assert len(answer.sentences) > 1
    return answer


def history(answer):
    """Return the history after an answer."""
    return (Turn("user", answer.question), Turn("assistant", answer.text))


def test_the_sources_of_the_last_answer_are_told_with_its_quotes(assistant, answered):
    """Title and date of the document, the quote, and the same citations as before."""
    reply = assistant.ask("出典は？", history(answered))
    assert reply.citations == answered.citations
    for sentence, citation in zip(reply.sentences[1:], answered.citations, strict=True):
        assert citation.quote in sentence.text
        assert citation.document_title in sentence.text
        assert citation.document_date in sentence.text
        assert sentence.citations == (citation.number,)


def test_shorter_is_the_sentence_that_answers(answered):
    """The first one alone where both are long, with its citations and no others."""
    long = tuple(replace(item, text="長い文。" * 15) for item in answered.sentences)
    reply = shortened(replace(answered, sentences=long))
    assert reply.sentences == long[:1]
    assert {item.number for item in reply.citations} == {n for it in reply.sentences for n in it.citations}


def test_sentences_that_are_short_together_all_stay(answered):
    """What fits into eighty characters is short already."""
    short = tuple(replace(item, text="短い文。") for item in answered.sentences)
    assert shortened(replace(answered, sentences=short)).sentences == short


def test_others_are_told_that_were_not_told(assistant, answered):
    """Nothing of the last answer is said again."""
    reply = assistant.ask("他には？", history(answered))
    told = {sentence.text for sentence in answered.sentences}
    assert not told & {sentence.text for sentence in reply.sentences}


def test_where_there_is_nothing_else_that_is_said(assistant):
    """A value that was told is all that the documents have."""
    answer = assistant.ask("海外特別研究員の支援期間は？")
    reply = assistant.ask("他には？", history(answer))
    assert reply.outcome is Outcome.NO_EVIDENCE or reply.citations
    again = assistant.ask("他には？", (*history(answer), Turn("user", "他には？"), Turn("assistant", reply.text)))
    assert again.text == reply.text  # an act is no question, so that the same is left


def test_thanks_search_nothing(assistant, answered):
    """Neither after an answer nor before one is anything cited."""
    for turns in ((), history(answered)):
        reply = assistant.ask("ありがとうございます", turns)
        assert reply.outcome is Outcome.OUT_OF_SCOPE
        assert not reply.citations
        assert not reply.passages


def test_an_answer_without_sources_stays_as_it_is(assistant):
    """A refusal has none."""
    refusal = assistant.ask("木星の大気の組成は？")
    assert sources_of(refusal) == refusal


def test_an_act_before_any_question_is_a_question(assistant):
    """There is no last answer that it could be done to."""
    assert assistant.ask("出典は？").outcome in {Outcome.NO_EVIDENCE, Outcome.OUT_OF_SCOPE}


def test_a_question_that_leans_on_nothing_is_answered_for_itself(assistant):
    """Where what was talked about has no answer to it, it is asked alone."""
    turns = (Turn("user", "サッカーの試合の時間は？"), Turn("assistant", "見つかりませんでした。"))
    assert assistant.ask("ASPIREの支援期間は？", turns).outcome is Outcome.ANSWERED
