"""The OpenAPI description: what each route takes and gives, with every status that it may reply with."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import CONTENT_TYPE, SHAPE

Described = dict[str, Any]
# What any request may be told, what one with a body, one with parameters, and one that names something.
_ALWAYS = {
    400: "The request cannot be read, or is for another host",
    401: "No key, token or session that is good",
    403: "Not permitted to this role, or made by another site",
    414: "The address is too long",
    429: "Too many requests; Retry-After says when to come again",
    431: "The headers are too large",
    500: "A fault of the server; its number stands in the log",
    503: "Busy, or the disk refuses; Retry-After says when to come again",
}
_WITH_BODY = {
    404: "What the body names is not there",
    413: "The body is too large",
    415: "The body is in a form that is not read",
    422: "The body does not fit the description",
}
_WITH_PARAMETERS = {422: "A parameter does not fit the description"}
_NAMED = {404: "There is nothing of that name"}
# Other contracts have an error body of their own.
_OTHER_SHAPES = ("/v1/chat/", "/v1/models", "/retrieval")


def describe(app: FastAPI) -> Described:
    """Return the description of ``app``, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, routes=app.routes)
        schemas = made["components"]["schemas"]
        for path, operation in _operations(made):
            _lift_definitions(operation, schemas)
            for status, words in _problems(path, operation).items():
                content = {"schema": {"type": "object"}} if path.startswith(_OTHER_SHAPES) else {"schema": SHAPE}
                kind = "application/json" if path.startswith(_OTHER_SHAPES) else CONTENT_TYPE
                operation["responses"][str(status)] = {"description": words, "content": {kind: content}}
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        app.openapi_schema = made
    return app.openapi_schema


def _operations(made: Described) -> Iterator[tuple[str, Described]]:
    for path, methods in made["paths"].items():
        for operation in methods.values():
            yield path, operation


def _problems(path: str, operation: Described) -> dict[int, str]:
    found = dict(_ALWAYS)
    found |= _WITH_PARAMETERS if operation.get("parameters") else {}
    found |= _NAMED if "{" in path else {}
    return found | (_WITH_BODY if "requestBody" in operation else {})


def _lift_definitions(operation: Described, schemas: Described) -> None:
    """Put what a body's schema defines for itself where references look for it."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schemas |= content["schema"].pop("$defs", {})
