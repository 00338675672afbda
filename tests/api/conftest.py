"""A real server over real sockets, and plain bytes to send to it."""

import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Reply:
    """The status, headers and body of a raw HTTP reply."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    home: str
    process: subprocess.Popen

    def raw(self, data, timeout=60, parts=()):
        """Send bytes as they are and return the reply; the connection is closed after it."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as opened:
            opened.sendall(data)
            for part in parts:
                try:
                    opened.sendall(part)
                except (BrokenPipeError, ConnectionResetError):
                    break
            return read_reply(opened)

    def request(self, method, path, body=b"", headers=()):
        """Send a well-formed request."""
        head = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close", *headers]
        if body or method == "POST":
            head.append(f"Content-Length: {len(body)}")
        return self.raw("\r\n".join(head).encode() + b"\r\n\r\n" + body)

    def post(self, path, body, content_type="application/json", headers=()):
        """Post a body."""
        return self.request("POST", path, body, (f"Content-Type: {content_type}", *headers))


def read_reply(opened):
    """Read one reply to its end."""
    data = b""
    while True:
        try:
            chunk = opened.recv(65536)
        except ConnectionResetError:
            break
        if not chunk:
            break
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    found = re.match(r"HTTP/1\.1 (\d{3})", lines[0])
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
    if headers.get("transfer-encoding") == "chunked":
        body = b"".join(re.findall(rb"[0-9a-f]+\r\n(.*?)\r\n", body, re.DOTALL))
    elif headers.get("content-length", "").isdigit():
        body = body[: int(headers["content-length"])]
    return Reply(int(found.group(1)) if found else 0, headers, body)


@contextmanager
def started(home, *options, program=("-m", "api"), **environment):
    """Start the server as a user does, on a free port, and stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "SHIRUBE_HOME": str(home), "PYTHONUNBUFFERED": "1", **environment}
    command = [sys.executable, *program, "serve", "--port", str(port), *options]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in process.stdout:
        if "http://" in line:
            break
    else:
        pytest.fail(process.stderr.read())
    opened = Server(port, str(home), process)
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except ConnectionRefusedError:
            assert process.poll() is None
    yield opened
    process.terminate()
    process.wait(timeout=40)
    process.stdout.close()
    process.stderr.close()


@pytest.fixture(scope="session")
def server(home):
    """Return a running server without login."""
    with started(home) as opened:
        yield opened


@pytest.fixture(scope="session")
def start():
    """Return a context manager that starts a server of a home folder, with options and settings."""
    return started
