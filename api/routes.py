"""Routes: each reads its request, calls one function of another folder and tells what came back."""

import json
import time
from collections.abc import AsyncIterator
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from api.bodies import json_body, request_schema
from api.metrics import Metrics
from api.problems import not_found
from api.replies import (
    ask_reply,
    document_reply,
    documents_reply,
    guidance_reply,
    index_reply,
    passage_replies,
    passage_reply,
    programme_reply,
    section_replies,
    text_reply,
)
from api.schemas import (
    AskReply,
    AskRequest,
    DocumentSectionsReply,
    DocumentsReply,
    ExamplesReply,
    GuidanceReply,
    PassageContextReply,
    ProgrammeReply,
    ProgrammesReply,
    SearchReply,
    SearchRequest,
    TextReply,
)
from api.workers import Workers
from qa.assistant import Assistant
from qa.examples import Examples
from qa.question.history import Turn
from qa.search.retrieval import RetrievalFilter

router = APIRouter(prefix="/v1")
Reply = TypeVar("Reply", bound=BaseModel)


def _assistant(request: Request) -> Assistant:
    assistant: Assistant = request.app.state.assistant
    return assistant


def _workers(request: Request) -> Workers:
    workers: Workers = request.app.state.workers
    return workers


def _metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


WithAssistant = Annotated[Assistant, Depends(_assistant)]
WithWorkers = Annotated[Workers, Depends(_workers)]
WithMetrics = Annotated[Metrics, Depends(_metrics)]


def _told(reply: BaseModel) -> Response:
    """Return ``reply`` as JSON with its fields in the order of the contract: the same reply is the same bytes."""
    return Response(reply.model_dump_json(), media_type="application/json")


def _where(body: AskRequest | SearchRequest) -> RetrievalFilter:
    return RetrievalFilter(tuple(body.documents or ()), body.as_of or "")


def _answer(body: AskRequest, assistant: Assistant, metrics: Metrics) -> AskReply:
    started = time.perf_counter()
    history = tuple(Turn(turn.role, turn.content) for turn in body.history)
    answer = assistant.ask(body.question, history, _where(body), body.passages)
    took = time.perf_counter() - started
    metrics.seconds.observe(took)
    metrics.outcomes.labels(answer.outcome.value).inc()
    return ask_reply(answer, assistant.index, took * 1000)


@router.post("/ask", response_model=AskReply, openapi_extra=request_schema(AskRequest))
async def ask(
    body: Annotated[AskRequest, Depends(json_body(AskRequest))],
    assistant: WithAssistant,
    workers: WithWorkers,
    metrics: WithMetrics,
) -> Response:
    """Answer a question."""
    return _told(await workers.run(lambda: _answer(body, assistant, metrics)))


@router.post("/ask/stream", openapi_extra=request_schema(AskRequest))
async def ask_stream(
    body: Annotated[AskRequest, Depends(json_body(AskRequest))],
    assistant: WithAssistant,
    workers: WithWorkers,
    metrics: WithMetrics,
) -> Response:
    """Answer a question, told piece by piece as server-sent events."""
    reply = await workers.run(lambda: _answer(body, assistant, metrics))
    return StreamingResponse(_events(reply), media_type="text/event-stream")


async def _events(reply: AskReply) -> AsyncIterator[str]:
    told = reply.model_dump()
    yield _event("interpretation", {"question": reply.question, "interpreted_question": reply.interpreted_question})
    yield _event("passages", {"passages": told["passages"]})
    for sentence in told["sentences"]:
        cited = [citation for citation in told["citations"] if citation["number"] in sentence["citations"]]
        yield _event("sentence", {**sentence, "cited": cited})
    yield _event("done", told)


def _event(name: str, data: dict[str, object]) -> str:
    told = json.dumps(data, ensure_ascii=False)
    for separator in "\u2028\u2029":  # ends a line for whoever reads events line by line, and none of ours
        told = told.replace(separator, f"\\u{ord(separator):x}")
    return f"event: {name}\ndata: {told}\n\n"


@router.post("/search", response_model=SearchReply, openapi_extra=request_schema(SearchRequest))
async def search(
    body: Annotated[SearchRequest, Depends(json_body(SearchRequest))], assistant: WithAssistant, workers: WithWorkers
) -> Response:
    """Search for passages; no answer is composed."""

    def work() -> SearchReply:
        found = assistant.search(body.query, _where(body), body.limit)
        passages = passage_replies(found, (), assistant.index.collection)
        return SearchReply(query=body.query, passages=passages, index=index_reply(assistant.index))

    return _told(await workers.run(work))


@router.get("/examples", response_model=ExamplesReply)
async def examples(request: Request, workers: WithWorkers) -> Response:
    """Offer questions that were tried and are answered."""
    tried: Examples = request.app.state.examples
    return _told(ExamplesReply(questions=list(await workers.run(lambda: tried.questions))))


@router.get("/documents", response_model=DocumentsReply)
async def documents(assistant: WithAssistant) -> Response:
    """List the documents."""
    return _told(documents_reply(assistant.index.collection.documents, assistant.index.report))


@router.get("/documents/{document_id}", response_model=DocumentSectionsReply)
async def document(document_id: str, assistant: WithAssistant) -> Response:
    """Describe a document and its sections."""
    found = assistant.index.collection.document(document_id)
    fields = document_reply(found).model_dump()
    return _told(DocumentSectionsReply(**fields, sections=section_replies(found)))


@router.get("/documents/{document_id}/text", response_model=TextReply)
async def document_text(
    document_id: str,
    assistant: WithAssistant,
    start: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
    end: Annotated[int | None, Query(ge=0, le=100_000_000)] = None,
) -> Response:
    """Return a stretch of a document's stored text."""
    found = assistant.index.collection.document(document_id)
    last = len(found.text) if end is None else min(end, len(found.text))
    return _told(text_reply(found, min(start, last), last))


@router.get("/passages/{passage_id}", response_model=PassageContextReply)
async def passage(passage_id: str, assistant: WithAssistant) -> Response:
    """Return a passage with the passages before and after it in its document."""
    index = assistant.index
    row = index.passages.row_of(passage_id)
    if row is None:
        raise not_found("この箇所はありません。検索し直してください。")
    here = index.passages[row]
    beside = [
        passage_reply(index.passages[other], index.collection)
        if 0 <= other < len(index.passages) and index.passages[other].document_id == here.document_id
        else None
        for other in (row - 1, row + 1)
    ]
    fields = passage_reply(here, index.collection).model_dump()
    return _told(PassageContextReply(**fields, before=beside[0], after=beside[1]))


@router.get("/guidance", response_model=GuidanceReply)
async def guidance(assistant: WithAssistant) -> Response:
    """List the purposes and considerations."""
    return _told(guidance_reply(assistant.index.collection))


@router.get("/programmes", response_model=ProgrammesReply)
async def programmes(assistant: WithAssistant) -> Response:
    """List the programmes with their facts."""
    collection = assistant.index.collection
    return _told(ProgrammesReply(programmes=[programme_reply(item, collection) for item in assistant.programmes]))


@router.get("/programmes/{programme_id}", response_model=ProgrammeReply)
async def programme(programme_id: str, assistant: WithAssistant) -> Response:
    """Return one programme by its id or by any of its names."""
    found = assistant.programme(programme_id)
    if found is None:
        raise not_found("この事業はありません。事業の一覧から選び直してください。")
    return _told(programme_reply(found, assistant.index.collection))
