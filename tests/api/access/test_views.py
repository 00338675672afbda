"""Views: to a key that sees some collections only, the other documents do not exist, whichever way it asks."""

import re

import pytest
from doubles import HashEmbedder, OverlapReader
from fastapi.testclient import TestClient

from api.access.door import Access
from api.access.keys import KeyStore
from api.access.permits import PERMITS
from api.access.recognising import by_key
from api.access.views import Views
from api.access.visitor import Role
from api.app import create_app
from api.editing import Editor
from api.feedback_store import FeedbackStore
from corpus.ingestion import NamedFile
from indexer.generations import GenerationStore
from indexer.search_index import build_index

PLAN = "# 灯台の計画\n灯台の高さは20mとする。\n支援期間は3年間である。\n"
NOTE = "# 港湾の覚書（極秘）\n港湾事業の予算額は令和5年度に90百万円である。\n灯台の高さは35mとする。\n"
HIDDEN = re.compile("港湾|極秘|90百万|35m|beacon|secret|harbour")
RPC = {"jsonrpc": "2.0", "id": 1}
QUESTIONS = ["灯台の高さは？", "港湾事業の予算額は？", "灯台と港湾を比べて"]


def tool(tool_name, /, **arguments):
    """Return the message by which an agent calls a tool."""
    return RPC | {"method": "tools/call", "params": {"name": tool_name, "arguments": arguments}}


def chat(question, model="shirube"):
    """Return the body of a chat."""
    return {"model": model, "messages": [{"role": "user", "content": question}]}


MCP_HEADERS = {"Accept": "application/json, text/event-stream"}
# Every route that a reader may reach, with what is sent to it; each tells something in one key's view or in none.
ASKED = {
    "GET /v1/me": [{}],
    "POST /v1/logout": [{}],
    "POST /v1/ask": [{"json": {"question": text}} for text in QUESTIONS]
    + [{"json": {"question": QUESTIONS[0], "documents": ["beacon"]}}]
    + [{"json": {"question": QUESTIONS[0], "collections": ["secret"]}}],
    "POST /v1/ask/stream": [{"json": {"question": text}} for text in QUESTIONS],
    "POST /v1/search": [{"json": {"query": "灯台 港湾 予算", "limit": 50}}],
    "GET /v1/examples": [{}],
    "GET /v1/passages/{passage_id}": [{"path": {"passage_id": name}} for name in ("beacon%230-10", "beacon%230-16")],
    "GET /v1/guidance": [{}],
    "GET /v1/programmes": [{}],
    "GET /v1/programmes/{programme_id}": [{"path": {"programme_id": "港湾事業"}}],
    "GET /v1/documents": [{}],
    "GET /v1/documents/{document_id}": [{"path": {"document_id": name}} for name in ("plan", "beacon")],
    "GET /v1/documents/{document_id}/text": [{"path": {"document_id": name}} for name in ("plan", "beacon")],
    "GET /v1/documents/{document_id}/pages/{page}/picture": [
        {"path": {"document_id": name, "page": "1"}} for name in ("plan", "beacon")
    ],
    "GET /v1/documents/{document_id}/pages/{page}/marks": [
        {"path": {"document_id": name, "page": "1"}, "params": {"start": 0, "end": 9}} for name in ("plan", "beacon")
    ],
    "GET /v1/collections": [{}],
    "POST /v1/drafts/check": [{"json": {"text": "国際共同研究の企画案。灯台の高さは35mである。"}}],
    "POST /v1/feedback": [{"json": {"answer_id": "0b9d2a52-5d9e-4a38-9a53-2f4a2f0c7a11", "verdict": "not"}}],
    "POST /v1/notes/docx": [{"json": {"title": "覚え書き"}}],
    "GET /v1/models": [{}],
    "GET /v1/models/{name:path}": [{"path": {"name:path": name}} for name in ("shirube/own", "shirube/secret")],
    "POST /v1/chat/completions": [{"json": chat(text)} for text in QUESTIONS]
    + [{"json": chat(QUESTIONS[0], "shirube/secret")}],
    "GET /gennai/ask/form": [{}],
    "POST /gennai/ask": [{"json": {"inputs": {"question": text}}} for text in QUESTIONS],
    "GET /gennai/check/form": [{}],
    "POST /gennai/check": [{"json": {"inputs": {"text": "国際共同研究の企画案。灯台の高さは35mである。"}}}],
    "GET /gennai/status/{check_id}": [{"path": {"check_id": "x"}}],
    "POST /retrieval": [
        {"json": {"knowledge_id": name, "query": "灯台 港湾", "retrieval_setting": {"top_k": 50, "score_threshold": 0}}}
        for name in ("shirube", "shirube/secret")
    ],
    "POST /mcp": [
        {"json": message, "headers": MCP_HEADERS}
        for message in (
            tool("ask", question=QUESTIONS[1]),
            tool("search", query="灯台 港湾", limit=50),
            tool("get_passage", passage_id="beacon#0-16"),
            tool("list_documents"),
            tool("guidance"),
            tool("programme", name="港湾事業"),
            tool("check_draft", text="国際共同研究の企画案。灯台の高さは35mである。"),
            RPC | {"method": "resources/list", "params": {}},
            RPC | {"method": "resources/read", "params": {"uri": "document://beacon"}},
        )
    ],
    "POST /v1/comparisons": [
        {"json": {"before": {"document_id": "plan"}, "now": {"document_id": name}}} for name in ("plan", "beacon")
    ],
    "GET /documents/{name}": [{"path": {"name": name}} for name in ("plan", "beacon")],
    "HEAD /documents/{name}": [{"path": {"name": name}} for name in ("plan", "beacon")],
    "GET /programmes/{name}": [{"path": {"name": "港湾事業"}}],
    "HEAD /programmes/{name}": [{"path": {"name": "港湾事業"}}],
    "GET /readyz": [{}],
    "HEAD /readyz": [{}],
    "GET /openapi.json": [{}],
    "HEAD /openapi.json": [{}],
}
CASES = [(route, number) for route in ASKED for number in range(len(ASKED[route]))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with the document that everybody sees."""
    folder = tmp_path_factory.mktemp("views")
    (folder / "texts").mkdir()
    (folder / "texts" / "plan.md").write_text(PLAN, "utf-8")
    return folder


def opened_editor(folder, name):
    """Return what changes an index of that document."""
    store, embedder = GenerationStore(folder / name), HashEmbedder()
    build_index(store, folder / "texts", embedder)
    return Editor(store, embedder, OverlapReader())


@pytest.fixture(scope="module")
def whole(folder):
    """Return what changes an index that holds a document of a secret collection too."""
    editor = opened_editor(folder, "whole")
    beacon = NamedFile("beacon.md", NOTE.encode)
    editor.change(lambda shelf: shelf.with_files([beacon], "secret"), lambda _: None)
    return editor


@pytest.fixture(scope="module")
def keys(folder):
    """Return a store of keys."""
    return KeyStore(folder / "access.sqlite3")


@pytest.fixture(scope="module")
def client(whole, keys, folder):
    """Return a client of the application that serves both."""
    access = Access((by_key(keys),), keys=keys, views=Views(whole, folder / "views"))
    app = create_app(whole.open(), ("testserver",), None, access)
    app.state.feedback = FeedbackStore(folder / "feedback.sqlite3")
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def alone(folder, keys):
    """Return a client of an application that has no other document."""
    access = Access((by_key(keys),), keys=keys)
    app = create_app(opened_editor(folder, "alone").open(), ("testserver",), None, access)
    app.state.feedback = FeedbackStore(folder / "feedback.sqlite3")
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def limited(keys):
    """Return what a key shows that sees one collection."""
    return {"x-api-key": keys.add("課", Role.READER, ("own",))[0]}


@pytest.fixture(scope="module")
def unlimited(keys):
    """Return what a key shows that sees all."""
    return {"x-api-key": keys.add("課", Role.READER)[0]}


def asked(client, shown, route, number):
    """Return the reply to a request."""
    more = dict(ASKED[route][number])
    method, path = route.split(" ")
    for name, value in more.pop("path", {}).items():
        path = path.replace(f"{{{name}}}", value)
    return client.request(method, path, headers={**shown, **more.pop("headers", {})}, **more)


def told(reply):
    """Return what a reply tells, without what differs each time."""
    changing = r'\\?"(?:id|took_ms|created|instance)\\?": ?(?:\\?"[^"]*"|[\d.]+)'
    return reply.status_code, re.sub(changing, "", reply.text)


def test_every_route_of_a_reader_is_tried():
    """A route that is made later is tried here too."""
    assert {route for route, role in PERMITS.items() if role is Role.READER} == set(ASKED)


@pytest.mark.parametrize(("route", "number"), CASES, ids=str)
def test_the_other_documents_do_not_exist(client, alone, limited, unlimited, route, number):
    """A limited key gets what it would get if they were not there; nothing that it did not write itself tells of them."""
    reply = asked(client, limited, route, number)
    assert reply.status_code < 500
    if route != "GET /v1/me":
        assert told(reply) == told(asked(alone, unlimited, route, number))
    sent = str(ASKED[route][number])
    assert {words for words in HIDDEN.findall(reply.text) if words not in sent} == set()


def test_a_key_for_all_sees_what_is_hidden_from_the_other(client, unlimited):
    """The requests of this file do reach the hidden document."""
    seen = [route for route, number in CASES if "90百万" in asked(client, unlimited, route, number).text]
    assert {"POST /v1/ask", "POST /v1/search", "POST /mcp", "POST /retrieval", "POST /gennai/ask"} <= set(seen)
    assert len(client.get("/v1/documents", headers=unlimited).json()["documents"]) == 2


def test_a_collection_without_documents_shows_nothing(client, keys):
    """Not even that there are others."""
    shown = {"x-api-key": keys.add("課", Role.READER, ("harbour",))[0]}
    reply = client.post("/v1/search", json={"query": "灯台"}, headers=shown)
    assert reply.status_code == 403
    assert reply.json()["title"] == "見られる文書がありません"


def test_without_views_a_limited_key_sees_nothing(alone, limited):
    """What cannot be limited is refused."""
    assert alone.get("/v1/documents", headers=limited).status_code == 403


def test_a_view_follows_the_documents(folder, whole, keys, limited):
    """After a change the next request is served from a view of what is there then; the old one is gone."""
    from api.jobs import JobState

    views = Views(whole, folder / "changing")
    access = Access((by_key(keys),), keys=keys, views=views)
    app = create_app(whole.open(), ("testserver",), whole, access)
    with TestClient(app) as client:
        editor = {"x-api-key": keys.add("課", Role.EDITOR)[0]}
        assert len(client.get("/v1/documents", headers=limited).json()["documents"]) == 1
        file = ("file", ("more.md", "# 岬の計画\n岬の高さは7mである。\n".encode()))
        job = client.post("/v1/documents", files=[file], headers=editor).json()["job"]
        client.get(f"/v1/jobs/{job}/events", headers=editor)
        assert app.state.jobs.find(job).state is JobState.DONE
        names = [item["document_id"] for item in client.get("/v1/documents", headers=limited).json()["documents"]]
        assert names == ["plan", "more"]
    assert len(list((folder / "changing").glob("*/*"))) == 1
