"""Catalogues, given and made."""

import json

import pytest

from corpus.catalogue import load_records
from corpus.collection import BUNDLED_DOCUMENTS, load_collection
from corpus.errors import CatalogueError, CorpusError, UnknownDocument


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


def test_without_a_catalogue_titles_and_dates_come_from_the_texts(tmp_path):
    """The first line is the title, the first date of the opening the date, the file's name the id."""
    (tmp_path / "plan.txt").write_text("地域計画について\n\n令和4年3月10日\n\n本文である。", "utf-8")
    (tmp_path / "無題.md").write_text("# 覚書\n\n2020年と2023年の比較。", "utf-8")
    records = load_records(tmp_path)
    assert [(r.title, r.date) for r in records] == [("地域計画について", "2022-03-10"), ("覚書", "2020")]
    assert records[0].document_id == "plan"
    assert records[1].document_id.startswith("doc-")


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "{}",
        '{"format": 2, "documents": []}',
        '{"format": 1, "documents": [{"document_id": "../x", "file": "a.txt", "title": "t", "date": "2024", "issuing_body": "", "kind": ""}]}',
        '{"format": 1, "documents": [{"document_id": "x", "file": "../../etc/passwd", "title": "t", "date": "2024", "issuing_body": "", "kind": ""}]}',
        '{"format": 1, "documents": [{"document_id": "x", "file": "absent.txt", "title": "t", "date": "2024", "issuing_body": "", "kind": ""}]}',
    ],
)
def test_a_broken_catalogue_is_named_in_one_line(tmp_path, content):
    """A catalogue that cannot be used is an error with its path, whatever is wrong with it."""
    (tmp_path / "catalogue.json").write_text(content, "utf-8")
    with pytest.raises(CatalogueError, match=r"catalogue\.json") as caught:
        load_records(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_without_documents_is_refused(tmp_path):
    """An empty folder, and a folder that is none, are refused."""
    with pytest.raises(CatalogueError, match="holds no"):
        load_records(tmp_path)
    with pytest.raises(CatalogueError, match="no folder"):
        load_records(tmp_path / "absent")


def test_an_unreadable_document_is_named(tmp_path):
    """A file that is no text stops the reading with its name."""
    (tmp_path / "a.txt").write_bytes(bytes(range(128, 256)) * 3)
    with pytest.raises(CorpusError, match=r"a\.txt"):
        load_collection(tmp_path)


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
