"""Tokens of an identity provider, whose keys a local server gives out."""

import http.server
import json
import threading
import time

import pytest
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from api.access.door import Access
from api.access.recognising import by_key
from api.access.settings import AccessSettings
from api.access.tokens import ProviderKeys, by_token
from api.app import create_app

ISSUER, AUDIENCE = "https://login.example", "shirube"


class Provider:
    """An identity provider: a server that gives out its public keys, and counts how often."""

    def __init__(self):
        self.keys = [RSAKey.generate_key(2048, {"kid": "first"}), ECKey.generate_key("P-256", {"kid": "second"})]
        self.asked, self.body = 0, None
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                provider.asked += 1
                public = {"keys": [key.as_dict(private=False) for key in provider.keys]}
                self.send_response(200)
                self.end_headers()
                self.wfile.write(provider.body or json.dumps(public).encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/keys"

    def token(self, key=None, algorithm="RS256", **claims):
        """Return a signed token; a claim that is None is left out."""
        key = key or self.keys[0]
        whole = {"iss": ISSUER, "aud": AUDIENCE, "sub": "u1", "name": "田中", "groups": ["staff"]}
        whole |= {"exp": int(time.time()) + 300} | claims
        kept = {name: value for name, value in whole.items() if value is not None}
        return jwt.encode({"alg": algorithm, "kid": key.kid}, kept, key, algorithms=[algorithm])


@pytest.fixture(scope="module")
def provider():
    """Return a provider."""
    made = Provider()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def client(opened, keys, provider):
    """Return a client of an application that takes its tokens."""
    settings = AccessSettings(
        login="oidc",
        oidc_issuer=ISSUER,
        oidc_audience=AUDIENCE,
        oidc_keys=provider.address,
        reader_groups="staff",
        editor_groups="editors",
    )
    app = create_app(opened, ("testserver",), None, Access((by_key(keys), by_token(settings)), keys=keys))
    with TestClient(app, raise_server_exceptions=False) as opened_client:
        yield opened_client


def me(client, token):
    """Return the reply to who shows a token."""
    return client.get("/v1/me", headers={"Authorization": f"Bearer {token}"})


def test_a_token_says_who_is_there(client, provider):
    """By name, with the role of the groups in the claim, whichever of the provider's keys has signed it."""
    reply = me(client, provider.token()).json()
    assert (reply["name"], reply["role"]) == ("田中", "reader")
    assert me(client, provider.token(groups="staff editors")).json()["role"] == "editor"
    assert me(client, provider.token(provider.keys[1], "ES256")).status_code == 200
    assert me(client, provider.token(aud=["other", AUDIENCE])).status_code == 200


REFUSED = {
    "expired": {"exp": 1_000},
    "without an end": {"exp": None},
    "of another issuer": {"iss": "https://evil.example"},
    "of nobody": {"iss": None},
    "for another service": {"aud": "other"},
    "for any service": {"aud": None},
    "about nobody": {"sub": None},
    "not good yet": {"nbf": 10**11},
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_token_that_is_not_for_us_now_is_refused(client, provider, case):
    """The reply says to log in again and does not repeat the token."""
    token = provider.token(**REFUSED[case])
    reply = me(client, token)
    assert reply.status_code == 401
    assert "invalid_token" in reply.headers["www-authenticate"]
    assert token not in reply.text


def test_a_token_that_the_provider_did_not_sign_is_refused(client, provider):
    """Another key, no signature, a changed body, and a signature by what everybody can read."""
    stranger = RSAKey.generate_key(2048, {"kid": "first"})
    secret = OctKey.import_key({"kty": "oct", "k": provider.keys[0].as_dict(private=False)["n"], "kid": "first"})
    head, body, sign = provider.token().split(".")
    unsigned = "eyJhbGciOiJub25lIn0"
    changed = body[:-2] + ("AA" if body[-2:] != "AA" else "BB")
    tokens = [
        provider.token(stranger),
        provider.token(secret, "HS256"),
        f"{unsigned}.{body}.",
        f"{head}.{changed}.{sign}",
        "a.b.c",
        "..",
    ]
    assert [me(client, token).status_code for token in tokens] == [401] * len(tokens)


@pytest.mark.parametrize("groups", [None, [], ["others"], {"staff": 1}, [["staff"]], 7])
def test_who_is_in_no_group_may_nothing(client, provider, groups):
    """A good token is not enough."""
    assert me(client, provider.token(groups=groups)).status_code == 403


def test_the_keys_are_fetched_now_and_then(provider):
    """Not for each token; for an unknown key once more, but not for each of those."""
    now = [0.0]
    keys = ProviderKeys(provider.address, lambda: now[0])
    before = provider.asked
    for _ in range(3):
        keys.get()
        keys.get(anew=True)
    assert provider.asked - before == 1
    now[0] = 31.0
    keys.get(anew=True)
    keys.get()
    assert provider.asked - before == 2
    now[0] = 700.0
    keys.get()
    assert provider.asked - before == 3


@pytest.mark.parametrize("body", [b"{}", b"[]", b"<html>", b'{"keys": [{"kty": "x"}]}', b" " * 1_000_001])
def test_keys_that_cannot_be_read_let_nobody_in(client, provider, body):
    """Nobody is told that their token is wrong, since that is not known."""
    provider.body = body
    try:
        reply = me(client, provider.token())
    finally:
        provider.body = None
    assert (reply.status_code, reply.json()["type"]) == (503, "urn:shirube:problem:storage")
