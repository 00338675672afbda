"""What tells whether the evidence answers: the noun that is asked for, and words that no document has."""

import pytest

from qa.answerability import features
from qa.answers import Outcome


def measured(assistant, question):
    """Return the features of a question over the bundled documents."""
    draft = assistant.draft(question)
    return features(draft.findings, draft.composed, assistant.index.tokenizer)


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("海外特別研究員の採用倍率はどのくらいですか", "採用倍率"),
        ("SATREPSの予算はいくらですか", ""),
        ("会議室の予約方法を教えてください", "予約方法"),
    ],
)
def test_the_noun_that_is_asked_for_is_read_off_the_question(assistant, question, sought):
    """It is the one before the word that asks; where the kind of answer says it all there is none."""
    assert assistant.draft(question).findings.question.sought == sought


def test_evidence_without_the_noun_that_is_asked_for_does_not_have_it(assistant):
    """A programme's page answers for its period and not for a rate that it does not give."""
    assert measured(assistant, "SICORPの支援規模を教えてください").sought == 1.0
    assert measured(assistant, "研究インテグリティの罰則を教えてください").sought == 0.0


def test_compounds_that_no_passage_has_are_strange(assistant):
    """A question of another world is all strange, one of the documents' own is not."""
    assert measured(assistant, "確定申告の医療費控除").strange == 1.0
    assert measured(assistant, "国際頭脳循環の目的").strange == 0.0


@pytest.mark.parametrize(
    "question",
    [
        "サッカーワールドカップの優勝国は？",
        "カレーの作り方",
        "明日の東京の天気",
        "大谷翔平の本塁打数",
        "新幹線の料金はいくらですか",
    ],
)
def test_questions_of_another_world_are_declined(assistant, question):
    """Neither a list nor a figure of the documents is given for them, though some words are shared."""
    assert assistant.ask(question).outcome in (Outcome.OUT_OF_SCOPE, Outcome.NO_EVIDENCE)
