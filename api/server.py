"""The server: uvicorn with its own errors told as problems, and nothing of a request in a log."""

import asyncio
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.problems import CONTENT_TYPE, malformed, problem_response

_LARGEST_HEAD = 256 * 1024  # bytes that are read in wait of a request's head; the guards refuse long before


class ProblemProtocol(H11Protocol):
    """HTTP/1.1 whose replies to requests that cannot be read are problems too, and that waits for no client for ever.

    ``arriving`` are the seconds that a head and a body have to arrive in, ``taking`` those in which a client has to
    take some of what was written; a connection beyond them is closed.
    """

    arriving: ClassVar[Mapping[object, float]] = {h11.IDLE: 20.0, h11.SEND_BODY: 120.0}
    taking: ClassVar[float] = 30.0
    _awaited: object = None
    _arrival: asyncio.TimerHandle | None = None
    _untaken: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait_for(h11.IDLE)

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for what is still to come of the request."""
        super().data_received(data)
        self._wait_for(self.conn.their_state)

    def pause_writing(self) -> None:
        """Wait for a client that takes what was written more slowly than it is written."""
        super().pause_writing()
        self._wait_for_taking()

    def _wait_for_taking(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._untaken = self.loop.call_later(self.taking, self._look_whether_taken, left)

    def _look_whether_taken(self, left: int) -> None:
        if self.transport.get_write_buffer_size() < left:
            self._wait_for_taking()
        else:
            self.transport.abort()

    def resume_writing(self) -> None:
        """Go on with a client that has taken something."""
        super().resume_writing()
        if self._untaken:
            self._untaken.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        super().connection_lost(exc)
        self._wait_for(h11.CLOSED)
        if self._untaken:
            self._untaken.cancel()

    def _wait_for(self, state: object) -> None:
        """Close the connection where it is too long in ``state``; one that is not waited for may stay in it."""
        if state is self._awaited:
            return
        if self._arrival:
            self._arrival.cancel()
        seconds = self.arriving.get(state)
        self._awaited = state
        self._arrival = self.loop.call_later(seconds, self.transport.abort) if seconds else None

    def send_400_response(self, msg: str) -> None:
        """Reply that the request is no HTTP; ``msg`` may repeat the input and is left out."""
        del msg
        body = bytes(problem_response(malformed("HTTP として読み取れません。")).body)
        headers = [
            (b"content-type", CONTENT_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        for event in (h11.Response(status_code=400, headers=headers), h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


OPTIONS: Mapping[str, Any] = MappingProxyType(
    {
        "http": ProblemProtocol,
        "ws": "none",
        "h11_max_incomplete_event_size": _LARGEST_HEAD,
        "access_log": False,
        "log_level": "warning",
        "proxy_headers": False,
        "server_header": False,
        "timeout_keep_alive": 5,
        "timeout_graceful_shutdown": 30,
    }
)


def serve(app: FastAPI, host: str, port: int) -> None:
    """Serve until a signal ends it; requests under way are finished first."""
    uvicorn.run(app, host=host, port=port, **OPTIONS)
