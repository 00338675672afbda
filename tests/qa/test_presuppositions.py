"""What a question takes for granted, and questions that are none."""

import pytest

from qa.answers import Outcome
from qa.conversation import Turn, resolve
from qa.examples import example_questions


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("ASPIREが開発途上国だけを対象にしている理由は何ですか", "先進国"),
        ("在外研究員制度が法人化とともに拡充された背景を教えてください", "廃止"),
        ("G7科学技術大臣会合が福岡市で開催されたときの議題は何ですか", "仙台"),
    ],
)
def test_what_is_taken_for_granted_wrongly_is_corrected(assistant, question, told):
    """An opposite, an exclusion or a place that the documents contradict is corrected with their words."""
    answer = assistant.ask(question)
    assert answer.outcome is Outcome.FALSE_PREMISE
    assert told in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    ["ASPIREが先進国を対象にしている理由は何ですか", "G7科学技術大臣会合が仙台市で開催されたときの議題は何ですか"],
)
def test_what_is_taken_for_granted_rightly_is_left_alone(assistant, question):
    """A question whose premise the documents share is not corrected."""
    assert assistant.ask(question).outcome is not Outcome.FALSE_PREMISE


@pytest.mark.parametrize("question", ["あ", "???", "ああああ" * 300, "!?"])
def test_what_asks_nothing_gets_no_answer(assistant, question):
    """A question without a word to look for is told that nothing was found, with nothing cited."""
    answer = assistant.ask(question)
    assert answer.outcome in (Outcome.NO_EVIDENCE, Outcome.OUT_OF_SCOPE)
    assert not answer.citations


HISTORY = (Turn("user", "ASPIREの支援期間は？"), Turn("assistant", "原則5年です。"))


@pytest.mark.parametrize("question", ["科学技術外交の目的は？", "オンラインのメリットは？", "インド向けの支援人数は？"])
def test_a_question_with_a_subject_of_its_own_is_never_changed(assistant, question):
    """What names its own subject is asked as it stands, whatever was asked before."""
    assert resolve(question, HISTORY, assistant.knowledge.names) == question


@pytest.mark.parametrize("question", ["予算は？", "支援の対象は？", "令和4年度の予算は？"])
def test_a_question_without_a_subject_takes_the_last_one(assistant, question):
    """What names none is asked of the programme that was spoken of."""
    assert resolve(question, HISTORY, assistant.knowledge.names).startswith("ASPIREの")


def test_a_budget_is_read_off_the_fact_sheet(assistant):
    """A question about nothing but a budget is answered with each budget of the latest year, cited."""
    answer = assistant.ask("SATREPSの予算額は？")
    assert answer.outcome is Outcome.ANSWERED
    assert "1,878百万円" in answer.text
    assert "支援額" not in answer.text


def test_the_items_under_a_coded_heading_are_all_given(assistant):
    """A group of considerations that is named is answered with all of its items, not with its sub-headings."""
    items = [item for item in assistant.index.collection.guidance.considerations if item.group == "C2"]
    text = "".join(assistant.ask("科学技術外交の観点では何を考慮すべきですか").text.split())
    assert all(item.text in text for item in items)


def test_the_examples_are_questions_that_are_answered(assistant):
    """Every question that is offered was tried, and is answered; the same documents offer the same."""
    offered = example_questions(assistant)
    assert len(offered) == 4
    assert offered == example_questions(assistant)
    assert all(assistant.ask(question).outcome is Outcome.ANSWERED for question in offered)
