"""Answers are checked before they leave: quotes, numbers and marks."""

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from qa.answers import Answer, AnswerSentence, Outcome, verified
from qa.citations import CitationMaker, holds, make_citation


def answer_of(sentences, citations):
    """Return an answer with the given parts."""
    return Answer("問", "問", Outcome.ANSWERED, tuple(sentences), tuple(citations), (), (), (), (), ())


@given(data=st.data())
def test_a_citation_is_the_documents_own_text(collection, data):
    """Whatever stretch is cited, the quote is what stands there, and its page and section hold it."""
    document = data.draw(st.sampled_from(collection.documents))
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, min(start + 200, len(document.text))))
    citation = make_citation(collection, 1, document.document_id, Span(start, end))
    assert document.text[citation.span.start : citation.span.end] == citation.quote
    assert holds(citation, collection)
    if citation.page is not None:
        page = document.pages[citation.page - 1]
        assert page.span.start <= start < page.span.end


@given(data=st.data())
def test_a_quote_with_one_character_changed_is_refused(collection, data):
    """No quote passes that differs from its document in a single character."""
    document = data.draw(st.sampled_from(collection.documents))
    start = data.draw(st.integers(0, len(document.text) - 20))
    citation = make_citation(collection, 1, document.document_id, Span(start, start + 20))
    at = data.draw(st.integers(0, 19))
    other = data.draw(st.characters().filter(lambda character: character != citation.quote[at]))
    changed = dataclasses.replace(citation, quote=citation.quote[:at] + other + citation.quote[at + 1 :])
    assert not holds(changed, collection)
    kept = verified(answer_of([AnswerSentence("文。", (1,))], [changed]), collection)
    assert kept.sentences == ()
    assert kept.outcome is Outcome.NO_EVIDENCE


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("予算額は2,611百万円です。", True),
        ("予算額は2,612百万円です。", False),
        ("予算額は２，６１１百万円です。", True),
        ("予算額は11百万円です。", False),
    ],
)
def test_a_number_must_stand_in_a_quote(collection, text, kept):
    """A sentence whose number none of its quotes has is dropped, part of a longer number included."""
    document = collection.document("status-2023")
    start = document.text.index("令和5年度予算額 : 2,611百万円")
    maker = CitationMaker(collection)
    numbers = maker.cite("status-2023", (Span(start, start + 19),))
    result = verified(answer_of([AnswerSentence(text, numbers)], maker.citations), collection)
    assert bool(result.sentences) is kept


def test_what_is_left_keeps_its_citations(collection):
    """When one sentence goes, the citations of the others stay, and no other does."""
    maker = CitationMaker(collection)
    first, second = maker.cite("status-2023", (Span(0, 30), Span(40, 60)))
    result = verified(
        answer_of([AnswerSentence("よい。", (first,)), AnswerSentence("99個。", (second,))], maker.citations),
        collection,
    )
    assert [sentence.text for sentence in result.sentences] == ["よい。"]
    assert [citation.number for citation in result.citations] == [first]


def test_the_same_place_is_cited_once(collection):
    """Two sentences that rest on one place share its number."""
    maker = CitationMaker(collection)
    assert maker.cite("status-2023", (Span(0, 30),)) == maker.cite("status-2023", (Span(0, 30),)) == (1,)


@pytest.mark.parametrize(
    "question",
    [
        "WPIの成果は？",
        "ASPIREとSICORPの支援期間の違いは？",
        "SATREPSの支援期間は10年ですが、その理由は何ですか。",
        "科学技術の国際展開に関する戦略で取り組むべき施策①～⑤は何ですか",
    ],
)
def test_citations_are_numbered_in_the_order_in_which_they_are_borne(assistant, question):
    """From 1 on without a gap, whatever was tried on the way to the answer; every mark in the text has its citation."""
    answer = assistant.ask(question)
    borne = dict.fromkeys(number for sentence in answer.sentences for number in sentence.citations)
    assert list(borne) == [citation.number for citation in answer.citations] == list(range(1, len(borne) + 1))
    assert {f"[{number}]" for number in borne} == set(re.findall(r"\[[0-9]+\]", answer.text))
