"""The shelf: documents come, change and go."""

import io
import zipfile

import pytest

from corpus.errors import CatalogueError, Fault, UnknownDocument
from corpus.ingestion import NamedFile, files_of
from corpus.shelf import Shelf, shelf_of


def file(name, text):
    """Return a file that came by itself."""
    return NamedFile(name, lambda: text.encode() if isinstance(text, str) else text)


def texts(shelf):
    """Return the texts by id, in order."""
    return {item.document_id: item.text.strip() for item in shelf.documents}


@pytest.fixture
def shelf():
    """Return a shelf of two documents."""
    return Shelf().with_files([file("plan.txt", "計画の文。"), file("概要.txt", "概要の文。")])


def test_files_are_added_after_those_that_are_there(shelf):
    """An id is the name of the file where that can be one."""
    more = shelf.with_files([file("note.md", "覚書の文。")])
    assert list(texts(more).values()) == ["計画の文。", "概要の文。", "覚書の文。"]
    assert list(texts(more))[0::2] == ["plan", "note"]
    assert [item.file for item in more.report] == ["plan.txt", "概要.txt", "note.md"]


def test_a_file_of_the_same_name_is_a_newer_text_of_its_document(shelf):
    """It keeps its id and its place, in whatever script the name is; the old text stays readable."""
    newer = shelf.with_files([file("概要.txt", "改めた文。")])
    assert list(texts(newer)) == list(texts(shelf))
    assert list(texts(newer).values()) == ["計画の文。", "改めた文。"]
    assert [item.text.strip() for item in newer.earlier] == ["概要の文。"]
    assert [item.file for item in newer.report] == ["plan.txt", "概要.txt"]


def test_the_same_text_again_is_no_newer_one(shelf):
    """Nothing is kept twice."""
    assert shelf.with_files([file("plan.txt", "計画の文。")]).earlier == ()


def test_of_many_texts_the_newest_five_are_kept_beside_the_one_that_is_searched(shelf):
    """Newest first, of each document."""
    for number in range(8):
        shelf = shelf.with_files([file("plan.txt", f"第{number}版の文。")])
    assert [item.text.strip() for item in shelf.earlier] == [f"第{number}版の文。" for number in (6, 5, 4, 3, 2)]


def test_a_file_of_the_same_name_in_another_collection_is_another_document(shelf):
    """Both are searched."""
    both = shelf.with_files([file("plan.txt", "別の計画。")], "council")
    assert len(both.documents) == 3
    assert both.documents[2].record.collection == "council"
    assert both.documents[2].document_id != "plan"
    assert both.earlier == ()


def test_what_cannot_be_read_is_reported_and_changes_nothing(shelf):
    """Also where a document of that name was read before: its text stays."""
    tried = shelf.with_files([file("plan.txt", b""), file("x.exe", b"MZ\x00")])
    assert texts(tried) == texts(shelf)
    told = {item.file: item.notices for item in tried.report if not item.document_id}
    assert told == {"plan.txt": (Fault.EMPTY.value,), "x.exe": (Fault.UNSUPPORTED.value,)}


def test_an_archive_is_unpacked():
    """Each file in it is a document of its own."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("一.txt", "一つ目の文。")
        archive.writestr("二/二.txt", "二つ目の文。")
    shelf = Shelf().with_files([file("資料.zip", packed.getvalue())])
    assert sorted(texts(shelf).values()) == ["一つ目の文。", "二つ目の文。"]
    assert [item.file for item in shelf.report] == ["資料.zip/一.txt", "資料.zip/二/二.txt"]


def test_a_document_goes_with_its_earlier_texts_and_its_report(shelf):
    """Nothing of it stays."""
    left = shelf.with_files([file("plan.txt", "改めた計画。")]).without("plan")
    assert list(texts(left).values()) == ["概要の文。"]
    assert left.earlier == ()
    assert [item.file for item in left.report] == ["概要.txt"]


def test_what_is_not_there_cannot_go_and_the_last_one_stays(shelf):
    """A shelf without documents answers nothing."""
    with pytest.raises(UnknownDocument):
        shelf.without("absent")
    with pytest.raises(CatalogueError, match="last"):
        shelf.without("plan").without(shelf.documents[1].document_id)


def test_a_folder_is_a_shelf_of_its_own_collection(tmp_path):
    """The catalogue may name the collection."""
    (tmp_path / "a.txt").write_text("甲の文。", "utf-8")
    assert [item.record.collection for item in shelf_of(tmp_path).documents] == ["own"]


def test_paths_are_files_and_folders(tmp_path):
    """Of a folder all files below it, but not what software leaves behind."""
    (tmp_path / "sub").mkdir()
    for name in ("sub/a.txt", "sub/~$a.docx", "b.txt"):
        (tmp_path / name).write_text("文。", "utf-8")
    names = [item.name for item in files_of([tmp_path / "sub", tmp_path / "b.txt"])]
    assert names == ["a.txt", "b.txt"]
