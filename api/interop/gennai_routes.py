"""Routes of 源内's app contract: a question app and a check app, each with its form."""

import base64
import binascii
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from api.bodies import json_body, read_json, request_schema
from api.draft_checks import Submitted, checked, untold
from api.interop.gennai_checks import Checks
from api.interop.gennai_forms import MAXIMUM_FILE, draft_form, question_form
from api.interop.gennai_outputs import answer_outputs, report_outputs
from api.interop.gennai_schemas import (
    AcceptedReply,
    DraftApp,
    DraftInputs,
    FieldInput,
    OutputsReply,
    QuestionApp,
    StatusReply,
)
from api.interop.scope import ALL, where
from api.problems import invalid, too_large
from api.serving import WithAsking, WithAssistant, WithWorkers, told
from api.workers import Workers
from qa.assistant import Assistant

_MAXIMUM_BODY = 8 * 1024 * 1024
_LONG_TEXT, _LONG_FILE = 10_000, 100_000  # characters and bytes from which a check may outlast a front end's patience

gennai_router = APIRouter(prefix="/gennai")


@gennai_router.get("/ask/form")
async def ask_form(assistant: WithAssistant) -> Response:
    """Return the form of the question app."""
    return JSONResponse(question_form(assistant.index.collection))


@gennai_router.post("/ask", response_model=OutputsReply, openapi_extra=request_schema(QuestionApp))
async def ask(
    request: Request,
    body: Annotated[QuestionApp, Depends(json_body(QuestionApp))],
    assistant: WithAssistant,
    workers: WithWorkers,
    asking: WithAsking,
) -> Response:
    """Answer a question as Markdown with its sources."""
    scope = where(body.inputs.collection or ALL, assistant.index.collection)
    reply = await workers.run(lambda: asking.answered(assistant, str(body.inputs.question), (), scope))
    return told(answer_outputs(reply, str(request.base_url)))


@gennai_router.get("/check/form")
async def check_form() -> Response:
    """Return the form of the check app."""
    return JSONResponse(draft_form())


async def _draft(request: Request) -> DraftApp:
    return await read_json(request, DraftApp, _MAXIMUM_BODY)


@gennai_router.post(
    "/check",
    response_model=OutputsReply,
    responses={202: {"model": AcceptedReply}},
    openapi_extra=request_schema(DraftApp),
)
async def check(request: Request, body: Annotated[DraftApp, Depends(_draft)], assistant: WithAssistant) -> Response:
    """Check a draft: at once where it is short, otherwise in the background, asked for under `status_url`."""
    submitted = _submitted(body.inputs)
    workers: Workers = request.app.state.draft_workers
    if len(submitted.text) <= _LONG_TEXT and len(submitted.data or b"") <= _LONG_FILE:
        return told(await workers.run(lambda: _report(submitted, assistant)))
    checks: Checks = request.app.state.checks
    check_id = checks.begin()
    request.app.state.tasks.start_soon(checks.run, check_id, workers, lambda: _report(submitted, assistant))
    return told(AcceptedReply(request_id=check_id, status_url=f"/gennai/status/{check_id}"), 202)


@gennai_router.get("/status/{check_id}", response_model=StatusReply, response_model_exclude_none=True)
async def status(request: Request, check_id: str) -> Response:
    """Say how far a check is; the result stands in it when it is over, for ten minutes."""
    checks: Checks = request.app.state.checks
    found = checks.find(check_id)
    return Response(found.model_dump_json(exclude_none=True), media_type="application/json")


def _report(submitted: Submitted, assistant: Assistant) -> OutputsReply:
    reply = checked(submitted, assistant)
    with untold():
        return report_outputs(reply)


def _submitted(inputs: DraftInputs) -> Submitted:
    files = [pair for field in inputs.files for pair in _files(field)]
    text = str(inputs.text)
    if len(files) > 1 or (files and text.strip()):
        raise invalid("企画案は、文字か、ファイル一つのどちらかで送ってください。")
    if not files:
        return Submitted(title="", text=text)
    [(name, content)] = files
    return Submitted(title=name, data=_decoded(content))


def _files(field: FieldInput) -> list[tuple[str, str]]:
    """Return names and contents, in either of the forms that the contract shows."""
    pairs = [(file.filename, file.content) for file in field.files]
    if field.filename and field.contents is not None:
        pairs.append((field.filename, field.contents))
    return pairs


def _decoded(content: str) -> bytes:
    try:
        data = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise invalid("ファイルの中身を base64 にしてください。") from None
    if len(data) > MAXIMUM_FILE:
        raise too_large("ファイルは 4.5MB までにしてください。")
    return data
