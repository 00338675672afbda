"""One fact that several documents tell in the same words."""

import pytest

from qa.answer.rendering import sentence_of
from qa.citations import CitationMaker

PAPERS = ["strategy-2021", "overview-2021", "status-2023"]


@pytest.fixture(scope="module")
def told_thrice(collection):
    """Return a sentence of the report that its overview and the slides that quote both have in the same words."""
    return next(
        item
        for item in collection.statements
        if not item.label and [same.document_id for same in collection.told_again(item)] == PAPERS
    )


def cited(collection, statement, allowed):
    """Return the citations of a statement's sentence where ``allowed`` documents may be cited."""
    maker = CitationMaker(collection, frozenset(allowed))
    return maker.used_by((sentence_of(collection, statement, maker),))


def test_the_same_sentence_is_one_fact_with_several_citations_the_primary_source_first(collection, told_thrice):
    """The report comes before its overview and the slides that quote both; the sentence itself is told once."""
    assert [citation.document_id for citation in cited(collection, told_thrice, PAPERS)] == PAPERS


@pytest.mark.parametrize("paper", ["status-2023", "overview-2021"])
def test_documents_that_may_not_answer_are_not_cited(collection, told_thrice, paper):
    """The sentence is cited from the documents asked for alone."""
    same = next(item for item in collection.told_again(told_thrice) if item.document_id == paper)
    assert [citation.document_id for citation in cited(collection, same, [paper])] == [paper]


def test_every_quote_of_one_sentence_says_the_same(collection, told_thrice):
    """What is cited together has the same words, line breaks and marks apart."""
    quotes = cited(collection, told_thrice, PAPERS)
    assert len({"".join(filter(str.isalnum, citation.quote)) for citation in quotes}) == 1
