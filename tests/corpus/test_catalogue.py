"""Catalogues, given and made."""

import json

import pytest

from corpus.catalogue import read_catalogue
from corpus.collection import BUNDLED_DOCUMENTS, load_collection
from corpus.errors import CatalogueError, UnknownDocument


def test_bundled_documents_name_their_source(collection):
    """Each bundled document says where it comes from and under which terms."""
    assert len(collection.documents) == 5
    assert all(
        "文部科学省" in document.record.source and "利用規約" in document.record.source
        for document in collection.documents
    )


def test_bundled_records_are_those_of_the_evaluation(collection):
    """Titles, dates and kinds are the ones that the documents are known by."""
    from pathlib import Path

    known = json.loads((Path(__file__).parent.parent / "evaluation" / "documents.json").read_text("utf-8"))["documents"]
    assert [(d.document_id, d.record.title, d.record.date, d.record.kind) for d in collection.documents] == [
        (item["id"], item["title"], item["date"], item["kind"]) for item in known
    ]


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "{}",
        '{"format": 2, "documents": []}',
        '{"format": 1, "documents": [{"document_id": "../x", "file": "a.txt", "title": "t", "date": "2024", "issuing_body": "", "kind": ""}]}',
        '{"format": 1, "documents": [{"document_id": "x", "file": "../../etc/passwd", "title": "t", "date": "2024", "issuing_body": "", "kind": ""}]}',
        '{"format": 1, "documents": [{"document_id": "x", "file": "a/../b.txt", "title": "t", "date": "2024", "issuing_body": "", "kind": ""}]}',
        '{"format": 1, "documents": [{"document_id": "x", "file": "/a.txt", "title": "t", "date": "2024", "issuing_body": "", "kind": ""}]}',
        '{"format": 1, "documents": [{"document_id": "x", "file": "absent.txt", "title": "t", "date": "2024", "issuing_body": "", "kind": ""}]}',
    ],
)
def test_a_broken_catalogue_is_named_in_one_line(tmp_path, content):
    """A catalogue that cannot be used is an error with its path, whatever is wrong with it."""
    (tmp_path / "catalogue.json").write_text(content, "utf-8")
    with pytest.raises(CatalogueError, match=r"catalogue\.json") as caught:
        read_catalogue(tmp_path)
    assert "\n" not in str(caught.value)


def test_an_unknown_document_is_an_error_that_does_not_repeat_the_id(collection):
    """The id comes from outside and is not repeated."""
    with pytest.raises(UnknownDocument) as caught:
        collection.document("<script>")
    assert "script" not in str(caught.value)


def test_the_digest_changes_with_any_document(tmp_path, collection):
    """Two collections have one digest exactly when they say the same."""
    assert load_collection(BUNDLED_DOCUMENTS).digest == collection.digest
    (tmp_path / "a.txt").write_text("本文。", "utf-8")
    first = load_collection(tmp_path).digest
    (tmp_path / "a.txt").write_text("本文！", "utf-8")
    assert load_collection(tmp_path).digest != first
