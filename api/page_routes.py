"""The routes of the pages of documents that were PDF: a page's picture, and where on it a stretch of the text stands."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from api.document_routes import Version
from api.page_pictures import PagePictures, marks
from api.schemas import MarkReply, PageMarksReply
from api.serving import WithAssistant, told
from api.workers import Workers
from corpus.spans import Span

page_router = APIRouter(prefix="/v1")
Offset = Annotated[int, Query(ge=0, le=100_000_000)]


def _pictures(request: Request) -> PagePictures:
    pictures: PagePictures = request.app.state.pictures
    return pictures


def _workers(request: Request) -> Workers:
    workers: Workers = request.app.state.picture_workers
    return workers


WithPictures = Annotated[PagePictures, Depends(_pictures)]
WithWorkers = Annotated[Workers, Depends(_workers)]


@page_router.get("/documents/{document_id}/pages/{page}/picture", response_class=Response)
async def picture(
    document_id: str,
    page: int,
    assistant: WithAssistant,
    pictures: WithPictures,
    workers: WithWorkers,
    version: Version = "",
) -> Response:
    """Return the picture of a page as a PNG."""
    found = assistant.index.library.version(document_id, version)
    drawn = await workers.run(lambda: pictures.of(found, page))
    return Response(drawn.png, media_type="image/png")


@page_router.get("/documents/{document_id}/pages/{page}/marks", response_model=PageMarksReply)
async def page_marks(
    document_id: str,
    page: int,
    assistant: WithAssistant,
    pictures: WithPictures,
    workers: WithWorkers,
    start: Offset,
    end: Offset,
    version: Version = "",
) -> Response:
    """Tell where on the picture of a page a stretch of the text stands, as shares of its width and height."""
    found = assistant.index.library.version(document_id, version)
    stretch = Span(start, end) if start < end else Span(0, 0)
    boxes = await workers.run(lambda: marks(pictures.of(found, page), found, page, stretch))
    shares = [MarkReply(left=left, top=top, width=width, height=height) for left, top, width, height in boxes]
    return told(PageMarksReply(document_id=document_id, page=page, marks=shares))
