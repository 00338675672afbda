"""Feedback: what is taken, what is kept, and what the operator sees."""

import json
import os
import stat
import uuid

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api import feedback_store
from api.app import create_app
from api.cli import app
from api.database import opened
from api.feedback_store import Feedback, FeedbackStore

ANSWER = "0b9d2a52-5d9e-4a38-9a53-2f4a2f0c7a11"
CITED = {"document_id": "status-2023", "version": "0123456789ab", "start": 10, "end": 20}


@pytest.fixture
def store(tmp_path):
    """Return a store in a folder that is not there yet."""
    return FeedbackStore(tmp_path / "home" / "feedback.sqlite3")


@pytest.fixture
def client(assistant, store):
    """Return a client of an application that keeps feedback."""
    served = create_app(assistant, ("testserver",))
    served.state.feedback = store
    with TestClient(served, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def shown(store, monkeypatch):
    """Return a function that runs the operator's command on the store."""
    monkeypatch.setenv("SHIRUBE_HOME", str(store.path.parent))
    return lambda *options: CliRunner().invoke(app, ["feedback", *options], catch_exceptions=False)


def give(client, **more):
    """Send feedback and return the reply."""
    return client.post("/v1/feedback", json={"answer_id": ANSWER, "verdict": "not", **more})


def test_feedback_is_kept(client, store):
    """Verdict and reason are there, and of the question nothing."""
    assert give(client, reason="古い情報").status_code == 204
    (kept,) = store.all()
    assert (kept.answer_id, kept.verdict, kept.reason) == (ANSWER, "not", "古い情報")
    assert (kept.question, kept.citations) == (None, ())


def test_the_question_is_kept_with_consent(client, store):
    """With consent the question and the places of the citations are kept too."""
    assert give(client, consent=True, question="支援期間は？", citations=[CITED]).status_code == 204
    (kept,) = store.all()
    assert kept.question == "支援期間は？"
    assert kept.citations[0].document_id == "status-2023"


@pytest.mark.parametrize("more", [{"question": "支援期間は？"}, {"citations": [CITED]}])
def test_nothing_of_the_question_is_taken_without_consent(client, store, more):
    """A client that sends it all the same is refused, and nothing is written."""
    reply = give(client, **more)
    assert reply.status_code == 422
    assert "consent" in reply.json()["detail"]
    assert not store.path.exists()


def test_a_later_verdict_takes_the_place_of_the_earlier(client, store):
    """Who thinks again is counted once."""
    give(client)
    give(client, verdict="helpful")
    assert [item.verdict for item in store.all()] == ["helpful"]


@pytest.mark.parametrize(
    "body",
    [
        {"verdict": "not"},
        {"answer_id": "x", "verdict": "not"},
        {"answer_id": ANSWER, "verdict": "perhaps"},
        {"answer_id": ANSWER, "verdict": "not", "reason": "あ" * 501},
        {"answer_id": ANSWER, "verdict": "not", "consent": True, "question": "あ" * 2001},
        {"answer_id": ANSWER, "verdict": "not", "consent": True, "citations": [CITED] * 51},
        {"answer_id": ANSWER, "verdict": "not", "consent": True, "citations": [{**CITED, "start": -1}]},
        {"answer_id": ANSWER, "verdict": "not", "more": 1},
    ],
)
def test_what_does_not_fit_is_refused(client, store, body):
    """Sizes and kinds are bounded; nothing is written and nothing echoed."""
    reply = client.post("/v1/feedback", json=body)
    assert (reply.status_code, reply.headers["content-type"]) == (422, "application/problem+json")
    assert "あああ" not in reply.text
    assert not store.path.exists()


def test_a_server_without_a_store_says_so(assistant):
    """An application that was given no store keeps nothing."""
    with TestClient(create_app(assistant, ("testserver",))) as opened:
        assert give(opened).status_code == 403


def test_the_file_is_for_its_user_alone(client, store):
    """The file and those that SQLite puts beside it can be read by nobody else, whatever the umask."""
    before = os.umask(0)
    try:
        with opened(store.path, feedback_store._TABLE) as held:  # the side files are there only while it is open
            give(client)
            held.execute("SELECT 1 FROM feedback").fetchone()
            modes = {stat.S_IMODE(path.stat().st_mode) for path in store.path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == {0o600}


def test_the_oldest_make_room(store, monkeypatch):
    """The store does not grow without end."""
    monkeypatch.setattr(feedback_store, "MOST", 3)
    for number in range(5):
        store.keep(Feedback(str(uuid.UUID(int=number)), "2026-01-01T00:00:00+00:00", "helpful", str(number)))
    assert [item.reason for item in store.all()] == ["2", "3", "4"]


def test_a_disk_that_refuses_is_a_problem(client, store):
    """What cannot be written is told, with the time to try again."""
    store.path.parent.mkdir()
    store.path.write_bytes(b"no database" * 1000)
    reply = give(client)
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "5")


def test_the_operator_lists_feedback(client, shown):
    """Verdict, reason and question stand in a table; markup and what moves the cursor are shown as text."""
    give(client, reason="[red]古い\x1b[2J情報", consent=True, question="支援期間は？")
    words = shown().stdout
    assert "1 件" in words
    assert "[red]古い [2J情報" in words
    assert "支援期間は？" in words


def test_the_operator_exports_feedback(client, shown):
    """Each is one line of JSON."""
    give(client, consent=True, question="支援\n期間は？", citations=[CITED])
    (line,) = shown("--jsonl").stdout.splitlines()
    told = json.loads(line)
    assert (told["verdict"], told["question"], told["citations"]) == ("not", "支援\n期間は？", [CITED])


def test_no_feedback_is_told_as_such(shown):
    """Before anybody has sent anything there is nothing, and no file is made."""
    assert "まだありません" in shown().stdout


def test_a_broken_file_is_one_line(store, shown):
    """What is no database is told in one line with the file's name."""
    store.path.parent.mkdir()
    store.path.write_bytes(b"no database" * 1000)
    result = shown()
    assert result.exit_code == 65
    assert "feedback.sqlite3" in result.stderr
