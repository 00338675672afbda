"""Problems: the one body that every error has (RFC 9457), and the table that says which error is which problem."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.pages import page_instead
from corpus.errors import Fault, UnknownDocument, UnreadableDocument
from qa.errors import DraftUnusable, QuestionUnusable, UnknownFilter

CONTENT_TYPE = "application/problem+json"


@dataclass
class Problem(Exception):
    """An error as the client sees it; ``detail`` says what to do and never repeats the input."""

    status: int
    kind: str
    title: str
    detail: str
    headers: Mapping[str, str] | None = None
    instance: str = field(default_factory=lambda: f"urn:uuid:{uuid.uuid4()}")


def malformed(detail: str) -> Problem:
    """Return the problem of a body or address that cannot be read."""
    return Problem(400, "malformed", "リクエストを読み取れません", detail)


def invalid(detail: str) -> Problem:
    """Return the problem of a body that can be read but does not fit the contract."""
    return Problem(422, "invalid", "リクエストの内容が仕様に合いません", detail)


def too_large(detail: str) -> Problem:
    """Return the problem of a body beyond its limit."""
    return Problem(413, "too-large", "リクエストが大きすぎます", detail)


def unsupported(detail: str) -> Problem:
    """Return the problem of a body in a form that is not read."""
    return Problem(415, "unsupported-media-type", "対応していない形式です", detail)


def not_found(detail: str) -> Problem:
    """Return the problem of something that is not there."""
    return Problem(404, "not-found", "見つかりません", detail)


def overloaded() -> Problem:
    """Return the problem of more questions than can be answered now."""
    return Problem(
        503, "overloaded", "混み合っています", "少し待ってから、もう一度送ってください。", {"Retry-After": "1"}
    )


def too_long() -> Problem:
    """Return the problem of work that was not done within its time."""
    return Problem(
        503,
        "too-long",
        "時間内に終わりませんでした",
        "短くするか分けて、もう一度送ってください。",
        {"Retry-After": "5"},
    )


def storage(title: str, detail: str, seconds: int) -> Problem:
    """Return the problem of a disk that does not take or give what it should; ``seconds`` from now it may."""
    return Problem(503, "storage", title, detail, {"Retry-After": str(seconds)})


SHAPE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail", "instance"],
}


_STATUS_TITLES = {
    404: ("not-found", "見つかりません", "この住所には何もありません。"),
    405: ("method-not-allowed", "このメソッドは使えません", "この住所では別のメソッドを使ってください。"),
}


_FAULTS = {
    Fault.TOO_LARGE: (413, "too-large"),
    Fault.TOO_MUCH_TEXT: (413, "too-large"),
    Fault.TOO_MANY_PAGES: (413, "too-large"),
    Fault.UNSUPPORTED: (415, "unsupported-media-type"),
    Fault.ICHITARO: (415, "unsupported-media-type"),
    Fault.NEEDS_OFFICE: (415, "unsupported-media-type"),
    Fault.MACROS: (415, "unsupported-media-type"),
    Fault.ENCRYPTED: (422, "encrypted"),
    Fault.NO_TEXT: (422, "no-text"),
}


def unreadable(fault: Fault) -> Problem:
    """Return the problem of a file that cannot be read."""
    status, kind = _FAULTS.get(fault, (422, "unreadable-document"))
    return Problem(status, kind, "ファイルを読み取れません", fault.value)


def internal() -> Problem:
    """Return the problem of a fault of our own; it tells nothing of what it was met with."""
    return Problem(500, "internal", "内部エラー", "記録された番号を添えて管理者に知らせてください。")


def problem_response(problem: Problem) -> JSONResponse:
    """Return the reply that tells ``problem``."""
    body = {
        "type": f"urn:shirube:problem:{problem.kind}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": problem.instance,
    }
    headers = dict(problem.headers or {})
    return JSONResponse(body, problem.status, headers=headers, media_type=CONTENT_TYPE)


def problem_of(error: Exception) -> Problem:
    """Return the problem that an error is told as."""
    match error:
        case Problem():
            return error
        case QuestionUnusable() | UnknownFilter() | DraftUnusable():
            return invalid(str(error))
        case UnreadableDocument():
            return unreadable(error.fault)
        case UnknownDocument():
            return not_found("この文書はありません。文書の一覧から選び直してください。")
        case RequestValidationError():
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"] if isinstance(part, str))
            return invalid(f"{place}: {first['msg']}")
        case HTTPException():
            kind, title, detail = _STATUS_TITLES.get(
                error.status_code, ("http", "エラー", "リクエストを確認してください。")
            )
            return Problem(error.status_code, kind, title, detail, error.headers)
        case _:
            return internal()


def install(app: FastAPI) -> None:
    """Tell every error of ``app`` as a problem; who opens an address of nothing in a browser gets the page."""

    async def tell(request: Request, error: Exception) -> Response:
        problem = problem_of(error)
        return page_instead(request, problem.status) or problem_response(problem)

    for kind in (
        Problem,
        QuestionUnusable,
        DraftUnusable,
        UnreadableDocument,
        UnknownFilter,
        UnknownDocument,
        RequestValidationError,
        HTTPException,
        Exception,
    ):
        app.add_exception_handler(kind, tell)
