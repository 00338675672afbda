"""Comparing two documents over HTTP."""

import pytest
from doubles import HashEmbedder, OverlapReader
from fastapi.testclient import TestClient

from api.app import create_app
from api.editing import Editor
from corpus.ingestion import NamedFile
from indexer.generations import GenerationStore
from indexer.search_index import build_index

OLD = "# 計画\n\n2023年4月1日\n\n支援期間は原則三年とする。\n\n若手研究者を海外に派遣する。\n"
NEW = "# 計画\n\n2024年4月1日\n\n支援期間は原則五年とする。\n\n港湾の整備費を計上する。\n"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """Return a client of an index with a document in two versions, and another one."""
    folder = tmp_path_factory.mktemp("comparison")
    (folder / "texts").mkdir()
    (folder / "texts" / "plan.md").write_text(OLD, "utf-8")
    (folder / "texts" / "note.md").write_text("# 覚書\n\n若手研究者を海外に派遣する。\n", "utf-8")
    store, embedder = GenerationStore(folder / "index"), HashEmbedder()
    build_index(store, folder / "texts", embedder)
    editor = Editor(store, embedder, OverlapReader())
    editor.change(lambda shelf: shelf.with_files([NamedFile("plan.md", NEW.encode)]), lambda _: None)
    with TestClient(create_app(editor.open(), ("testserver",)), raise_server_exceptions=False) as opened:
        yield opened


def compared(client, before, now, **more):
    """Return the reply to a comparison."""
    return client.post("/v1/comparisons", json={"before": before, "now": now, **more})


def test_two_versions_are_compared(client):
    """Each change has its kind, both sides, and an address only where the text is the newest."""
    (earlier,) = client.get("/v1/documents/plan").json()["earlier_versions"]
    told = compared(client, {"document_id": "plan", "version": earlier}, {"document_id": "plan"}).json()
    changed = next(row for row in told["rows"] if row["now"] and "支援期間" in row["now"]["text"])
    assert changed["change"] == "changed"
    assert changed["before"]["text"] == "支援期間は原則三年とする。"
    assert changed["before"]["url"] is None
    assert changed["now"]["url"] == f"/documents/plan#c{changed['now']['start']}-{changed['now']['end']}"
    assert told["summary"]["removed"] == told["summary"]["added"] == 1


def test_two_documents_are_compared_on_a_theme(client):
    """What has nothing to do with the theme is neither listed nor counted."""
    told = compared(client, {"document_id": "note"}, {"document_id": "plan"}, theme="整備費").json()
    assert "港湾の整備費を計上する。" in [row["now"]["text"] for row in told["rows"] if row["now"]]
    assert (told["before"]["title"], told["now"]["document_date"]) == ("覚書", "2024-04-01")


@pytest.mark.parametrize("document", [{"document_id": "nothing"}, {"document_id": "plan", "version": "0" * 12}])
def test_what_is_not_there_is_not_found(client, document):
    """An unknown document and an unknown version are told as such."""
    assert compared(client, document, {"document_id": "plan"}).status_code == 404


@pytest.mark.parametrize("body", [{}, {"before": {"document_id": "plan"}}, {"before": 1, "now": 2}])
def test_a_body_that_does_not_fit_is_refused(client, body):
    """Both texts have to be named."""
    assert client.post("/v1/comparisons", json=body).status_code == 422
