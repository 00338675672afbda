"""Passages of the bundled documents and of arbitrary ones."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collection import document_of, gathered
from corpus.documents import Record
from corpus.normalisation import normalise
from corpus.sources import Source
from indexer.passages import PassageSettings, split_into_passages

RECORD = Record("d", "d.txt", "題", "2024", "", "", "ja", "")


@pytest.fixture(scope="module")
def passages(collection):
    """Return the passages of the bundled documents."""
    return split_into_passages(collection, PassageSettings())


def test_no_passage_is_longer_than_the_contract_allows(passages):
    """Passages hold at most 600 characters."""
    assert max(len(passage.span) for passage in passages) <= 600


def test_passages_are_their_documents_own_text(collection, passages):
    """A passage's id names its document and place, and its search text comes from there."""
    for passage in passages:
        assert passage.passage_id == f"{passage.document_id}#{passage.span.start}-{passage.span.end}"
        words = passage.span.of(collection.document(passage.document_id).text)
        assert words.strip()
        assert passage.searched


def test_no_passage_crosses_a_section(collection, passages):
    """All blocks that a passage touches belong to its section."""
    for passage in passages:
        document = collection.document(passage.document_id)
        touched = {b.section for b in document.blocks for f in b.fragments if f.overlaps(passage.span)}
        assert touched == {passage.section}


def test_no_passage_is_only_a_heading_or_a_page_number(collection, passages):
    """Every passage holds more than headings, and none is a number alone."""
    for passage in passages:
        assert not re.fullmatch(r"[\s\d\-]*", passage.searched)
        headings = {normalise(section.heading) for section in collection.document(passage.document_id).sections}
        assert normalise(passage.searched) not in headings


def test_every_sentence_stands_in_a_passage(collection, passages):
    """Nothing that could answer is left out of the index."""
    for sentence in collection.sentences:
        spans = [passage.span for passage in passages if passage.document_id == sentence.document_id]
        for fragment in sentence.fragments:
            assert any(fragment.overlaps(span) for span in spans)


@given(st.text(st.sampled_from("あい。\n ・（）A1\t―「」①：予算額"), min_size=1, max_size=900))
def test_any_text_becomes_passages_within_limits(text):
    """Whatever a document looks like, its passages are within the limit, in order and free of overlap."""
    if not text.strip():
        return
    document = document_of(Source(RECORD, text))
    passages = split_into_passages(gathered((document,)), PassageSettings(target=80, maximum=120))
    spans = [passage.span for passage in passages]
    assert all(0 < len(span) <= 120 for span in spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
