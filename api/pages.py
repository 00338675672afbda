"""The web page: its files, read once when the application is made, and the addresses that it opens under."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

WEB = Path(__file__).parent / "web"
_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".LICENSE": "text/plain; charset=utf-8",
}
_INDEX = (WEB / "index.html").read_bytes()
# The views of the page; each is the same file, which reads its address itself.
VIEWS = (
    "/",
    "/c/{name}",
    "/check",
    "/guidance",
    "/programmes",
    "/programmes/{name}",
    "/documents",
    "/documents/{name}",
    "/notes",
    "/notes/{name}",
)


def page_router() -> APIRouter:
    """Return the routes of the page; a file that was not there at the start is never looked for."""
    files = {
        path.relative_to(WEB).as_posix(): (path.read_bytes(), _MEDIA_TYPES[path.suffix])
        for path in sorted(WEB.rglob("*"))
        if path.suffix in _MEDIA_TYPES
    }
    router = APIRouter(include_in_schema=False)

    async def view() -> Response:
        return Response(_INDEX, media_type=_MEDIA_TYPES[".html"])

    async def file(name: str) -> Response:
        if name not in files:
            raise HTTPException(404)
        content, media_type = files[name]
        return Response(content, media_type=media_type)

    for address in VIEWS:
        router.add_api_route(address, view, methods=["GET", "HEAD"])
    router.add_api_route("/web/{name:path}", file, methods=["GET", "HEAD"])
    return router


def missing_page(request: Request) -> Response | None:
    """Return the page for somebody who opens an address of nothing in a browser; None for a program."""
    if request.method not in ("GET", "HEAD") or "text/html" not in request.headers.get("accept", ""):
        return None
    return Response(_INDEX, 404, media_type=_MEDIA_TYPES[".html"], headers={"Vary": "Accept"})
