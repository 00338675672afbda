"""Guards before every route: sizes, hosts, requests of other sites; after it the headers that every reply carries."""

from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, malformed, problem_response

MAXIMUM_HEADERS = 16 * 1024
MAXIMUM_HEADER_COUNT = 100
MAXIMUM_ADDRESS = 8 * 1024
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guards:
    """ASGI middleware; a request that it refuses never reaches a route."""

    def __init__(self, app: ASGIApp, trusted_hosts: Iterable[str]) -> None:
        """Let through requests for ``trusted_hosts`` only."""
        self.app = app
        self.trusted_hosts = frozenset(host.lower() for host in trusted_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request, then pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        problem = self.problem_in(scope)
        if problem:
            await problem_response(problem)(scope, receive, send_secured)
        else:
            await self.app(scope, receive, send_secured)

    def problem_in(self, scope: Scope) -> Problem | None:
        """Return what is wrong with the head of a request, if anything."""
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        if (
            len(headers) > MAXIMUM_HEADER_COUNT
            or sum(len(name) + len(value) for name, value in headers) > MAXIMUM_HEADERS
        ):
            return Problem(431, "headers-too-large", "ヘッダーが大きすぎます", "ヘッダーを減らしてください。")
        if len(scope["raw_path"]) + len(scope["query_string"]) > MAXIMUM_ADDRESS:
            return Problem(414, "address-too-long", "住所が長すぎます", "短い住所にしてください。")
        return _address_problem(scope) or self._host_problem(headers) or _site_problem(scope["method"], headers)

    def _host_problem(self, headers: list[tuple[bytes, bytes]]) -> Problem | None:
        hosts = [value.decode("latin-1").lower() for name, value in headers if name == b"host"]
        if len(hosts) == 1 and _without_port(hosts[0]) in self.trusted_hosts:
            return None
        return malformed("Host ヘッダーに、このサーバーの名前を一つだけ書いてください。")


def _without_port(host: str) -> str:
    name, _, port = host.rpartition(":")
    return name if name and port.isdigit() and not name.endswith(":") else host


def _address_problem(scope: Scope) -> Problem | None:
    """Refuse addresses that are no UTF-8, hold NUL, or give one query name twice."""
    for part in (scope["raw_path"], scope["query_string"]):
        try:
            words = unquote_to_bytes(part).decode("utf-8")
        except UnicodeDecodeError:
            return malformed("住所は UTF-8 で書いてください。")
        if "\x00" in words:
            return malformed("住所に使えない文字があります。")
    names = [pair.partition(b"=")[0] for pair in scope["query_string"].split(b"&") if pair]
    return malformed("同じ名前が二度あります。") if len(set(names)) != len(names) else None


def _site_problem(method: str, headers: list[tuple[bytes, bytes]]) -> Problem | None:
    """Refuse unsafe requests that a page of another site makes (Fetch Metadata, then Origin)."""
    if method not in _UNSAFE:
        return None
    values = _values(headers)
    foreign = values.get(b"sec-fetch-site", "none") not in ("same-origin", "none")
    if foreign or (b"origin" in values and not _is_own_origin(values)):
        return cross_site()
    return None


def cross_site() -> Problem:
    """Return the problem of a request that another site makes in somebody's name."""
    return Problem(403, "cross-site", "他のサイトからの要求です", "このサーバーのページから送ってください。")


def is_of_own_page(headers: list[tuple[bytes, bytes]]) -> bool:
    """Say whether a browser says that a page of this server made the request; who says nothing is no browser."""
    values = _values(headers)
    return values.get(b"sec-fetch-site") == "same-origin" or _is_own_origin(values)


def _values(headers: list[tuple[bytes, bytes]]) -> dict[bytes, str]:
    return {name: value.decode("latin-1").lower() for name, value in headers}


def _is_own_origin(values: dict[bytes, str]) -> bool:
    return values.get(b"origin", "").partition("://")[2] == values.get(b"host")
