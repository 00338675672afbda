"""The client of a language model: within its time and size, to its address alone, whatever the server does."""

import json
import time

import pytest
from lying_model import completion, lying, saying
from pydantic import ValidationError

from api.language_model import Breaker, ModelServer
from api.settings import Settings
from qa.errors import ModelSilent

_SECONDS = 0.5


def _slowly(handler, body):
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.stopped.wait(0.1):
        handler.wfile.write(b" ")


def _endlessly(handler, body):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()
    while not handler.server.stopped.is_set():
        handler.wfile.write(b'data: {"choices": [{"delta": {"content": "' + "あ".encode() * 100 + b'"}}]}\n\n')


def _never(handler, body):
    handler.server.stopped.wait(30)


def _elsewhere(handler, body):
    if handler.path == "/elsewhere":
        handler.say(completion("ここではない所の答え。"))
    else:
        handler.say(b"", 307, Location="/elsewhere")


FAULTS = {
    "slow bytes": _slowly,
    "an endless stream": _endlessly,
    "silence": _never,
    "a huge body": lambda handler, body: handler.say(completion("あ" * 100_000)),
    "an error": lambda handler, body: handler.say(b'{"error": {}}', 500),
    "no JSON": lambda handler, body: handler.say(b"<html>"),
    "another JSON": lambda handler, body: handler.say(json.dumps({"choices": [{"message": {"content": 5}}]}).encode()),
    "no choices": lambda handler, body: handler.say(b'{"choices": []}'),
    "an empty body": lambda handler, body: handler.say(b""),
    "a compressed body": lambda handler, body: handler.say(b"\x1f\x8b", Content_Encoding="gzip"),
    "a redirect": _elsewhere,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_silence_in_time(fault):
    """Whatever the server does, the one who asks goes on after the set time at the latest."""
    with lying(FAULTS[fault]) as server:
        started = time.monotonic()
        with pytest.raises(ModelSilent):
            ModelServer(server.url, "liar", seconds=_SECONDS).write("書く", "{}", _SECONDS)
        assert time.monotonic() - started < 10 * _SECONDS  # busy machines are slow; the server would go on for ever


def test_a_redirect_is_not_followed():
    """No address but the named one is asked."""
    with lying(_elsewhere) as server:
        with pytest.raises(ModelSilent):
            ModelServer(server.url, "liar").write("書く", "{}", 5)
        assert len(server.seen) == 1


def test_nobody_listening_is_silence():
    """A server that is not there is no error of the answer."""
    with lying(saying("")) as server:
        url = server.url
    with pytest.raises(ModelSilent):
        ModelServer(url, "nobody").write("書く", "{}", 5)


def test_the_request_is_instruction_and_data_with_the_key():
    """The server gets the model's name, the instruction, the data and the key, and nothing else."""
    heads = []

    def tell(handler, body):
        heads.append(dict(handler.headers))
        handler.say(completion("はい。"))

    with lying(tell) as server:
        assert ModelServer(server.url, "small", "geheim").write("書く", '{"question": "?"}', 5) == "はい。"
    [body] = server.seen
    assert body["model"] == "small"
    assert [message["content"] for message in body["messages"]] == ["書く", '{"question": "?"}']
    assert heads[0]["Authorization"] == "Bearer geheim"


def test_a_server_that_fails_is_left_alone_for_a_while():
    """After three failures in a row nothing is sent, until the rest is over."""
    now = [0.0]
    with lying(FAULTS["an error"]) as server:
        model = ModelServer(server.url, "broken", breaker=Breaker(lambda: now[0]))
        for _ in range(5):
            with pytest.raises(ModelSilent):
                model.write("書く", "{}", 5)
        assert len(server.seen) == 3
        now[0] = 31.0
        server.tell = saying("はい。")
        assert model.write("書く", "{}", 5) == "はい。"


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1/v1", "http://example.com/v1", "http://user@127.0.0.1/v1", "127.0.0.1/v1", "http://8.8.8.8/v1"],
)
def test_an_address_that_would_be_read_on_the_way_is_refused(url):
    """Without encryption nothing leaves the private network."""
    with pytest.raises(ValidationError, match="SHIRUBE_LLM_URL"):
        Settings(llm_url=url, llm_model="small")


@pytest.mark.parametrize(
    "url", ["https://llm.example.jp/v1", "http://127.0.0.1:1/v1", "http://10.0.0.5/v1", "http://ollama:11434/v1"]
)
def test_an_address_that_is_guarded_is_taken(url):
    """Encrypted, on this machine, in a private network."""
    assert Settings(llm_url=url, llm_model="small").llm_url == url


def test_a_server_without_a_model_is_half_a_setting():
    """The name of the model is asked for."""
    with pytest.raises(ValidationError, match="SHIRUBE_LLM_MODEL"):
        Settings(llm_url="http://127.0.0.1/v1")
