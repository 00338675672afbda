"""Measures: against an independent scorer, on real and on made-up answers."""

import importlib.util
import json
import random
from pathlib import Path

import pytest

from qa.evaluation.judgments import GivenAnswer, JudgedQuestion, Quote, RankedText, read_questions
from qa.evaluation.metrics import folded, score, summarise
from qa.evaluation.runs import fallen, run

EVALUATION = Path(__file__).parent.parent / "evaluation"
SETS = ["development", "paraphrases", "facts"]
NAMES = {
    "R@1": "recall@1",
    "R@3": "recall@3",
    "R@5": "recall@5",
    "MRR": "mrr",
    "answer": "answer_accuracy",
    "concise": "concise_accuracy",
    "overall": "overall_accuracy",
    "citP": "citation_precision",
    "citV": "citation_validity",
    "absP": "abstain_precision",
    "absR": "abstain_recall",
    "absF1": "abstain_f1",
    "cited": "answers_with_citation",
    "passage": "mean_passage_chars",
}


@pytest.fixture(scope="module")
def scorer():
    """Return the independent scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", EVALUATION / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def development(assistant):
    """Return a run over the development questions."""
    return run(assistant, read_questions(EVALUATION / "development.jsonl"))


def scored_elsewhere(scorer, questions, answers, collection):
    """Return the independent scorer's numbers over all questions."""
    documents = {document.document_id: scorer.norm(document.text) for document in collection.documents}
    rows = [json.loads(answer.model_dump_json()) for answer in answers]
    return scorer.score_questions([json.loads(q.model_dump_json()) for q in questions], rows, documents)["overall"]


def test_measures_equal_those_of_the_independent_scorer(development, scorer, collection):
    """Every measure over the development questions is the other scorer's, to the last digit."""
    questions = read_questions(EVALUATION / "development.jsonl")
    elsewhere = scored_elsewhere(scorer, questions, development.answers, collection)
    for name, other in NAMES.items():
        assert development.table["ALL"][name] == pytest.approx(elsewhere[other]), name


def test_measures_of_garbled_answers_equal_too(development, scorer, collection):
    """The measures agree as well when answers are shuffled, emptied and misquoted."""
    questions = read_questions(EVALUATION / "development.jsonl")
    chance = random.Random(5)
    garbled = []
    for given in development.answers:
        quotes = [
            Quote(doc=item.doc, quote=item.quote[: chance.randrange(1, 40)] + chance.choice(["", "誤"]))
            for item in given.citations
        ]
        passages = chance.sample(given.passages, len(given.passages))
        answer = given.answer if chance.random() < 0.7 else ""
        answered = given.answered if chance.random() < 0.8 else not given.answered
        garbled.append(GivenAnswer(id=given.id, answered=answered, answer=answer, citations=quotes, passages=passages))
    documents = {document.document_id: folded(document.text) for document in collection.documents}
    mine = summarise(score(question, given, documents) for question, given in zip(questions, garbled, strict=True))
    elsewhere = scored_elsewhere(scorer, questions, garbled, collection)
    for name, other in NAMES.items():
        assert mine[name] == pytest.approx(elsewhere[other]), name


@pytest.mark.parametrize("name", SETS)
def test_judgments_stand_in_the_documents(name, collection):
    """Every gold quote of every judged question is in its document, in one line."""
    for question in read_questions(EVALUATION / f"{name}.jsonl"):
        groups = [*question.gold, *(question.correction.gold if question.correction else [])]
        for gold in (gold for group in groups for gold in group):
            assert any(gold.quote in line for line in collection.document(gold.doc).text.split("\n")), question.id


def test_development_scores_have_not_fallen(development):
    """The scores over the development questions are at least those that are kept beside them."""
    kept = json.loads((EVALUATION / "expected.json").read_text("utf-8"))["scores"]
    assert fallen(development.table["ALL"], kept) == []


def test_every_answer_is_cited_and_every_quote_is_real(development):
    """No answered question is without a citation, no quote is not its document's text, passages stay short."""
    everything = development.table["ALL"]
    assert everything["cited"] == 1.0
    assert everything["citV"] == 1.0
    assert everything["passage"] <= 400


def test_a_question_without_an_answer_counts_as_declined():
    """A missing answer is not left out of the mean."""
    question = JudgedQuestion(
        id="q", question="問", category="program", must_include=["2年"], gold=[[{"doc": "d", "quote": "2年"}]]
    )
    given = GivenAnswer(id="q", answered=True, answer="12年", citations=[], passages=[RankedText(doc="d", text="2年")])
    table = summarise([score(question, None, {}), score(question, given, {})])
    assert table["answer"] == 0.0
    assert table["R@5"] == 0.5
