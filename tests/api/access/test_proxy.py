"""A proxy that authenticates: its headers are believed from its address, and from nowhere else."""

import pytest
from fastapi.testclient import TestClient

from api.access.door import Access
from api.access.proxy import by_proxy
from api.access.recognising import by_key
from api.access.settings import AccessSettings
from api.access.visitor import Role
from api.app import create_app

SETTINGS = {"login": "proxy", "reader_groups": "staff, guests", "operator_groups": "admins"}


@pytest.fixture
def from_address(opened, keys):
    """Return a function that returns a client at an address, before which the proxy is trusted at 10.0.0.0/8."""
    settings = AccessSettings(**SETTINGS, proxy_addresses="10.0.0.0/8,::1")
    app = create_app(opened, ("testserver",), None, Access((by_key(keys), by_proxy(settings)), keys=keys))
    return lambda address: TestClient(app, client=(address, 5000), raise_server_exceptions=False)


def shown(user="tanaka", groups="staff"):
    """Return the headers of the proxy."""
    return {"X-Forwarded-User": user, "X-Forwarded-Groups": groups}


def test_the_proxy_says_who_is_there(from_address):
    """By name, with the highest role of the groups."""
    client = from_address("10.1.2.3")
    me = client.get("/v1/me", headers=shown()).json()
    assert (me["login"], me["session"], me["name"], me["role"]) == (True, False, "tanaka", "reader")
    assert client.get("/v1/me", headers=shown(groups="staff,admins")).json()["role"] == "operator"
    assert from_address("::1").get("/v1/me", headers=shown()).status_code == 200


@pytest.mark.parametrize("address", ["11.0.0.1", "127.0.0.1", "::2", "testclient"])
def test_nobody_else_is_believed(from_address, address):
    """Whoever sends the headers from another address is refused, whatever they say."""
    reply = from_address(address).get("/v1/me", headers=shown(groups="admins"))
    assert reply.status_code == 401
    assert "プロキシ" in reply.json()["detail"]


UNUSABLE = {
    "no groups": ([("X-Forwarded-User", "tanaka")], 403),
    "an unknown group": ([("X-Forwarded-User", "tanaka"), ("X-Forwarded-Groups", "others")], 403),
    "half a group": ([("X-Forwarded-User", "tanaka"), ("X-Forwarded-Groups", "admin")], 403),
    "no user": ([("X-Forwarded-Groups", "admins")], 400),
    "an empty user": ([("X-Forwarded-User", " "), ("X-Forwarded-Groups", "admins")], 400),
    "two users": ([("X-Forwarded-User", "a"), ("X-Forwarded-User", "b"), ("X-Forwarded-Groups", "staff")], 400),
    "groups twice": (
        [("X-Forwarded-User", "a"), ("X-Forwarded-Groups", "staff"), ("X-Forwarded-Groups", "admins")],
        400,
    ),
    "nothing": ([], 401),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_headers_that_say_nothing_sure_let_nobody_in(from_address, case):
    """A header that a client has put beside the proxy's is not taken for it."""
    headers, status = UNUSABLE[case]
    assert from_address("10.1.2.3").get("/v1/documents", headers=headers).status_code == status


@pytest.fixture
def with_collections(opened, keys):
    """Return a client at the proxy, where collections are given to groups."""
    given = "own=readers, secret=planners, secret=chiefs"
    settings = AccessSettings(
        **SETTINGS | {"reader_groups": "staff"}, proxy_addresses="10.0.0.0/8", collection_groups=given
    )
    app = create_app(opened, ("testserver",), None, Access((by_key(keys), by_proxy(settings)), keys=keys))
    return TestClient(app, client=("10.0.0.1", 5000), raise_server_exceptions=False)


SEEN = {
    "staff,readers": (200, "reader", ["own"]),
    "staff,readers,chiefs": (200, "reader", ["own", "secret"]),
    "staff,admins": (200, "operator", []),
    "staff": (403, "", []),
    "readers": (403, "", []),
}


@pytest.mark.parametrize("groups", SEEN)
def test_readers_see_the_collections_of_their_groups(with_collections, groups):
    """A reader to whose groups none was given sees nothing; who runs the service sees all."""
    status, role, collections = SEEN[groups]
    reply = with_collections.get("/v1/me", headers=shown(groups=groups))
    assert reply.status_code == status
    if role:
        assert (reply.json()["role"], reply.json()["collections"]) == (role, collections)


@pytest.mark.parametrize("words", ["own", "=staff", "own=", "own=a=b"])
def test_what_gives_no_collection_to_a_group_is_refused(words):
    """Nobody sees more because of a slip."""
    with pytest.raises(ValueError, match="文書群=グループ"):
        AccessSettings(collection_groups=words)


def test_programs_come_with_keys_past_the_proxy(from_address, key_of):
    """A key is good whichever login people have."""
    client = from_address("127.0.0.1")
    assert client.get("/v1/documents", headers={"x-api-key": key_of(Role.READER)}).status_code == 200
