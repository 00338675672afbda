"""Pictures of pages over HTTP: who may see them, what is marked on them, and what is kept of them."""

import pytest
from doubles import HashEmbedder, OverlapReader
from fastapi.testclient import TestClient
from made_files import printed

from api import page_pictures
from api.app import create_app
from api.editing import Editor
from api.page_pictures import PagePictures
from corpus.ingestion import NamedFile
from indexer.generations import GenerationStore
from indexer.search_index import build_index

LINES = ["The lighthouse plan is to be carried out", "within five years at the latest."]
PDF = printed(
    [(50, 500, 10, "First page of the plan.")], [(50, 400 - 14 * at, 10, words) for at, words in enumerate(LINES)]
)


@pytest.fixture
def editor(tmp_path):
    """Return what changes an index of a PDF and a text."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "plan.pdf").write_bytes(PDF)
    (tmp_path / "texts" / "note.txt").write_text("灯台の高さは20mとする。", "utf-8")
    store, embedder = GenerationStore(tmp_path / "index"), HashEmbedder()
    build_index(store, tmp_path / "texts", embedder)
    return Editor(store, embedder, OverlapReader())


@pytest.fixture
def client(editor):
    """Return a client of an application over it."""
    app = create_app(editor.open(), ("testserver",), editor, store=editor.store)
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def test_a_page_of_a_pdf_has_a_picture(client):
    """The document says that its pages have pictures, and each is a PNG that no browser takes for anything else."""
    assert client.get("/v1/documents/plan").json()["pictures"] is True
    reply = client.get("/v1/documents/plan/pages/2/picture")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/png")
    assert reply.content.startswith(b"\x89PNG")
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("what", ["picture", "marks?start=0&end=5"])
@pytest.mark.parametrize("place", ["note/pages/1", "plan/pages/3", "plan/pages/0", "plan/pages/-1", "nothing/pages/1"])
def test_what_has_no_picture_is_not_found(client, place, what):
    """A text, a page beyond the last one and an unknown document are told as such."""
    reply = client.get(f"/v1/documents/{place}/{what}")
    assert (reply.status_code, reply.json()["type"]) == (404, "urn:shirube:problem:not-found")


def test_a_stretch_is_marked_line_by_line(client):
    """The boxes stand where the words are printed, one a line, and words of another page are not on this one."""
    text = client.get("/v1/documents/plan/text").json()["text"]
    start = text.index("lighthouse")
    place = {"start": start, "end": len(text)}
    found = client.get("/v1/documents/plan/pages/2/marks", params=place).json()["marks"]
    assert [round(1 - mark["top"] - mark["height"], 2) for mark in found] == pytest.approx(
        [400 / 600, 386 / 600], abs=0.01
    )
    assert found[0]["left"] > found[1]["left"] == pytest.approx(50 / 600, abs=0.01)
    assert client.get("/v1/documents/plan/pages/1/marks", params=place).json()["marks"] == []


def test_a_stretch_that_is_none_marks_nothing(client):
    """An end before the start is no error."""
    assert client.get("/v1/documents/plan/pages/2/marks?start=9&end=3").json()["marks"] == []


def test_a_page_is_drawn_once(client, monkeypatch):
    """A picture that is asked for again is not drawn again."""
    drawn = []
    real = page_pictures.picture_of
    monkeypatch.setattr(page_pictures, "picture_of", lambda data, page: drawn.append(page) or real(data, page))
    for _ in range(3):
        client.get("/v1/documents/plan/pages/2/picture")
    assert drawn == [2]


def test_pictures_take_no_more_memory_than_they_may(editor):
    """The one that was not looked at for longest makes room."""
    pictures = PagePictures(editor.store.originals)
    document = editor.open().index.collection.document("plan")
    pictures.of(document, 1)
    pictures.most_bytes = 1
    pictures.of(document, 2)
    assert len(pictures._kept) == 0


def test_a_document_that_is_removed_leaves_no_file(editor, client):
    """The PDF goes with the document that was read from it."""
    digest = editor.open().index.collection.document("plan").original
    assert editor.store.originals.find(digest) == PDF
    editor.change(lambda shelf: shelf.without("plan"), lambda _: None)
    assert editor.store.originals.find(digest) is None
    assert client.get("/v1/documents/plan/pages/1/picture").status_code == 404


def test_an_earlier_text_has_its_own_pages(editor):
    """A version's picture is of the file that it was read from."""
    newer = printed([(50, 500, 10, "All is different now.")])
    editor.change(lambda shelf: shelf.with_files([NamedFile("plan.pdf", lambda: newer)]), lambda _: None)
    assistant = editor.open()
    library = assistant.index.library
    with TestClient(create_app(assistant, ("testserver",), store=editor.store)) as client:
        now = client.get("/v1/documents/plan/pages/1/picture").content
        before = client.get(f"/v1/documents/plan/pages/1/picture?version={library.earlier[0].version}").content
    assert now != before


def test_a_server_without_originals_shows_none(editor):
    """Where no files are at hand, a picture is not found."""
    with TestClient(create_app(editor.open(), ("testserver",))) as client:
        assert client.get("/v1/documents/plan/pages/1/picture").status_code == 404
