"""The written training data: whole, enough, and apart from what the product is measured on."""

import json
from pathlib import Path

import pytest

from corpus.normalisation import normalise
from indexer.training.written import kept_apart, read_claims, read_questions, read_sheets

EVALUATION = Path(__file__).parents[2] / "evaluation"
UNANSWERABLE = {"absent", "entity", "year", "premise"}


@pytest.fixture(scope="module")
def sheets():
    """Return the sheets by id."""
    return read_sheets()


@pytest.fixture(scope="module")
def questions():
    """Return the written questions."""
    return read_questions()


def test_every_question_stands_on_its_sheet(sheets, questions):
    """Gold and near statements exist, the answer is a part of a gold one, what has no answer has no gold."""
    for item in questions:
        statements = sheets[item.sheet_id].statements
        assert all(0 <= at < len(statements) for at in (*item.gold, *item.near)), item.question
        assert bool(item.gold) is (item.kind not in UNANSWERABLE), item.question
        assert not item.answer or any(item.answer in statements[at].text for at in item.gold), item.question


def test_there_are_enough_questions_of_each_sort(sheets, questions):
    """At least 6,000, of them 1,500 without an answer and 500 in English, at most a fifth on the bundled documents."""
    assert len(questions) >= 6_000
    assert sum(not item.gold for item in questions) >= 1_500
    assert sum(item.kind == "english" for item in questions) >= 500
    assert sum(sheets[item.sheet_id].bundled for item in questions) <= len(questions) / 5


def test_every_claim_stands_on_its_sheet(sheets):
    """Its statement exists, and its verdict is one of three."""
    for item in read_claims():
        assert 0 <= item.statement < len(sheets[item.sheet_id].statements), item.claim
        assert item.verdict in {"support", "contradict", "silent"}


def test_some_sheets_are_kept_apart_and_none_of_the_bundled(sheets, questions):
    """Between a twentieth and a sixth of the questions are for telling alone."""
    apart = {name for name, sheet in sheets.items() if kept_apart(sheet)}
    assert not any(sheets[name].bundled for name in apart)
    assert 1 / 20 < sum(item.sheet_id in apart for item in questions) / len(questions) < 1 / 6


@pytest.mark.parametrize(
    "name", ["unseen", "unseen2", "english", "whitepaper", "development", "fresh", "whole", "facts"]
)
def test_no_question_that_is_measured_is_trained_on(name, questions):
    """No evaluation question stands among the written ones, letter for letter."""
    written = {normalise(item.question) for item in questions}
    rows = map(json.loads, (EVALUATION / f"{name}.jsonl").read_text("utf-8").splitlines())
    assert [row["id"] for row in rows if normalise(row["question"]) in written] == []
