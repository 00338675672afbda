"""Requests and replies of 源内's app contract (as of March 2026): `inputs` in, `outputs` as Markdown out."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.interop.chat_schemas import Tolerant

Base64 = Annotated[str, Field(max_length=8 * 1024 * 1024)]
FileName = Annotated[str, Field(min_length=1, max_length=255)]
# Its forms send what looks like a number or a truth value as one, though a text was written.
Written = Annotated[str, Field(max_length=200_000)] | int | float | bool


class QuestionInputs(BaseModel):
    """What the form of the question app sends."""

    model_config = Tolerant

    question: Written
    collection: Annotated[str, Field(max_length=64)] = ""


class QuestionApp(BaseModel):
    """A call of the question app."""

    model_config = Tolerant

    inputs: QuestionInputs


class FileInput(BaseModel):
    """A file in base64."""

    model_config = Tolerant

    filename: FileName
    content: Base64


class FieldInput(BaseModel):
    """The files of a field of the form."""

    model_config = Tolerant

    key: Annotated[str, Field(max_length=64)]
    files: Annotated[list[FileInput], Field(max_length=100)] = []
    filename: FileName | None = None  # the contract's example of asynchronous apps names one file so
    contents: Base64 | None = None


class DraftInputs(BaseModel):
    """What the form of the check app sends: a file, or text."""

    model_config = Tolerant

    text: Written = ""
    files: Annotated[list[FieldInput], Field(max_length=10)] = []


class DraftApp(BaseModel):
    """A call of the check app."""

    model_config = Tolerant

    inputs: DraftInputs


class ArtifactReply(BaseModel):
    """A file in base64."""

    display_name: str
    contents: str


class OutputsReply(BaseModel):
    """What an app shows, as Markdown, and files to take away."""

    outputs: str
    artifacts: list[ArtifactReply] = []


class AcceptedReply(BaseModel):
    """A check that takes longer, and where to ask how far it is."""

    outputs: str = "点検を始めました。"
    request_id: str
    status: Literal["PENDING"] = "PENDING"
    status_url: str


class ErrorReply(BaseModel):
    """Why a check failed."""

    message: str
    details: str


class StatusReply(BaseModel):
    """How far a check is; the result is told when it is over."""

    request_id: str
    status: Literal["PENDING", "IN_PROGRESS", "COMPLETED", "ERROR"]
    progress: str
    created_at: str
    updated_at: str
    outputs: str | None = None
    artifacts: list[ArtifactReply] | None = None
    error: ErrorReply | None = None
