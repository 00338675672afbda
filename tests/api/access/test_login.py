"""The page's login: a key becomes a session that a script cannot read, and that ends."""

import re
import sqlite3

import pytest
from fastapi.testclient import TestClient

from api.access import sessions as module
from api.access.sessions import IDLE, LASTING
from api.access.visitor import Role

OWN = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}


def log_in(client, secret, **headers):
    """Log in as the page does."""
    return client.post("/v1/login", json={"key": secret}, headers=OWN | headers)


def test_a_session_lets_the_page_in_until_it_is_left(client, key_of):
    """The page says who is there; after logging out the browser has nothing, and what it had is worth nothing."""
    reply = log_in(client, key_of(Role.EDITOR))
    assert reply.json() == {"login": True, "session": True, "name": "editor", "role": "editor", "collections": []}
    assert client.get("/v1/me").json() == reply.json()
    kept = client.cookies["shirube"]
    assert client.post("/v1/logout", headers=OWN).status_code == 204
    assert "shirube" not in client.cookies
    assert client.get("/v1/me", headers={"Cookie": f"shirube={kept}"}).status_code == 401


def test_the_cookie_is_for_this_server_alone(client, key_of):
    """No script reads it and no other site sends it with a change."""
    words = log_in(client, key_of(Role.READER)).headers["set-cookie"]
    assert "HttpOnly" in words
    assert "SameSite=lax" in words
    assert "Path=/" in words
    assert f"Max-Age={LASTING}" in words
    assert "Secure" not in words


def test_behind_tls_the_cookie_is_sent_over_tls_alone(served, key_of):
    """The page says that it was reached so, also where a proxy speaks TLS for the server."""
    with TestClient(served, base_url="https://testserver") as client:
        words = log_in(client, key_of(Role.READER), Origin="https://testserver").headers["set-cookie"]
        assert words.startswith("__Host-shirube=")
        assert "Secure" in words
        assert client.get("/v1/me").status_code == 200


def test_a_session_is_new_at_every_login(client, key_of):
    """What somebody may have planted or kept before is worth nothing afterwards."""
    secret = key_of(Role.READER)
    log_in(client, secret)
    before = client.cookies["shirube"]
    log_in(client, secret)
    assert client.cookies["shirube"] != before
    client.cookies.clear()
    assert client.get("/v1/me", headers={"Cookie": f"shirube={before}"}).status_code == 401


def test_the_server_keeps_no_session_that_could_be_used(client, access, key_of):
    """Only its digest is in the file."""
    log_in(client, key_of(Role.READER))
    for path in access.sessions.path.parent.glob("access.sqlite3*"):
        assert client.cookies["shirube"].encode() not in path.read_bytes()


def test_a_session_ends_with_its_time_and_with_its_key(client, keys, monkeypatch):
    """After a working day, or at once when the key is revoked."""
    secret, made = keys.add("課", Role.READER)
    log_in(client, secret)
    shown = {"Cookie": f"shirube={client.cookies['shirube']}"}
    client.cookies.clear()  # its own clock is the one that is set forward
    now = module.time.time()
    with monkeypatch.context() as later:
        later.setattr(module.time, "time", lambda: now + LASTING + 5)
        assert client.get("/v1/me", headers=shown).status_code == 401
    assert client.get("/v1/me", headers=shown).status_code == 200
    keys.revoke(made.prefix)
    assert client.get("/v1/me", headers=shown).status_code == 401


def test_sessions_that_are_over_are_forgotten(access, keys, monkeypatch):
    """The file does not grow with each login for ever."""
    _, made = keys.add("課", Role.READER)
    access.sessions.begin(made)
    now = module.time.time()
    monkeypatch.setattr(module.time, "time", lambda: now + LASTING + 5)
    access.sessions.begin(made)
    database = sqlite3.connect(keys.path)
    assert database.execute("SELECT count(*) FROM logins").fetchone() == (1,)
    database.close()


def test_a_session_ends_when_it_is_not_used(client, keys, monkeypatch):
    """Each use keeps it for a while, and none beyond its whole time."""
    log_in(client, keys.add("課", Role.READER)[0])
    shown = {"Cookie": f"shirube={client.cookies['shirube']}"}
    client.cookies.clear()  # its own clock is the one that is set forward
    clock = [module.time.time()]
    monkeypatch.setattr(module.time, "time", lambda: clock[0])
    begun = clock[0]
    while clock[0] + IDLE - 5 < begun + LASTING:
        clock[0] += IDLE - 5
        assert client.get("/v1/me", headers=shown).status_code == 200
    clock[0] += IDLE - 5
    assert client.get("/v1/me", headers=shown).status_code == 401


def test_a_session_that_was_left_open_is_over(client, keys, monkeypatch):
    """Whoever sits down before a page that was left open finds it closed."""
    log_in(client, keys.add("課", Role.READER)[0])
    shown = {"Cookie": f"shirube={client.cookies['shirube']}"}
    client.cookies.clear()
    now = module.time.time()
    monkeypatch.setattr(module.time, "time", lambda: now + IDLE + 5)
    assert client.get("/v1/me", headers=shown).status_code == 401


ELSEWHERE = {
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "a sister site": {"Sec-Fetch-Site": "same-site"},
    "another site in an old browser": {"Origin": "https://evil.example"},
    "a hidden site": {"Origin": "null"},
    "nobody says where from": {},
}


@pytest.mark.parametrize("case", ELSEWHERE)
def test_another_site_changes_nothing_in_somebodys_name(client, key_of, case):
    """With a session, whatever is not safe must come from the page itself."""
    log_in(client, key_of(Role.OPERATOR))
    for method, path in (("POST", "/v1/search"), ("DELETE", "/v1/documents/plan"), ("POST", "/v1/logout")):
        reply = client.request(method, path, headers=ELSEWHERE[case])
        assert (reply.status_code, reply.json()["type"]) == (403, "urn:shirube:problem:cross-site")
    assert client.post("/v1/search", json={"query": "灯台"}, headers=OWN).status_code == 200


def test_a_wrong_key_begins_nothing(client, key_of):
    """The reply says what to do, sets no cookie and does not repeat the key."""
    wrong = key_of(Role.READER)[:-3] + "aaa"
    reply = log_in(client, wrong)
    assert reply.status_code == 401
    assert "set-cookie" not in reply.headers
    assert wrong not in reply.text
    assert log_in(client, "").status_code == 422


def test_guessing_is_slowed_down(client, key_of):
    """After some twenty wrong keys an address waits, and is told how long; a good key still lets in."""
    replies = [log_in(client, "password") for _ in range(25)]
    assert replies[0].status_code == 401
    assert replies[-1].status_code == 429
    assert re.fullmatch(r"[1-9]\d*", replies[-1].headers["retry-after"])
    assert log_in(client, key_of(Role.READER)).status_code == 200


def test_without_login_there_is_nothing_to_log_in_to(opened):
    """Who is on the machine may do everything."""
    from api.app import create_app

    with TestClient(create_app(opened, ("testserver",))) as client:
        assert client.get("/v1/me").json() == {
            "login": False,
            "session": False,
            "name": "",
            "role": "operator",
            "collections": [],
        }
        assert log_in(client, "x").status_code == 403
        assert client.post("/v1/logout").status_code == 204
