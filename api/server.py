"""The server: uvicorn with its own errors told as problems, and nothing of a request in a log."""

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.problems import CONTENT_TYPE, malformed, problem_response

_LARGEST_HEAD = 256 * 1024  # bytes that are read in wait of a request's head; the guards refuse long before


class ProblemProtocol(H11Protocol):
    """HTTP/1.1 whose replies to requests that cannot be read are problems too."""

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


def serve(app: FastAPI, host: str, port: int) -> None:
    """Serve until a signal ends it; requests under way are finished first."""
    uvicorn.run(
        app,
        host=host,
        port=port,
        http=ProblemProtocol,
        ws="none",
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=30,
    )
