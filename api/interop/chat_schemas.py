"""Requests and replies in OpenAI's shape (chat completions), with fields of our own beside theirs."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import AskReply

# What is read is read strictly; what else clients send (temperature, tools, …) has no meaning here and is passed over.
Tolerant = ConfigDict(extra="ignore", strict=True)


class PartRequest(BaseModel):
    """A piece of a message; only text can be read."""

    model_config = Tolerant

    type: Annotated[str, Field(max_length=64)]
    text: str = ""


class MessageRequest(BaseModel):
    """A message of the conversation."""

    model_config = Tolerant

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | Annotated[list[PartRequest], Field(max_length=100)] | None = None


class StreamOptionsRequest(BaseModel):
    """What a stream should tell besides the answer."""

    model_config = Tolerant

    include_usage: bool = False


class ChatRequest(BaseModel):
    """A conversation whose last user message is the question."""

    model_config = Tolerant

    model: Annotated[str, Field(min_length=1, max_length=64)]
    messages: Annotated[list[MessageRequest], Field(min_length=1, max_length=1_000)]
    stream: bool | None = False
    stream_options: StreamOptionsRequest | None = None


class ModelReply(BaseModel):
    """Something that can be asked: all documents, or a collection."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0  # a collection has no birthday
    owned_by: str = "shirube"


class ModelsReply(BaseModel):
    """All that can be asked."""

    object: Literal["list"] = "list"
    data: list[ModelReply]


class UrlCitationReply(BaseModel):
    """A mark of the message, ``content[start_index:end_index]`` in code points, and where it leads."""

    url: str
    title: str
    start_index: int
    end_index: int


class AnnotationReply(BaseModel):
    """A citation at its place in the message."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitationReply


class ContextCitationReply(BaseModel):
    """A citation as Azure tells it; ``content`` is the quote."""

    content: str
    title: str
    url: str
    filepath: str
    chunk_id: str


class ContextReply(BaseModel):
    """What the answer rests on, as Azure tells it."""

    citations: list[ContextCitationReply]


class MessageReply(BaseModel):
    """The answer."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[AnnotationReply]
    context: ContextReply


class ChoiceReply(BaseModel):
    """The one answer that there is."""

    index: int = 0
    message: MessageReply
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class UsageReply(BaseModel):
    """What was read and written, counted in characters: the words are the documents', and no model's tokens."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    counted: Literal["characters"] = "characters"


class CompletionReply(BaseModel):
    """A chat completion; ``shirube`` is the whole reply of `/v1/ask`."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[ChoiceReply]
    usage: UsageReply
    shirube: AskReply
