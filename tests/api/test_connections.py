"""Connections: no client keeps one open for ever, and what nobody waits for is not computed."""

import socket
import threading
from contextlib import closing, contextmanager

import anyio
import h11
import pytest
import uvicorn
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from api.departures import Departures
from api.problems import Problem
from api.server import ProblemProtocol
from api.workers import Workers
from qa.patience import look, looking

SOON = 0.2  # seconds
PATIENT = 20.0  # seconds after which a test fails that waits for a connection to be closed


class Impatient(ProblemProtocol):
    """The protocol with a short patience."""

    arriving = {h11.IDLE: SOON, h11.SEND_BODY: SOON}  # noqa: RUF012 - as in its base
    taking = 10 * SOON


def large(sent=None):
    """Return an application that replies with more than any buffer holds, and says when all of it was sent or left."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body"):
            pass
        try:
            await StreamingResponse(iter([b"x" * 10_000_000] * 5))(scope, receive, send)
        finally:
            if sent:
                sent.set()

    return app


@contextmanager
def served(app):
    """Serve ``app`` and yield its port."""
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(app, http=Impatient, ws="none", lifespan="off", log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def port():
    """Return the port of a server with a short patience."""
    with served(large()) as found:
        yield found


def connected(port):
    """Return a connection with a small buffer, so that what is not taken is soon too much."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(PATIENT)
    connection.connect(("127.0.0.1", port))
    return closing(connection)


def ended(connection):
    """Say whether the server closes a connection."""
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GE",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    ],
    ids=["silence", "half a line", "half a head", "half a body", "chunks without end"],
)
def test_a_request_that_does_not_arrive_is_not_waited_for(port, sent):
    """The connection is closed, whichever part of the request is missing."""
    with connected(port) as connection:
        connection.sendall(sent)
        assert ended(connection)


def test_a_client_that_takes_nothing_is_not_waited_for():
    """What was written into its buffers can still be read, and then the connection is closed before the end."""
    sent = threading.Event()
    with served(large(sent)) as port, connected(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert sent.wait(PATIENT)  # only once the connection is given up does the reply end
        taken = 0
        try:
            while data := connection.recv(1_000_000):
                taken += len(data)
        except ConnectionResetError:
            pass
        assert taken < 50_000_000


def test_a_client_that_takes_its_reply_gets_all_of_it(port):
    """However large it is."""
    with connected(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        taken = 0
        while data := connection.recv(1_000_000):
            taken += len(data)
        assert taken > 50_000_000


def test_work_stops_when_its_client_has_left():
    """The thread that works is told at its next look, and its place is free again."""
    workers, working, stopped = Workers(threads=1, queue=0), threading.Event(), threading.Event()

    def work():
        working.set()
        try:
            while True:
                look()
        finally:
            stopped.set()

    async def app(scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        await workers.run(work)
        await PlainTextResponse("done")(scope, receive, send)

    with served(Departures(app)) as port:
        with connected(port) as connection:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\na")
            assert working.wait(PATIENT)
        assert stopped.wait(PATIENT)


def test_work_beyond_its_time_is_a_problem():
    """The reply says what to do; the thread does not go on."""
    workers, stopped = Workers(threads=1, queue=0, seconds=SOON), threading.Event()

    def work():
        try:
            while True:
                look()
        finally:
            stopped.set()

    with pytest.raises(Problem) as raised:
        anyio.run(workers.run, work)
    assert (raised.value.status, raised.value.kind) == (503, "too-long")
    assert stopped.is_set()


def test_a_reply_is_whole_where_the_client_stays():
    """Nothing is cancelled before it is sent; a departure is told to what waits for one."""

    async def app(scope, receive, send):
        assert (await receive())["body"] == b"a"
        await PlainTextResponse("done")(scope, receive, send)

    with served(Departures(app)) as port, connected(port) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\na")
        reply = b""
        while data := connection.recv(1000):
            reply += data
        assert reply.endswith(b"done")


def test_nobody_is_asked_where_nothing_was_set():
    """Work outside of a service never stops, and what was set for one piece of work ends with it."""
    look()
    with pytest.raises(RuntimeError), looking(_stop):
        look()
    look()


def _stop():
    raise RuntimeError
