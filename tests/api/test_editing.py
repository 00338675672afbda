"""A running application whose documents change: added, replaced and removed over HTTP, one change after another."""

import json
import threading

import pytest
from doubles import HashEmbedder, OverlapReader
from fastapi.testclient import TestClient

from api.app import create_app
from api.editing import Editor
from corpus.ingestion import NamedFile
from indexer.generations import GenerationStore
from indexer.search_index import build_index

PLAN = "# 灯台の計画\n灯台の高さは20mとする。\n"
NOTE = "# 港の覚書\n港の深さは9mである。\n"


@pytest.fixture
def editor(tmp_path):
    """Return what changes an index of one document."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "plan.md").write_text(PLAN, "utf-8")
    store, embedder = GenerationStore(tmp_path / "index"), HashEmbedder()
    build_index(store, tmp_path / "texts", embedder)
    return Editor(store, embedder, OverlapReader())


@pytest.fixture
def client(editor):
    """Return a client of the application."""
    app = create_app(editor.open(), ("testserver",), editor)
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def add(client, *files, **fields):
    """Add files and return the job when it is over."""
    sent = [("file", (name, text.encode() if isinstance(text, str) else text)) for name, text in files]
    reply = client.post("/v1/documents", files=sent, data=fields)
    assert reply.status_code == 202, reply.text
    return wait(client, reply.json()["job"])


def wait(client, job_id):
    """Follow the events of a job to its end, and return it as it is told afterwards."""
    events = client.get(f"/v1/jobs/{job_id}/events").text.strip().split("\n\n")
    assert all(event.startswith("event: job\ndata: ") for event in events)
    last = json.loads(events[-1].split("data: ")[1])
    assert client.get(f"/v1/jobs/{job_id}").json() == last
    return last


def ids(client):
    """Return the ids of the documents."""
    return [item["document_id"] for item in client.get("/v1/documents").json()["documents"]]


def test_files_are_added_while_the_server_runs(client):
    """The next question is answered from them; the generation is another one."""
    before = client.post("/v1/search", json={"query": "港の深さ"}).json()["index"]["generation"]
    job = add(client, ("note.md", NOTE), collection="port")
    assert job["state"] == "done"
    assert job["files"] == [{"name": "note.md", "document_id": "note", "state": "read", "notices": []}]
    found = client.post("/v1/search", json={"query": "港の深さ"}).json()
    assert found["index"]["generation"] == job["generation"] != before
    assert "9m" in found["passages"][0]["text"]
    assert client.get("/v1/collections").json() == {
        "collections": [{"name": "own", "documents": 1}, {"name": "port", "documents": 1}]
    }


def test_a_question_may_be_asked_of_some_collections_alone(client):
    """By name; one that is not there is told."""
    add(client, ("note.md", NOTE), collection="port")
    found = client.post("/v1/search", json={"query": "灯台と港", "collections": ["port"]}).json()["passages"]
    assert {item["document_id"] for item in found} == {"note"}
    both = {"query": "灯台と港", "collections": ["port"], "documents": ["plan"]}
    found = client.post("/v1/search", json=both).json()["passages"]
    assert {item["document_id"] for item in found} == {"note", "plan"}
    assert client.post("/v1/search", json={"query": "港", "collections": ["absent"]}).status_code == 422


def test_what_cannot_be_read_is_told_and_the_rest_is_added(client):
    """The job is done; the list of documents keeps the reason."""
    job = add(client, ("note.md", NOTE), ("x.exe", b"MZ\0"))
    assert [(item["name"], item["state"]) for item in job["files"]] == [("note.md", "read"), ("x.exe", "not_read")]
    assert job["files"][1]["notices"][0].startswith("この形式は読み取れません")
    assert [item["file"] for item in client.get("/v1/documents").json()["not_read"]] == ["x.exe"]


def test_an_earlier_text_stays_readable_by_its_version(client):
    """A citation names the version that it quotes; the newest alone is searched."""
    first = client.get("/v1/documents/plan").json()["version"]
    job = add(client, ("plan.md", PLAN.replace("20m", "35m")))
    assert job["files"][0]["document_id"] == "plan"
    document = client.get("/v1/documents/plan").json()
    assert document["version"] != first
    assert document["earlier_versions"] == [first]
    assert "35m" in client.get("/v1/documents/plan/text").json()["text"]
    earlier = client.get(f"/v1/documents/plan/text?version={first}").json()
    assert "20m" in earlier["text"]
    assert earlier["version"] == first
    found = client.post("/v1/search", json={"query": "灯台の高さ"}).json()["passages"]
    assert all("20m" not in item["text"] for item in found)
    assert client.get("/v1/documents/plan?version=000000000000").status_code == 404
    assert client.get("/v1/documents/plan?version=latest").status_code == 422


def test_a_document_is_removed(client):
    """It is neither listed nor found; the last one stays, and says why."""
    add(client, ("note.md", NOTE))
    gone = client.delete("/v1/documents/plan")
    assert gone.status_code == 202
    assert wait(client, gone.json()["job"])["state"] == "done"
    assert ids(client) == ["note"]
    assert client.delete("/v1/documents/plan").status_code == 404
    last = wait(client, client.delete("/v1/documents/note").json()["job"])
    assert last["state"] == "failed"
    assert "最後の一つ" in last["detail"]
    assert ids(client) == ["note"]


def test_changes_are_made_one_after_another(client):
    """Two that are sent at once are both made."""
    jobs = [client.post("/v1/documents", files={"file": (f"{name}.md", NOTE + name)}).json()["job"] for name in "ab"]
    assert [wait(client, job)["state"] for job in jobs] == ["done", "done"]
    assert ids(client) == ["plan", "a", "b"]


def test_too_many_changes_at_once_are_refused(client, editor, monkeypatch):
    """The ninth is told to come again; those that wait are made."""
    go = threading.Event()
    real = Editor.change
    monkeypatch.setattr(Editor, "change", lambda *given: go.wait(60) and real(*given))
    replies = [client.post("/v1/documents", files={"file": (f"{at}.md", f"{NOTE}{at}")}) for at in range(9)]
    assert [reply.status_code for reply in replies] == [202] * 8 + [503]
    assert replies[-1].headers["retry-after"]
    go.set()
    assert wait(client, replies[7].json()["job"])["state"] == "done"
    assert len(ids(client)) == 9


def test_a_change_that_fails_leaves_what_is_served(client, editor, monkeypatch):
    """An error of our own is told without its words."""

    def refuse(*_):
        raise RuntimeError("灯台の高さ")

    monkeypatch.setattr("api.editing.change_index", refuse)
    reply = client.post("/v1/documents", files={"file": ("note.md", NOTE)})
    job = wait(client, reply.json()["job"])
    assert (job["state"], job["generation"]) == ("failed", None)
    assert "灯台" not in job["detail"]
    assert ids(client) == ["plan"]


def test_what_another_process_changed_is_served_after_the_next_look(client, editor):
    """The desk sees it by itself; a request that is under way keeps what it began with."""
    desk = client.app.state.desk
    begun = desk.served
    other = Editor(GenerationStore(editor.store.folder), HashEmbedder(), OverlapReader())
    note = NamedFile("note.md", NOTE.encode)
    other.change(lambda shelf: shelf.with_files((note,)), lambda _: None)
    desk.look()
    assert desk.served is not begun
    assert begun.assistant.ask("灯台の高さは？").passages


def test_a_broken_index_is_not_switched_to(client, editor):
    """The old one goes on being served."""
    desk = client.app.state.desk
    begun = desk.served
    for folder in editor.store.folder.glob("generation-*"):
        (folder / "library.msgpack").write_bytes(b"")
    (editor.store.folder / "CURRENT").write_text("nothing of the kind\n", "utf-8")
    desk.look()
    assert desk.served is begun


@pytest.mark.parametrize("name", ["bundled", "大学", "a b", "x" * 33, "../x"])
def test_a_collection_that_has_no_possible_name_is_refused(client, name):
    """The product's own documents are not added to."""
    reply = client.post("/v1/documents", files={"file": ("note.md", NOTE)}, data={"collection": name})
    assert reply.status_code == 422
    assert name not in reply.json()["detail"].replace("bundled は", "")


def test_a_form_without_a_file_is_refused(client):
    """The detail says what to send."""
    reply = client.post("/v1/documents", files={"other": (None, "x")})
    assert reply.status_code == 422
    assert "file" in reply.json()["detail"]


def test_a_server_that_only_reads_refuses_changes(editor):
    """It still answers; jobs are not there to be asked for."""
    with TestClient(create_app(editor.open(), ("testserver",)), raise_server_exceptions=False) as reading:
        assert reading.post("/v1/documents", files={"file": ("note.md", NOTE)}).status_code == 403
        assert reading.delete("/v1/documents/plan").status_code == 403
        assert reading.get("/v1/jobs/x").status_code == 403
        assert ids(reading) == ["plan"]


def test_an_unknown_job_is_not_found(client):
    """The detail says where to look."""
    reply = client.get("/v1/jobs/absent")
    assert reply.status_code == 404
    assert "一覧" in reply.json()["detail"]
