"""The route by which people say whether an answer helped."""

import sqlite3
from datetime import UTC, datetime
from typing import Annotated, Literal

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.access.visit import visit
from api.bodies import json_body, request_schema
from api.feedback_store import CitedPlace, Feedback, FeedbackStore
from api.problems import Problem, invalid, storage
from api.schemas import DocumentId, QuestionText, Strict

feedback_router = APIRouter(prefix="/v1")


class CitedPlaceRequest(BaseModel):
    """Where a citation of the answer stands."""

    model_config = Strict

    document_id: DocumentId
    version: Annotated[str, Field(max_length=64)] = ""
    start: Annotated[int, Field(ge=0, le=100_000_000)]
    end: Annotated[int, Field(ge=0, le=100_000_000)]


class FeedbackRequest(BaseModel):
    """An opinion on the answer ``answer_id``; the question and the citations only with ``consent``."""

    model_config = Strict

    answer_id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    verdict: Literal["helpful", "not"]
    reason: Annotated[str, Field(max_length=500)] = ""
    consent: bool = False
    question: QuestionText | None = None
    citations: Annotated[list[CitedPlaceRequest], Field(max_length=50)] = []


def _store(request: Request) -> FeedbackStore:
    store: FeedbackStore | None = getattr(request.app.state, "feedback", None)
    if store is None:
        raise Problem(
            403, "read-only", "評価は受け付けていません", "このサーバーは、評価を保存しない設定で動いています。"
        )
    return store


@feedback_router.post("/feedback", status_code=204, openapi_extra=request_schema(FeedbackRequest))
async def give_feedback(
    body: Annotated[FeedbackRequest, Depends(json_body(FeedbackRequest))],
    store: Annotated[FeedbackStore, Depends(_store)],
) -> Response:
    """Keep what somebody thinks of an answer; it takes the place of an earlier opinion on the same answer."""
    if not body.consent and (body.question is not None or body.citations):
        raise invalid("question と citations は、consent が true のときだけ送ってください。")
    feedback = Feedback(
        answer_id=body.answer_id,
        sent_at=datetime.now(UTC).isoformat(timespec="seconds"),
        verdict=body.verdict,
        reason=body.reason,
        question=body.question,
        citations=tuple(CitedPlace(**item.model_dump()) for item in body.citations),
    )
    await run_sync(visit.get().note, "feedback.given", feedback.answer_id)
    try:
        await run_sync(store.keep, feedback)
    except (sqlite3.Error, OSError):
        raise storage("評価を保存できません", "少し待ってから、もう一度送ってください。", 5) from None
    return Response(status_code=204)
