"""The route of notes: a note that the page keeps becomes a Word document; nothing of it is kept or logged here."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.bodies import read_json, request_schema
from api.exports.formats import described
from api.exports.note_file import note_docx
from api.schemas import NoteRequest
from api.serving import WithWorkers

_MAXIMUM_JSON = 2 * 1024 * 1024
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

note_router = APIRouter(prefix="/v1/notes")


@note_router.post(
    "/docx", response_class=Response, responses=described("docx"), openapi_extra=request_schema(NoteRequest)
)
async def docx(request: Request, workers: WithWorkers) -> Response:
    """Return a note as a Word document."""
    note = await read_json(request, NoteRequest, _MAXIMUM_JSON)
    headers = {"content-disposition": 'attachment; filename="shirube-note.docx"'}
    return Response(await workers.run(lambda: note_docx(note)), media_type=_DOCX, headers=headers)
