"""The route of the draft check: text or a file in, the report or a file of it out; nothing of the draft is kept or logged."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.access.visit import visit
from api.bodies import read_json, schema_of
from api.draft_checks import Submitted, checked, untold
from api.exports.formats import FORMATS, described
from api.schemas import DraftReply, DraftRequest
from api.serving import WithAssistant, told
from api.uploads import read_draft_form
from api.workers import Workers
from qa.assistant import Assistant

_MAXIMUM_JSON = 2 * 1024 * 1024  # 200,000 characters, each escaped

draft_router = APIRouter(prefix="/v1/drafts")
Format = Literal["json", "docx", "xlsx", "html", "md", "csv", "sarif"]
_CONTENT = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": schema_of(DraftRequest)},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}, "guidance": {"type": "string"}},
                    "required": ["file"],
                }
            },
        },
    }
}


@draft_router.post("/check", response_model=DraftReply, responses=described(*FORMATS), openapi_extra=_CONTENT)
async def check(
    request: Request, assistant: WithAssistant, format_name: Annotated[Format, Query(alias="format")] = "json"
) -> Response:
    """Check a draft against the purposes, considerations and facts of the documents."""
    workers: Workers = request.app.state.draft_workers
    submitted = await _submitted(request)
    return await workers.run(lambda: _told(submitted, assistant, format_name))


async def _submitted(request: Request) -> Submitted:
    if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        form = await read_draft_form(request)
        return Submitted(form.files[0].name, data=form.files[0].data, guidance=form.fields.get("guidance") or None)
    body = await read_json(request, DraftRequest, _MAXIMUM_JSON)
    return Submitted(body.title, body.text, guidance=body.guidance)


def _told(submitted: Submitted, assistant: Assistant, format_name: Format) -> Response:
    reply = checked(submitted, assistant)
    if format_name == "json":
        return told(reply)
    visit.get().note("draft.exported", format_name)
    export = FORMATS[format_name]
    headers = {"content-disposition": f'attachment; filename="shirube-report.{format_name}"'}
    with untold():
        return Response(export.write(reply), media_type=export.media_type, headers=headers)
