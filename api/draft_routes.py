"""The route of the draft check: text or a file in, the report or a file of it out; nothing of the draft is kept or logged."""

import time
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.bodies import read_json
from api.draft_replies import draft_reply
from api.exports.formats import FORMATS
from api.problems import internal, problem_of
from api.schemas import DraftReply, DraftRequest
from api.serving import WithAssistant
from api.uploads import read_upload
from api.workers import Workers
from corpus.readers.isolation import read_file
from qa.assistant import Assistant

_MAXIMUM_JSON = 2 * 1024 * 1024  # 200,000 characters, each escaped
_REFUSED = 500  # from here on it is our fault, whose own words may hold the draft's

draft_router = APIRouter(prefix="/v1/drafts")
Format = Literal["json", "docx", "xlsx", "html", "md", "csv", "sarif"]
_CONTENT = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": DraftRequest.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            },
        },
    }
}


@dataclass(frozen=True, slots=True)
class _Submitted:
    """What was sent: text, or a file that is yet to be read."""

    title: str
    text: str = ""
    data: bytes | None = None


@draft_router.post("/check", response_model=DraftReply, openapi_extra=_CONTENT)
async def check(
    request: Request, assistant: WithAssistant, format_name: Annotated[Format, Query(alias="format")] = "json"
) -> Response:
    """Check a draft against the purposes, considerations and facts of the documents."""
    workers: Workers = request.app.state.draft_workers
    submitted = await _submitted(request)
    return await workers.run(lambda: _checked(submitted, assistant, format_name))


async def _submitted(request: Request) -> _Submitted:
    if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        upload = await read_upload(request)
        return _Submitted(title=upload.name, data=upload.data)
    body = await read_json(request, DraftRequest, _MAXIMUM_JSON)
    return _Submitted(title=body.title, text=body.text)


def _checked(submitted: _Submitted, assistant: Assistant, format_name: Format) -> Response:
    try:
        reply = _reply(submitted, assistant)
        if format_name == "json":
            return Response(reply.model_dump_json(), media_type="application/json")
        export = FORMATS[format_name]
        headers = {"content-disposition": f'attachment; filename="shirube-report.{format_name}"'}
        return Response(export.write(reply), media_type=export.media_type, headers=headers)
    except Exception as error:
        problem = problem_of(error)
        if problem.status >= _REFUSED:  # a traceback would show what the draft says
            raise internal() from None
        raise


def _reply(submitted: _Submitted, assistant: Assistant) -> DraftReply:
    started = time.perf_counter()
    if submitted.data is None:
        report = assistant.check(submitted.text, submitted.title)
    else:
        read = read_file(submitted.data, submitted.title)
        report = assistant.check(read.text, PurePath(submitted.title).stem, read.notices)
    return draft_reply(report, assistant.index, (time.perf_counter() - started) * 1000)
