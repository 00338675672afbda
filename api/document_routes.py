"""The routes of the documents: what is kept, how it is added and removed, and how far a change is."""

from collections.abc import AsyncIterator
from typing import Annotated

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse

from api.access.visit import visit
from api.access.visitor import Role
from api.events import STREAM, event
from api.job_book import Job
from api.jobs import Jobs
from api.problems import Problem, invalid, not_found
from api.replies import collections_reply, document_reply, documents_reply, section_replies, text_reply
from api.schemas import (
    CollectionsReply,
    DocumentSectionsReply,
    DocumentsReply,
    JobFileReply,
    JobReply,
    JobStartedReply,
    TextReply,
)
from api.serving import WithAssistant, told
from api.uploads import Upload, read_form
from corpus.catalogue import COLLECTION, takes_files
from corpus.documents import OWN
from corpus.ingestion import FileReport, NamedFile

document_router = APIRouter(prefix="/v1")
_LOOK_AGAIN = 0.2  # seconds
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "collection": {"type": "string", "pattern": COLLECTION},
                    },
                    "required": ["file"],
                }
            }
        },
    }
}


def _jobs(request: Request) -> Jobs:
    jobs: Jobs | None = request.app.state.jobs
    if jobs is None:
        raise Problem(403, "read-only", "文書は変更できません", "このサーバーは、文書を変更しない設定で動いています。")
    return jobs


WithJobs = Annotated[Jobs, Depends(_jobs)]
Version = Annotated[str, Query(pattern="^(?:[0-9a-f]{12})?$")]


@document_router.get("/documents", response_model=DocumentsReply)
async def documents(request: Request, assistant: WithAssistant) -> Response:
    """List the documents."""
    index = assistant.index
    editable = request.app.state.jobs is not None and visit.get().visitor.role >= Role.EDITOR
    return told(documents_reply(index.library, index.report, editable=editable))


@document_router.post("/documents", status_code=202, response_model=JobStartedReply, openapi_extra=_FORM)
async def add(request: Request, jobs: WithJobs) -> Response:
    """Add files, or newer texts of documents that are there; the job tells what became of each."""
    form = await read_form(request)
    collection = form.fields.get("collection") or OWN
    if not takes_files(collection):
        raise invalid(
            "collection は、英小文字、数字、ハイフン、下線で 32 字までの名前にしてください（bundled は使えません）。"
        )
    await run_sync(visit.get().note, "document.added", collection)
    files = map(_named, form.files)
    return told(JobStartedReply(job=jobs.add(files, collection).job_id), 202)


def _named(upload: Upload) -> NamedFile:
    return NamedFile(upload.name, lambda: upload.data)


@document_router.get("/documents/{document_id}", response_model=DocumentSectionsReply)
async def document(document_id: str, assistant: WithAssistant, version: Version = "") -> Response:
    """Describe a document and its sections, as it is or as it was in a version."""
    library = assistant.index.library
    found = library.version(document_id, version)
    fields = document_reply(found, library.earlier_versions.get(document_id, ())).model_dump()
    return told(DocumentSectionsReply(**fields, sections=section_replies(found), pictures=bool(found.original)))


@document_router.delete("/documents/{document_id}", status_code=202, response_model=JobStartedReply)
async def remove(document_id: str, assistant: WithAssistant, jobs: WithJobs) -> Response:
    """Remove a document with its earlier texts."""
    assistant.index.collection.document(document_id)
    await run_sync(visit.get().note, "document.removed", document_id)
    return told(JobStartedReply(job=jobs.remove(document_id).job_id), 202)


@document_router.get("/documents/{document_id}/text", response_model=TextReply)
async def document_text(
    document_id: str,
    assistant: WithAssistant,
    start: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
    end: Annotated[int | None, Query(ge=0, le=100_000_000)] = None,
    version: Version = "",
) -> Response:
    """Return a stretch of a document's stored text, as it is or as it was in a version."""
    found = assistant.index.library.version(document_id, version)
    last = len(found.text) if end is None else min(end, len(found.text))
    return told(text_reply(found, min(start, last), last))


@document_router.get("/collections", response_model=CollectionsReply)
async def collections(assistant: WithAssistant) -> Response:
    """List the collections."""
    return told(collections_reply(assistant.index.collection))


@document_router.get("/jobs/{job_id}", response_model=JobReply)
async def job(job_id: str, jobs: WithJobs) -> Response:
    """Tell how far a change is."""
    return told(_reply(_found(jobs, job_id)))


@document_router.get("/jobs/{job_id}/events", response_class=StreamingResponse, responses=STREAM)
async def job_events(job_id: str, jobs: WithJobs) -> Response:
    """Tell each step of a change as a server-sent event, until it is over."""
    return StreamingResponse(_events(jobs, _found(jobs, job_id)), media_type="text/event-stream")


async def _events(jobs: Jobs, now: Job) -> AsyncIterator[str]:
    yield event("job", _reply(now).model_dump())
    while not now.is_over:
        await anyio.sleep(_LOOK_AGAIN)
        before, now = now, jobs.find(now.job_id) or now
        if now != before:
            yield event("job", _reply(now).model_dump())


def _found(jobs: Jobs, job_id: str) -> Job:
    found = jobs.find(job_id)
    if found is None:
        raise not_found("この処理はありません。文書の一覧で結果を確かめてください。")
    return found


def _reply(found: Job) -> JobReply:
    return JobReply(
        id=found.job_id,
        state=found.state.value,
        files=[_file_reply(item) for item in found.files],
        generation=found.generation or None,
        detail=found.detail,
    )


def _file_reply(item: FileReport) -> JobFileReply:
    return JobFileReply(
        name=item.file,
        document_id=item.document_id or None,
        state="not_read" if not item.document_id else "read_with_notices" if item.notices else "read",
        notices=list(item.notices),
    )
