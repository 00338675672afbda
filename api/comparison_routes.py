"""The route that compares two documents, or two texts of one."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from api.bodies import json_body, request_schema
from api.schemas import (
    ChangeReply,
    ComparedDocumentReply,
    ComparedPassageReply,
    ComparisonReply,
    ComparisonRequest,
    ComparisonSummaryReply,
)
from api.serving import WithAssistant, WithWorkers, told
from corpus.documents import Document
from corpus.spans import Span
from qa.assistant import Assistant
from qa.comparison import Change, ComparedPassage, compare, on_theme
from qa.search.retrieval import RetrievalFilter

comparison_router = APIRouter(prefix="/v1")
_MOST_ROWS = 500
_NEAR = 20  # passages that are searched for a theme


@comparison_router.post("/comparisons", response_model=ComparisonReply, openapi_extra=request_schema(ComparisonRequest))
async def comparison(
    body: Annotated[ComparisonRequest, Depends(json_body(ComparisonRequest))],
    assistant: WithAssistant,
    workers: WithWorkers,
) -> Response:
    """Tell what changed from one text to another, on a theme or on the whole."""
    return told(await workers.run(lambda: _compared(body, assistant)))


def _compared(body: ComparisonRequest, assistant: Assistant) -> ComparisonReply:
    library = assistant.index.library
    before = library.version(body.before.document_id, body.before.version)
    now = library.version(body.now.document_id, body.now.version)
    changes = compare(before, now)
    if body.theme:
        near = _near(body.theme, (before, now), assistant)
        changes = on_theme(changes, body.theme, near, (before.document_id, now.document_id))
    counts = Counter(change.kind for change in changes)
    rows = [change for change in changes if change.kind != "same"]
    return ComparisonReply(
        before=_document(before),
        now=_document(now),
        summary=ComparisonSummaryReply(
            same=counts["same"], changed=counts["changed"], added=counts["added"], removed=counts["removed"]
        ),
        rows=[_row(change, before, now, assistant) for change in rows[:_MOST_ROWS]],
        more=max(len(rows) - _MOST_ROWS, 0),
    )


def _near(theme: str, documents: tuple[Document, ...], assistant: Assistant) -> list[tuple[str, Span]]:
    """Return where the newest texts of the documents are on a theme."""
    where = RetrievalFilter(tuple(dict.fromkeys(item.document_id for item in documents)))
    found = assistant.search(theme, where, _NEAR)
    return [(item.passage.document_id, item.passage.span) for item in found]


def _row(change: Change, before: Document, now: Document, assistant: Assistant) -> ChangeReply:
    return ChangeReply(
        change=change.kind,
        before=_side(change.before, before, assistant),
        now=_side(change.now, now, assistant),
    )


def _document(document: Document) -> ComparedDocumentReply:
    return ComparedDocumentReply(
        document_id=document.document_id,
        version=document.version,
        title=document.record.title,
        document_date=document.record.known_date,
    )


def _side(passage: ComparedPassage | None, document: Document, assistant: Assistant) -> ComparedPassageReply | None:
    if passage is None:
        return None
    start, end = passage.span.start, passage.span.end
    is_newest = assistant.index.collection.document(document.document_id).version == document.version
    return ComparedPassageReply(
        text=passage.text,
        page=document.page_at(start),
        start=start,
        end=end,
        url=f"/documents/{document.document_id}#c{start}-{end}" if is_newest else None,
    )
