"""A real server with login, asked by a real client; and when it does not start."""

import json
import os
import shutil
import subprocess
import sys

import httpx2
import pytest

from api.access.keys import KeyStore
from api.access.visitor import Role


@pytest.fixture(scope="module")
def own_home(home, tmp_path_factory):
    """Return a home folder with the index of the bundled documents."""
    folder = tmp_path_factory.mktemp("login") / "home"
    shutil.copytree(home, folder)
    return folder


@pytest.fixture(scope="module")
def running(own_home, start):
    """Return a server that is reached from elsewhere, with a key."""
    store = KeyStore(own_home / "access.sqlite3")
    secret, made = store.add("課", Role.READER)
    with start(own_home, "--host", "0.0.0.0") as server:
        yield server, store, secret, made


def test_a_server_that_is_reached_from_elsewhere_asks_for_a_key(running):
    """Nothing is told without one; with one a question is answered, and written down are only login and check."""
    server, store, secret, made = running
    headers = {"Authorization": f"Bearer {secret}"}
    with httpx2.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as client:
        question = {"question": "SATREPSの支援額は？"}
        assert client.post("/v1/ask", json=question).status_code == 401
        assert "35百万円" in client.post("/v1/ask", json=question, headers=headers).json()["answer"]
        assert client.get("/metrics", headers=headers).status_code == 403
        assert client.get("/healthz").status_code == 200
        origin = {"Origin": f"http://127.0.0.1:{server.port}"}
        assert client.post("/v1/login", json={"key": secret}, headers=origin).status_code == 200
        draft = {"text": "国際共同研究の企画案。大学が材料の研究を行う。"}
        assert client.post("/v1/drafts/check?format=md", json=draft, headers=origin).status_code == 200
        store.revoke(made.prefix)
        assert client.get("/v1/documents").status_code == 401
        assert client.get("/v1/documents", headers=headers).status_code == 401
    lines = [json.loads(line) for line in (store.path.parent / "audit.jsonl").read_text("utf-8").splitlines()]
    assert [line["what"] for line in lines] == ["login", "draft.checked", "draft.exported"]
    assert {line["who"] for line in lines} == {f"key:{made.prefix}"}


REFUSED = {
    "no key": (["--host", "0.0.0.0"], {}, "shirube keys add"),
    "no key on this machine": ([], {"SHIRUBE_LOGIN": "keys"}, "shirube keys add"),
    "login turned off": (["--host", "0.0.0.0"], {"SHIRUBE_LOGIN": "off"}, "--insecure"),
    "an address of this machine's network": (["--host", "192.168.0.1"], {}, "だれでも使えて"),
    "a proxy without an address": ([], {"SHIRUBE_LOGIN": "proxy"}, "SHIRUBE_PROXY_ADDRESSES"),
    "tokens of nobody": ([], {"SHIRUBE_LOGIN": "oidc"}, "SHIRUBE_OIDC_ISSUER"),
    "users without a role": (
        [],
        {"SHIRUBE_LOGIN": "proxy", "SHIRUBE_PROXY_ADDRESSES": "127.0.0.1"},
        "SHIRUBE_READER_GROUPS",
    ),
    "another login": ([], {"SHIRUBE_LOGIN": "maybe"}, "login"),
    "a rate in words": ([], {"SHIRUBE_RATE": "often"}, "60/minute"),
    "a network that is none": ([], {"SHIRUBE_PROXY_ADDRESSES": "everywhere"}, "proxy_addresses"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_does_not_start_open_to_everybody_or_nobody(case, tmp_path):
    """One line says why and what to do; the exit code is that of a wrong setting."""
    options, settings, words = REFUSED[case]
    command = [sys.executable, "-m", "api", "serve", *options]
    environment = {**os.environ, "SHIRUBE_HOME": str(tmp_path), **settings}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 78, done.stderr
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_insecure_serves_all_the_same(own_home, start, tmp_path):
    """Who says so is served without login, and nobody changes the documents from elsewhere."""
    for path in own_home.glob("access.sqlite3*"):
        path.rename(tmp_path / path.name)
    with start(own_home, "--host", "0.0.0.0", "--insecure") as server:
        reply = httpx2.get(f"http://127.0.0.1:{server.port}/v1/documents", timeout=60).json()
    assert len(reply["documents"]) == 5
    assert reply["editable"] is False
