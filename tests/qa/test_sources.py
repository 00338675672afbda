"""One fact that several documents tell in the same words."""

import pytest

from qa.retrieval import RetrievalFilter

QUESTION = "研究インテグリティの確保のために何を検討すべきですか"


def test_the_same_sentence_is_one_fact_with_several_citations_the_primary_source_first(assistant):
    """The report comes before its overview and the slides that quote both; the sentence itself is told once."""
    answer = assistant.ask(QUESTION)
    assert [citation.document_id for citation in answer.citations] == ["strategy-2021", "overview-2021", "status-2023"]
    assert len(answer.sentences) == 1


@pytest.mark.parametrize(
    "where", [RetrievalFilter(documents=("status-2023",)), RetrievalFilter(documents=("overview-2021",))]
)
def test_documents_that_may_not_answer_are_not_cited(assistant, where):
    """The sentence is cited from the documents asked for alone."""
    answer = assistant.ask(QUESTION, where=where)
    assert {citation.document_id for citation in answer.citations} == set(where.documents)


def test_every_quote_of_one_sentence_says_the_same(assistant):
    """What is cited together has the same words, line breaks and marks apart."""
    answer = assistant.ask(QUESTION)
    words = {"".join(filter(str.isalnum, citation.quote)) for citation in answer.citations}
    assert len(words) == 1
