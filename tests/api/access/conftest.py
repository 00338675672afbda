"""An application with login, over one small document."""

import pytest
from doubles import HashEmbedder, OverlapReader
from fastapi.testclient import TestClient

from api.access.buckets import Rate
from api.access.door import Access
from api.access.keys import KeyStore
from api.access.limits import Limits
from api.access.recognising import by_key, by_session
from api.access.sessions import SessionStore
from api.access.visitor import Role
from api.app import create_app
from api.audit import Audit
from api.editing import Editor
from api.feedback_store import FeedbackStore
from indexer.generations import GenerationStore
from indexer.search_index import build_index

PLAN = "# 灯台の計画\n灯台の高さは20mとする。\n"


@pytest.fixture(scope="session")
def editor(tmp_path_factory):
    """Return what could change an index of one document."""
    folder = tmp_path_factory.mktemp("access")
    (folder / "texts").mkdir()
    (folder / "texts" / "plan.md").write_text(PLAN, "utf-8")
    store, embedder = GenerationStore(folder / "index"), HashEmbedder()
    build_index(store, folder / "texts", embedder)
    return Editor(store, embedder, OverlapReader())


@pytest.fixture(scope="session")
def opened(editor):
    """Return the assistant over it."""
    return editor.open()


@pytest.fixture
def keys(tmp_path):
    """Return a store of keys."""
    return KeyStore(tmp_path / "access.sqlite3")


@pytest.fixture
def audit(tmp_path):
    """Return an audit without a line."""
    return Audit(tmp_path / "audit.jsonl")


@pytest.fixture
def key_of(keys):
    """Return a function that makes a key of a role."""
    return lambda role, *collections: keys.add(role.word, role, collections)[0]


@pytest.fixture
def access(keys, audit):
    """Return login by keys and by sessions, with limits that no test meets by the way."""
    sessions = SessionStore(keys.path, keys)
    limits = Limits(Rate(1_000, 60), Rate(1_000, 60), 100)
    return Access((by_key(keys), by_session(sessions)), limits, audit, keys, sessions)


@pytest.fixture
def served(opened, editor, access, tmp_path):
    """Return the application."""
    app = create_app(opened, ("testserver",), editor, access)
    app.state.feedback = FeedbackStore(tmp_path / "feedback.sqlite3")
    return app


@pytest.fixture
def client(served):
    """Return a client of it, who shows nothing unless told."""
    with TestClient(served, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def as_role(client, key_of):
    """Return a function that sends a request with a key of a role."""
    shown = {role: {"Authorization": f"Bearer {key_of(role)}"} for role in Role if role}
    return lambda role, method, path, **more: client.request(method, path, headers=shown[role], **more)
