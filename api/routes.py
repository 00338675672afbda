"""Routes: each reads its request, calls one function of another folder and tells what came back."""

from collections.abc import AsyncIterator
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response, StreamingResponse

from api.asking import Asking, found
from api.bodies import json_body, request_schema
from api.events import STREAM, event
from api.exports.formats import FORMATS, described
from api.exports.office_files import to_xlsx
from api.exports.programme_tables import programme_tables
from api.exports.text_files import to_csv
from api.looking_up import passage_named, programme_named
from api.replies import guidance_reply, programme_reply
from api.schemas import (
    AskReply,
    AskRequest,
    DocumentId,
    ExamplesReply,
    GuidanceReply,
    PassageContextReply,
    ProgrammeReply,
    ProgrammesReply,
    SearchReply,
    SearchRequest,
)
from api.serving import WithAsking, WithAssistant, WithServed, WithWorkers, told
from qa.assistant import Assistant
from qa.question.history import Turn
from qa.search.retrieval import RetrievalFilter

router = APIRouter(prefix="/v1")
FactFormat = Annotated[Literal["json", "csv", "xlsx"], Query(alias="format")]


def _where(body: AskRequest | SearchRequest) -> RetrievalFilter:
    return RetrievalFilter(tuple(body.documents or ()), body.as_of or "", tuple(body.collections or ()))


def _answer(body: AskRequest, assistant: Assistant, asking: Asking) -> AskReply:
    history = tuple(Turn(turn.role, turn.content) for turn in body.history)
    return asking.answered(assistant, body.question, history, _where(body), body.passages)


@router.post("/ask", response_model=AskReply, openapi_extra=request_schema(AskRequest))
async def ask(
    body: Annotated[AskRequest, Depends(json_body(AskRequest))],
    assistant: WithAssistant,
    workers: WithWorkers,
    asking: WithAsking,
) -> Response:
    """Answer a question."""
    return told(await workers.run(lambda: _answer(body, assistant, asking)))


@router.post(
    "/ask/stream", response_class=StreamingResponse, responses=STREAM, openapi_extra=request_schema(AskRequest)
)
async def ask_stream(
    body: Annotated[AskRequest, Depends(json_body(AskRequest))],
    assistant: WithAssistant,
    workers: WithWorkers,
    asking: WithAsking,
) -> Response:
    """Answer a question, told piece by piece as server-sent events."""
    reply = await workers.run(lambda: _answer(body, assistant, asking))
    return StreamingResponse(_events(reply), media_type="text/event-stream")


async def _events(reply: AskReply) -> AsyncIterator[str]:
    whole = reply.model_dump()
    yield event("interpretation", {"question": reply.question, "interpreted_question": reply.interpreted_question})
    yield event("passages", {"passages": whole["passages"]})
    for sentence in whole["sentences"]:
        cited = [citation for citation in whole["citations"] if citation["number"] in sentence["citations"]]
        yield event("sentence", {**sentence, "cited": cited})
    yield event("done", whole)


@router.post("/search", response_model=SearchReply, openapi_extra=request_schema(SearchRequest))
async def search(
    body: Annotated[SearchRequest, Depends(json_body(SearchRequest))], assistant: WithAssistant, workers: WithWorkers
) -> Response:
    """Search for passages; no answer is composed."""
    return told(await workers.run(lambda: found(assistant, body.query, _where(body), body.limit)))


@router.get("/examples", response_model=ExamplesReply)
async def examples(served: WithServed, workers: WithWorkers) -> Response:
    """Offer questions that were tried and are answered."""
    return told(ExamplesReply(questions=list(await workers.run(lambda: served.examples.questions))))


@router.get("/passages/{passage_id}", response_model=PassageContextReply)
async def passage(passage_id: str, assistant: WithAssistant) -> Response:
    """Return a passage with the passages before and after it in its document."""
    return told(passage_named(passage_id, assistant.index))


@router.get("/guidance", response_model=GuidanceReply)
async def guidance(assistant: WithAssistant, document: DocumentId | None = None) -> Response:
    """List the purposes and considerations, of one document where it is named, and the documents that have some."""
    return told(guidance_reply(assistant.index.collection, document))


@router.get("/programmes", response_model=ProgrammesReply, responses=described("csv", "xlsx"))
async def programmes(assistant: WithAssistant, format_name: FactFormat = "json") -> Response:
    """List the programmes with their facts."""
    collection = assistant.index.collection
    replies = [programme_reply(item, collection) for item in assistant.programmes]
    return told(ProgrammesReply(programmes=replies)) if format_name == "json" else _as_file(replies, format_name)


@router.get("/programmes/{programme_id}", response_model=ProgrammeReply, responses=described("csv", "xlsx"))
async def programme(programme_id: str, assistant: WithAssistant, format_name: FactFormat = "json") -> Response:
    """Return one programme by its id or by any of its names."""
    reply = programme_named(programme_id, assistant)
    return told(reply) if format_name == "json" else _as_file([reply], format_name)


def _as_file(programmes: list[ProgrammeReply], format_name: Literal["csv", "xlsx"]) -> Response:
    tables = programme_tables(programmes)
    headers = {"content-disposition": f'attachment; filename="shirube-programmes.{format_name}"'}
    content = to_csv(tables) if format_name == "csv" else to_xlsx(tables)
    return Response(content, media_type=FORMATS[format_name].media_type, headers=headers)
