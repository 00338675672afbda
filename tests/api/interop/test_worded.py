"""A language model beside the documents, seen through every front: told where it was at work, nowhere felt where it is off."""

import json

import anyio
import pytest
from doubles import EchoModel
from fastapi.testclient import TestClient

from api.app import create_app
from api.asking import Asking
from api.following import follow_ups
from api.interop.tools import Tools
from api.replies import ask_reply
from api.workers import Workers
from qa.wording.notices import WORDED

QUESTION = "国際頭脳循環は何のために進めるんでしたっけ。どの目的にひもづきますか"


@pytest.fixture(scope="module")
def worded(assistant):
    """Return a client of an application whose answers are put in the words of a model that repeats the statements."""
    with TestClient(create_app(assistant, ("testserver",), model=EchoModel())) as opened:
        yield opened


def test_our_own_interface_tells_it(worded):
    """The notice stands among the others, at once and in the stream."""
    reply = worded.post("/v1/ask", json={"question": QUESTION}).json()
    assert WORDED in reply["notices"]
    assert reply["outcome"] == "answered"
    assert reply["sentences"][0]["citations"]
    assert WORDED in worded.post("/v1/ask/stream", json={"question": QUESTION}).text


def test_chat_completions_tell_it(worded):
    """A chat shows nothing but the message, so the message tells it."""
    body = {"model": "shirube", "messages": [{"role": "user", "content": QUESTION}]}
    reply = worded.post("/v1/chat/completions", json=body).json()
    assert reply["choices"][0]["message"]["content"].endswith(f"※{WORDED}")
    assert WORDED in worded.post("/v1/chat/completions", json=body | {"stream": True}).text


def test_the_app_of_gennai_tells_it(worded):
    """Its Markdown has the notice after the answer."""
    reply = worded.post("/gennai/ask", json={"inputs": {"question": QUESTION}}).json()
    assert f"※{WORDED}" in reply["outputs"]


def test_agents_are_told(assistant):
    """The tool's result has the notice."""
    tools = Tools(lambda: assistant, Asking(model=EchoModel()), Workers(), Workers())
    assert WORDED in anyio.run(tools.ask, QUESTION).notices


def test_without_a_model_the_replies_are_the_same_bytes(client, assistant):
    """What is told is the assistant's own answer, whatever settings there could be."""
    told = client.post("/v1/ask", json={"question": QUESTION}).content
    answer = assistant.ask(QUESTION)
    plain = ask_reply(answer, assistant.index, follow_ups(answer, assistant, None), 0.0)
    clock = {name: value for name, value in json.loads(told).items() if name in ("id", "took_ms")}
    assert told == plain.model_copy(update=clock).model_dump_json().encode()


def test_a_draft_is_never_shown(assistant):
    """Checking a draft asks no model, whether one is set or not."""
    model = EchoModel()
    with TestClient(create_app(assistant, ("testserver",), model=model)) as opened:
        draft = {"text": "国際共同研究の企画案。ASPIREの支援期間は10年である。若手研究者を米国の大学へ派遣する。"}
        assert opened.post("/v1/drafts/check", json=draft).status_code == 200
    assert model.asked == 0
