"""When a paper was made."""

import pytest

from qa.answers import Outcome


@pytest.mark.parametrize(
    "question",
    ["国際戦略の中間まとめの日付は？", "中間まとめはいつ取りまとめられたものですか", "中間まとめはいつの文書ですか。"],
)
def test_the_date_of_a_paper_is_told_by_its_own_line(assistant, question):
    """The line at the beginning that gives the date is quoted."""
    answer = assistant.ask(question)
    assert answer.outcome is Outcome.ANSWERED
    assert "令和６年８月30日" in answer.text
    (citation,) = answer.citations
    assert citation.document_id == "interim-2024"
    assert citation.span.start < 600


def test_a_paper_that_prints_no_date_tells_none(assistant):
    """What only the catalogue says is not put in a paper's mouth."""
    assert assistant.ask("2021年の報告書の日付は？").outcome is Outcome.NO_EVIDENCE
