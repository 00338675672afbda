"""Routes in OpenAI's shape: clients of its chat completions ask the documents as they would ask a model."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response, StreamingResponse

from api.bodies import read_json, request_schema
from api.events import message
from api.interop.chat_schemas import ChatRequest, CompletionReply, ModelReply, ModelsReply
from api.interop.completions import Told
from api.interop.conversation import read_conversation
from api.interop.scope import scopes, where
from api.interop.shaped_route import OURS, ShapedRoute
from api.problems import Problem
from api.serving import WithAsking, WithAssistant, WithWorkers, told

_MAXIMUM_BYTES = 1024 * 1024  # front ends send the whole conversation, and what tools they have


class ChatRoute(ShapedRoute):
    """A route whose problems OpenAI's clients raise as their own errors."""

    @classmethod
    def shape(cls, problem: Problem) -> dict[str, Any]:
        """Return a problem as OpenAI tells errors."""
        kind = "server_error" if problem.status > OURS else "invalid_request_error"
        error = {"message": problem.detail, "type": kind, "param": None, "code": problem.kind.replace("-", "_")}
        return {"error": error}


chat_router = APIRouter(prefix="/v1", route_class=ChatRoute)


async def _body(request: Request) -> ChatRequest:
    return await read_json(request, ChatRequest, _MAXIMUM_BYTES)


@chat_router.get("/models", response_model=ModelsReply)
async def models(assistant: WithAssistant) -> Response:
    """List what can be asked: all documents, and each collection."""
    return told(ModelsReply(data=[ModelReply(id=name) for name in scopes(assistant.index.collection)]))


@chat_router.get("/models/{name:path}", response_model=ModelReply)
async def model(name: str, assistant: WithAssistant) -> Response:
    """Say that something can be asked."""
    where(name, assistant.index.collection)
    return told(ModelReply(id=name))


@chat_router.post("/chat/completions", response_model=CompletionReply, openapi_extra=request_schema(ChatRequest))
async def chat_completions(
    request: Request,
    body: Annotated[ChatRequest, Depends(_body)],
    assistant: WithAssistant,
    workers: WithWorkers,
    asking: WithAsking,
) -> Response:
    """Answer the last user message of a conversation; the sources stand in the message, and as OpenAI, Azure and Open WebUI tell them."""
    conversation = read_conversation(body.messages)
    scope = where(body.model, assistant.index.collection)
    reply = await workers.run(lambda: asking.answered(assistant, conversation.question, conversation.history, scope))
    answer = Told(reply, body.model, str(request.base_url), conversation.characters)
    if not body.stream:
        return told(answer.completion())
    with_usage = body.stream_options is not None and body.stream_options.include_usage
    return StreamingResponse(_events(answer, with_usage=with_usage), media_type="text/event-stream")


async def _events(answer: Told, *, with_usage: bool) -> AsyncIterator[str]:
    for chunk in answer.chunks(with_usage=with_usage):
        yield message(chunk)
    yield "data: [DONE]\n\n"
