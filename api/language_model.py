"""A language model behind an OpenAI-style server on the operator's network: asked within limits, believed in nothing."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field
from typing import Annotated

import httpx2
from pydantic import BaseModel, Field, ValidationError

from qa.errors import ModelSilent

_LARGEST = 64 * 1024  # bytes of a reply
_TOKENS = 400  # that the model may write: 200 characters with their marks
_FAILURES, _REST = 3, 30.0  # failures in a row after which it is left alone, and for how many seconds
_AT_ONCE = 4  # requests; whoever comes then waits no longer than the answer may


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: Annotated[list[_Choice], Field(min_length=1)]


@dataclass
class Breaker:
    """Leaves a server alone for a while after it has failed several times in a row; safe between threads."""

    clock: Callable[[], float] = time.monotonic
    _failures: int = 0
    _until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_open(self) -> bool:
        """Say whether the server is to be left alone now."""
        return self.clock() < self._until

    def note(self, *, failed: bool) -> None:
        """Count how a request went."""
        with self._lock:
            self._failures = self._failures + 1 if failed else 0
            if self._failures >= _FAILURES:
                self._until = self.clock() + _REST


class ModelServer:
    """Asks the model of one address, and no other: redirects are not followed, proxies of the environment not used."""

    def __init__(
        self, url: str, model: str, key: str = "", seconds: float = 3.0, breaker: Breaker | None = None
    ) -> None:
        """Connect to nothing yet; ``seconds`` is how long one answer may wait."""
        self.seconds = seconds
        self._address = f"{url.rstrip('/')}/chat/completions"
        self._model = model
        self._headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._breaker = breaker or Breaker()
        self._pool = ThreadPoolExecutor(_AT_ONCE, "language-model")

    def write(self, instruction: str, data: str, seconds: float, /) -> str:
        """Return what the model writes; raises ModelSilent, at the latest after ``seconds``."""
        if self._breaker.is_open:
            raise ModelSilent
        asked = self._pool.submit(self._asked, instruction, data, time.monotonic() + seconds)
        try:
            written = asked.result(seconds)
        except (Late, httpx2.HTTPError, ValidationError, OSError):
            asked.cancel()
            self._breaker.note(failed=True)
            raise ModelSilent from None
        self._breaker.note(failed=False)
        return written

    def _asked(self, instruction: str, data: str, until: float) -> str:
        body = {
            "model": self._model,
            "messages": [{"role": "system", "content": instruction}, {"role": "user", "content": data}],
            "temperature": 0,
            "max_tokens": _TOKENS,
            "stream": False,
        }
        wait = max(until - time.monotonic(), 0.01)
        with (
            httpx2.Client(timeout=wait, trust_env=False, follow_redirects=False) as client,
            client.stream("POST", self._address, json=body, headers=self._headers) as reply,
        ):
            reply.raise_for_status()
            return _Completion.model_validate_json(_read(reply, until)).choices[0].message.content


def _read(reply: httpx2.Response, until: float) -> bytes:
    """Return the body of a reply as it came; raises OSError where it is too large or comes too slowly."""
    body = b""
    for piece in reply.iter_raw():
        body += piece
        if len(body) > _LARGEST or time.monotonic() > until:
            raise OSError("the reply of the language model is too large or too slow")
    return body
