"""Dify's contract of external knowledge: passages for a query, without an answer."""

from typing import Annotated, Any, ClassVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.asking import found
from api.bodies import json_body, request_schema
from api.interop.chat_schemas import Tolerant
from api.interop.scope import where
from api.interop.shaped_route import ShapedRoute
from api.problems import Problem, invalid
from api.schemas import PassageReply, QuestionText
from api.serving import WithAssistant, WithWorkers, told
from corpus.collection import Collection


class SettingRequest(BaseModel):
    """How many passages, and how near to the nearest one."""

    model_config = Tolerant

    top_k: Annotated[int, Field(ge=1, le=50)] = 5
    score_threshold: Annotated[float, Field(ge=0, le=1)] | None = None


class RetrievalRequest(BaseModel):
    """A query to all documents or to a collection."""

    model_config = Tolerant

    knowledge_id: Annotated[str, Field(min_length=1, max_length=64)]
    query: QuestionText
    retrieval_setting: SettingRequest
    metadata_condition: dict[str, object] | None = None


class RecordReply(BaseModel):
    """A passage; ``score`` is its share of the nearest one's, which has 1."""

    content: str
    score: float
    title: str
    metadata: dict[str, str | int | None]


class RecordsReply(BaseModel):
    """The passages, nearest first."""

    records: list[RecordReply]


class RetrievalRoute(ShapedRoute):
    """A route whose problems Dify shows to whoever sets it up."""

    _codes: ClassVar[dict[str, int]] = {"model_not_found": 2001}  # the knowledge does not exist

    @classmethod
    def shape(cls, problem: Problem) -> dict[str, Any]:
        """Return a problem as Dify expects errors; those that it has no number for bear their status."""
        return {"error_code": cls._codes.get(problem.kind, problem.status), "error_msg": problem.detail}


retrieval_router = APIRouter(route_class=RetrievalRoute)


@retrieval_router.post("/retrieval", response_model=RecordsReply, openapi_extra=request_schema(RetrievalRequest))
async def retrieval(
    request: Request,
    body: Annotated[RetrievalRequest, Depends(json_body(RetrievalRequest))],
    assistant: WithAssistant,
    workers: WithWorkers,
) -> Response:
    """Find passages for a query."""
    if body.metadata_condition:
        raise invalid("metadata_condition は使えません。文書は knowledge_id（shirube/文書群の名前）で絞ってください。")
    collection = assistant.index.collection
    scope = where(body.knowledge_id, collection)
    setting = body.retrieval_setting
    passages = (await workers.run(lambda: found(assistant, body.query, scope, setting.top_k))).passages
    nearest = max((passage.score for passage in passages), default=0.0) or 1.0
    site = str(request.base_url).rstrip("/")
    records = [_record(passage, passage.score / nearest, collection, site) for passage in passages]
    return told(RecordsReply(records=[item for item in records if item.score >= (setting.score_threshold or 0.0)]))


def _record(passage: PassageReply, share: float, collection: Collection, site: str) -> RecordReply:
    record = collection.document(passage.document_id).record
    return RecordReply(
        content=passage.text,
        score=round(max(share, 0.0), 4),
        title=f"{record.title}　{passage.section}".rstrip(),
        metadata={
            "passage_id": passage.passage_id,
            "document_id": passage.document_id,
            "date": record.known_date,
            "section": passage.section,
            "page": passage.page,
            "path": f"{site}/documents/{passage.document_id}#c{passage.start}-{passage.end}",
        },
    )
