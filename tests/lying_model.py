"""An OpenAI-style server that says what a test wants it to say, however a language model may misbehave."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class LyingModel(ThreadingHTTPServer):
    """Replies to each request with what ``tell`` makes of it; ``seen`` are the bodies of the requests."""

    daemon_threads = True

    def __init__(self, tell):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.tell = tell
        self.seen = []
        self.stopped = threading.Event()

    @property
    def url(self):
        """Return the address as an operator sets it."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request, client_address):
        """Say nothing of clients that have had enough."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        """Tell."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append(body)
        self.server.tell(self, body)

    do_GET = do_POST  # noqa: N815 - the name that http.server calls

    def log_message(self, *words):
        """Write nothing."""

    def say(self, body, status=200, **headers):
        """Send a whole reply."""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def completion(content):
    """Return a reply with ``content`` as bytes."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def saying(words):
    """Return what tells ``words``, which may be made of the data that the model was shown."""

    def tell(handler, body):
        data = json.loads(body["messages"][-1]["content"])
        handler.say(completion(words(data) if callable(words) else words))

    return tell


@contextmanager
def lying(tell):
    """Run the server for as long as the block lasts."""
    server = LyingModel(tell)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
