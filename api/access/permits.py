"""Permits: which role each route needs. A route that stands nowhere here needs the operator's, until somebody decides."""

import re
from collections.abc import Sequence
from functools import cached_property

from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute, compile_path
from starlette.types import Scope

from api.access.visitor import Role
from api.pages import VIEWS

_READER = (
    "GET /v1/me",
    "POST /v1/logout",
    "POST /v1/ask",
    "POST /v1/ask/stream",
    "POST /v1/search",
    "GET /v1/examples",
    "GET /v1/passages/{passage_id}",
    "GET /v1/guidance",
    "GET /v1/programmes",
    "GET /v1/programmes/{programme_id}",
    "GET /v1/documents",
    "GET /v1/documents/{document_id}",
    "GET /v1/documents/{document_id}/text",
    "GET /v1/documents/{document_id}/pages/{page}/picture",
    "GET /v1/documents/{document_id}/pages/{page}/marks",
    "POST /v1/comparisons",
    "GET /v1/collections",
    "POST /v1/drafts/check",
    "POST /v1/feedback",
    "POST /v1/notes/docx",
    "GET /v1/models",
    "GET /v1/models/{name:path}",
    "POST /v1/chat/completions",
    "GET /gennai/ask/form",
    "POST /gennai/ask",
    "GET /gennai/check/form",
    "POST /gennai/check",
    "GET /gennai/status/{check_id}",
    "POST /retrieval",
    "POST /mcp",
    "GET /documents/{name}",
    "HEAD /documents/{name}",
    "GET /programmes/{name}",
    "HEAD /programmes/{name}",
    "GET /readyz",
    "HEAD /readyz",
    "GET /openapi.json",
    "HEAD /openapi.json",
)
_EDITOR = (
    "POST /v1/documents",
    "DELETE /v1/documents/{document_id}",
    "GET /v1/jobs/{job_id}",
    "GET /v1/jobs/{job_id}/events",
)
_OPERATOR = ("GET /metrics",)
_PAGE = tuple(f"{method} {path}" for path in (*VIEWS, "/web/{name:path}") for method in ("GET", "HEAD"))
PERMITS = {
    **dict.fromkeys(("GET /healthz", "HEAD /healthz", "POST /v1/login", *_PAGE), Role.ANYBODY),
    **dict.fromkeys(_READER, Role.READER),
    **dict.fromkeys(_EDITOR, Role.EDITOR),
    **dict.fromkeys(_OPERATOR, Role.OPERATOR),
}


class Permits:
    """The routes of an application, matched as it matches them itself."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        """Know ``routes``, which may still grow until the first request."""
        self._routes = routes

    def needed(self, scope: Scope) -> Role:
        """Return the role that a request needs; for an address of nothing it is a reader's, so that nobody probes."""
        path = self._path(scope)
        return PERMITS.get(f"{scope['method']} {path}", Role.OPERATOR) if path else Role.READER

    def path(self, scope: Scope) -> str:
        """Return the template of the route that a request is for, `none` where there is none."""
        return self._path(scope) or "none"

    def _path(self, scope: Scope) -> str:
        return next(
            (
                path
                for path, pattern, methods in self._compiled
                if scope["method"] in methods and pattern.match(scope["path"])
            ),
            "",
        )

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Return method and path of every route."""
        return tuple(f"{method} {path}" for path, _, methods in self._compiled for method in sorted(methods))

    @cached_property
    def _compiled(self) -> list[tuple[str, re.Pattern[str], frozenset[str]]]:
        found = [(route.path or "", route.methods) for route in iter_route_contexts(self._routes)]
        return [(path, compile_path(path)[0], frozenset(methods or ())) for path, methods in found]
