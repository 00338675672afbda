"""The web page: its files, read once when the application is made, and the addresses that it opens under."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

WEB = Path(__file__).parent / "web"
_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".LICENSE": "text/plain; charset=utf-8",
}
_INDEX = (WEB / "index.html").read_bytes()
_SHOWN_AS_PAGE = frozenset({401, 404})
# The views of the page; each is the same file, which reads its address itself.
VIEWS = (
    "/",
    "/c/{name}",
    "/check",
    "/guidance",
    "/programmes",
    "/documents",
    "/timeline",
    "/compare",
    "/notes",
    "/notes/{name}",
)


def view_router() -> APIRouter:
    """Return the routes of the page; a file that was not there at the start is never looked for."""
    files = {
        path.relative_to(WEB).as_posix(): (path.read_bytes(), _MEDIA_TYPES[path.suffix])
        for path in sorted(WEB.rglob("*"))
        if path.suffix in _MEDIA_TYPES
    }
    router = APIRouter(include_in_schema=False)

    async def view() -> Response:
        return page()

    async def file(name: str) -> Response:
        if name not in files:
            raise HTTPException(404)
        content, media_type = files[name]
        return Response(content, media_type=media_type)

    for address in VIEWS:
        router.add_api_route(address, view, methods=["GET", "HEAD"])
    router.add_api_route("/web/{name:path}", file, methods=["GET", "HEAD"])
    return router


def page(status: int = 200) -> Response:
    """Return the page itself."""
    return Response(_INDEX, status, media_type=_MEDIA_TYPES[".html"])


def page_instead(head: HTTPConnection, status: int) -> Response | None:
    """Return the page for somebody who opens in a browser an address of nothing, or before logging in; None for a program."""
    opened = head.scope["method"] in ("GET", "HEAD") and "text/html" in head.headers.get("accept", "")
    if status not in _SHOWN_AS_PAGE or not opened:
        return None
    return Response(_INDEX, status, media_type=_MEDIA_TYPES[".html"], headers={"Vary": "Accept"})
