"""Limits: who asks too much is told when they may again, and others are not held up."""

import threading

import pytest
from fastapi.testclient import TestClient

from api.access.buckets import Rate
from api.access.door import Access
from api.access.limits import Limits, limits_of
from api.access.recognising import by_key
from api.access.settings import AccessSettings
from api.access.visitor import Role
from api.app import create_app

DRAFT = {"text": "国際共同研究の企画案。大学が材料の研究を行う。"}


@pytest.fixture
def limited(opened, keys, audit):
    """Return a function that returns a client of an application with limits."""
    closing = []

    def make(limits, *, login=True):
        access = Access((by_key(keys),) if login else (), limits, audit, keys)
        client = TestClient(create_app(opened, ("testserver",), None, access), raise_server_exceptions=False)
        closing.append(client.__enter__())
        return client

    yield make
    for client in closing:
        client.__exit__()


def told_to_wait(reply):
    """Say whether a reply says how long to wait."""
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"] == "urn:shirube:problem:too-many-requests"
    return reply.status_code == 429 and int(reply.headers["retry-after"]) > 0


def test_a_key_has_so_many_requests(limited, key_of):
    """One beyond them waits; another key does not, and the page's files are not counted."""
    client = limited(Limits(Rate(2, 3_600)))
    first, other = ({"x-api-key": key_of(Role.READER)} for _ in range(2))
    replies = [client.get("/v1/documents", headers=first) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert told_to_wait(replies[2])
    assert client.get("/v1/documents", headers=other).status_code == 200
    assert {client.get("/web/base.css").status_code for _ in range(5)} == {200}


def test_without_login_an_address_has_so_many_requests(limited):
    """Where a limit is set for a server that everybody may use."""
    client = limited(Limits(Rate(2, 3_600)), login=False)
    assert [client.get("/v1/documents").status_code for _ in range(3)] == [200, 200, 429]


def test_drafts_are_counted_by_the_day(limited, key_of):
    """Whichever way they come; questions are not."""
    client = limited(Limits(drafts=Rate(3, 86_400)))
    shown = {"x-api-key": key_of(Role.READER)}
    assert client.post("/v1/drafts/check", json=DRAFT, headers=shown).status_code == 200
    assert client.post("/gennai/check", json={"inputs": DRAFT}, headers=shown).status_code == 200
    call = {"method": "tools/call", "params": {"name": "check_draft", "arguments": DRAFT}}
    accepted = shown | {"Accept": "application/json, text/event-stream"}
    replies = [
        client.post("/mcp", json={"jsonrpc": "2.0", "id": 1} | call, headers=accepted).json()["result"]
        for _ in range(2)
    ]
    assert [reply["isError"] for reply in replies] == [False, True]
    assert "上限" in replies[1]["content"][0]["text"]
    assert told_to_wait(client.post("/v1/drafts/check", json=DRAFT, headers=shown))
    assert client.post("/v1/search", json={"query": "灯台"}, headers=shown).status_code == 200


def test_a_key_has_so_many_requests_at_once(limited, key_of, opened):
    """One beyond them is told to wait; when one is over there is room again."""
    client = limited(Limits(concurrency=1))
    shown = {"x-api-key": key_of(Role.READER)}
    begun, may_end = threading.Event(), threading.Event()

    def slow():
        begun.set()
        may_end.wait(60)
        return {}

    client.app.add_api_route("/v1/slow", slow)
    operator = {"x-api-key": key_of(Role.OPERATOR)}
    waiting = threading.Thread(target=client.get, args=("/v1/slow",), kwargs={"headers": operator})
    waiting.start()
    assert begun.wait(60)
    assert told_to_wait(client.get("/v1/documents", headers=operator))
    assert client.get("/v1/documents", headers=shown).status_code == 200
    may_end.set()
    waiting.join()
    assert client.get("/v1/documents", headers=operator).status_code == 200


def test_limits_are_off_on_this_machine_and_on_with_login():
    """Unless they are set."""
    assert Limits()._requests is None
    assert limits_of(AccessSettings(), with_login=False)._requests is None
    assert limits_of(AccessSettings(), with_login=True)._requests is not None
    assert limits_of(AccessSettings(rate="1/day"), with_login=False)._requests is not None
