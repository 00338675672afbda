"""The door: every route is refused to who shows nothing, and to who may not."""

import pytest

from api.access.permits import PERMITS, Permits
from api.access.visitor import Role

PROBLEM = "application/problem+json"


def called(route):
    """Return method and address of a route, with anything in the place of its parts."""
    method, path = route.split(" ")
    return method, path.replace("{name:path}", "base.css").replace("{", "").replace("}", "")


def routes(served):
    """Return every route of the application."""
    found = Permits(served.routes).named
    assert len(found) > 30
    return found


def test_every_route_is_refused_without_a_key(client, served):
    """All but the probe of life, the page's files and the login, also those that are made later."""
    served.add_api_route("/v1/forgotten", lambda: {"secret": 1})
    opened = [route for route in PERMITS if PERMITS[route] is Role.ANYBODY]
    for route in routes(served):
        reply = client.request(*called(route))
        if route in opened:
            assert reply.status_code in (200, 415), route
            continue
        assert reply.status_code == 401, route
        assert reply.headers["www-authenticate"].startswith("Bearer")
        if reply.request.method != "HEAD":
            assert reply.headers["content-type"] == PROBLEM
            assert reply.json()["status"] == 401


def test_only_the_page_and_the_probe_of_life_are_open(served):
    """Nothing that tells anything of a document is."""
    opened = {route.split(" ")[1] for route in PERMITS if PERMITS[route] is Role.ANYBODY}
    paths = {path for path in opened if not path.startswith(("/web/", "/healthz", "/v1/login"))}
    from api.pages import VIEWS

    assert paths == set(VIEWS)


def test_every_route_has_the_role_that_it_needs(served):
    """Somebody has decided about each route, and about none that is not there."""
    assert set(routes(served)) == set(PERMITS)


def test_a_forgotten_route_needs_the_operator(as_role, served):
    """Until somebody decides, it is refused to all others."""
    served.add_api_route("/v1/forgotten", lambda: {"secret": 1})
    assert as_role(Role.EDITOR, "GET", "/v1/forgotten").status_code == 403
    assert as_role(Role.OPERATOR, "GET", "/v1/forgotten").status_code == 200


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.OPERATOR])
def test_each_role_may_do_what_it_may_and_nothing_else(as_role, served, role):
    """A route beyond the role is refused before it sees anything; any other is reached."""
    for route in routes(served):
        reply = as_role(role, *called(route))
        if PERMITS[route] > role:
            assert reply.status_code == 403, route
            assert reply.json()["type"] == "urn:shirube:problem:not-permitted"
        else:
            assert reply.status_code not in (401, 403), route


SHOWN = {
    "a key": ({"Authorization": "Bearer {}"}, 200),
    "a key in small letters": ({"authorization": "bearer {}"}, 200),
    "a key as other front ends send it": ({"x-api-key": "{}"}, 200),
    "nothing": ({}, 401),
    "an empty key": ({"Authorization": "Bearer "}, 401),
    "another scheme": ({"Authorization": "Basic {}"}, 401),
    "words": ({"x-api-key": "password"}, 401),
    "another key": ({"Authorization": "Bearer shirube_00000000_" + "a" * 43}, 401),
    "a token": ({"Authorization": "Bearer a.b.c"}, 401),
    "two keys": ({"Authorization": "Bearer {}", "x-api-key": "{}"}, 400),
    "the header of a proxy": ({"X-Forwarded-User": "admin", "X-Forwarded-Groups": "admin"}, 401),
    "a key in a cookie": ({"Cookie": "shirube={}"}, 401),
}


@pytest.mark.parametrize("case", SHOWN)
def test_a_key_is_shown_in_one_header(client, key_of, case):
    """In either of two; what is no key lets nobody in, and the reply never repeats it."""
    headers, status = SHOWN[case]
    secret = key_of(Role.READER)
    reply = client.get("/v1/documents", headers={name: words.format(secret) for name, words in headers.items()})
    assert reply.status_code == status
    assert secret not in reply.text


def test_a_key_in_the_address_lets_nobody_in(client, key_of):
    """Addresses are written down in many places."""
    assert client.get("/v1/documents", params={"key": key_of(Role.READER)}).status_code == 401


def test_a_revoked_key_is_refused_at_the_next_request(client, keys):
    """On every way that was open a moment ago."""
    secret, made = keys.add("課", Role.READER)
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/v1/documents", headers=headers).status_code == 200
    keys.revoke(made.prefix)
    for path in ("/v1/documents", "/v1/me", "/readyz"):
        reply = client.get(path, headers=headers)
        assert reply.status_code == 401
        assert "invalid_token" in reply.headers["www-authenticate"]


def test_a_browser_gets_the_page_before_login(client):
    """So that there is a form to log in at; a program gets the problem."""
    reply = client.get("/v1/documents", headers={"Accept": "text/html"})
    assert (reply.status_code, reply.headers["content-type"]) == (401, "text/html; charset=utf-8")


def test_an_address_of_nothing_tells_nothing_before_login(client, as_role):
    """Whoever may not read does not learn which addresses there are."""
    assert client.get("/v1/nothing").status_code == 401
    assert as_role(Role.READER, "GET", "/v1/nothing").status_code == 404
    assert as_role(Role.READER, "PUT", "/v1/ask").status_code == 405


def test_a_store_that_cannot_be_read_lets_nobody_in(client, keys, key_of):
    """A broken file is told as such, with no key of it taken on trust."""
    secret = key_of(Role.READER)
    keys.path.write_bytes(b"broken" * 1_000)
    for path in keys.path.parent.glob("access.sqlite3-*"):
        path.unlink()
    reply = client.get("/v1/documents", headers={"x-api-key": secret})
    assert (reply.status_code, reply.json()["type"]) == (503, "urn:shirube:problem:storage")
