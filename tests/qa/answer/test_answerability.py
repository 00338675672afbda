"""What tells whether the evidence answers: what the reader says of it, and words that no document has."""

import pytest

from qa.answer.answerability import Calibration, Features, features, unknown_share
from qa.answers import Outcome


def measured(assistant, question):
    """Return the features of a question over the bundled documents."""
    draft = assistant.draft(question)
    return features(draft.findings, draft.composed, assistant.index)


def test_evidence_that_answers_has_higher_odds_than_evidence_that_does_not(assistant):
    """What the reader holds for an answer counts more than a passage that is only near."""
    answered = measured(assistant, "研究インテグリティの確保のために何を検討すべきですか")
    unanswered = measured(assistant, "研究インテグリティの罰金はいくらですか")
    assert answered.best > unanswered.best


def test_words_that_no_document_has_are_unknown(assistant):
    """A question of another world is mostly unknown, one of the documents' own is not."""
    known, foreign = (
        assistant.draft(text).findings.question for text in ("国際頭脳循環の目的", "確定申告の医療費控除")
    )
    assert unknown_share(known, assistant.index.lexical) == 0.0
    assert unknown_share(foreign, assistant.index.lexical) > 0.5


def test_the_probability_is_the_logistic_function_of_the_weighted_features():
    """Weights times features plus bias go through the logistic function, worked out by hand."""
    calibration = Calibration(weights=(1.0, 2.0, 0.0, 0.0, 0.0), bias=-1.0, threshold=0.5)
    assert calibration.probability(Features(1.0, 0.0, 1.0, 1.0, 1.0)) == pytest.approx(0.5)
    assert calibration.probability(Features(1.0, 1.0, 0.0, 0.0, 0.0)) == pytest.approx(0.880797, abs=1e-6)


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
