"""Requests and replies of the HTTP contract, version 1. Fields may be added, never renamed."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

Strict = ConfigDict(extra="forbid", strict=True)
DocumentId = Annotated[str, Field(min_length=1, max_length=64)]
CollectionName = Annotated[str, Field(min_length=1, max_length=32)]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
QuestionText = Annotated[str, Field(min_length=1, max_length=2_000)]


class TurnRequest(BaseModel):
    """An earlier turn of the conversation."""

    model_config = Strict

    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=8_000)]


class AskRequest(BaseModel):
    """A question."""

    model_config = Strict

    question: QuestionText
    history: Annotated[list[TurnRequest], Field(max_length=20)] = []
    documents: Annotated[list[DocumentId], Field(max_length=200)] | None = None
    collections: Annotated[list[CollectionName], Field(max_length=50)] | None = None
    as_of: IsoDate | None = None
    passages: Annotated[int, Field(ge=1, le=20)] = 5


class SearchRequest(BaseModel):
    """A search without an answer."""

    model_config = Strict

    query: QuestionText
    documents: Annotated[list[DocumentId], Field(max_length=200)] | None = None
    collections: Annotated[list[CollectionName], Field(max_length=50)] | None = None
    as_of: IsoDate | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 5


class ComparedDocumentRequest(BaseModel):
    """A document to compare, as it is or as it was in a version."""

    model_config = Strict

    document_id: DocumentId
    version: Annotated[str, Field(pattern="^(?:[0-9a-f]{12})?$")] = ""


class ComparisonRequest(BaseModel):
    """Two texts to compare, on a theme or on the whole."""

    model_config = Strict

    before: ComparedDocumentRequest
    now: ComparedDocumentRequest
    theme: Annotated[str, Field(max_length=200)] = ""


class DraftRequest(BaseModel):
    """A draft as text; whole reports are made of it, nothing of it is kept."""

    model_config = Strict

    title: Annotated[str, Field(max_length=500)] = ""
    text: Annotated[str, Field(min_length=1, max_length=200_000)]
    guidance: DocumentId | None = None


class NoteCitationRequest(BaseModel):
    """A citation of a note, as much of it as a document shows."""

    model_config = Strict

    number: int
    document_title: Annotated[str, Field(max_length=500)]
    document_date: Annotated[str, Field(max_length=50)]
    section: Annotated[str, Field(max_length=2_000)]
    page: int | None
    quote: Annotated[str, Field(max_length=10_000)]


class NotePieceRequest(BaseModel):
    """A piece of a note: an answer with its citations or a quote, and a remark on it."""

    model_config = Strict

    heading: Annotated[str, Field(max_length=2_000)]
    words: Annotated[str, Field(max_length=20_000)] = ""
    remark: Annotated[str, Field(max_length=5_000)] = ""
    citations: Annotated[list[NoteCitationRequest], Field(max_length=200)] = []


class NoteRequest(BaseModel):
    """A note that is to become a document; nothing of it is kept."""

    model_config = Strict

    title: Annotated[str, Field(min_length=1, max_length=200)]
    pieces: Annotated[list[NotePieceRequest], Field(max_length=200)] = []


class SentenceReply(BaseModel):
    """A sentence of the answer with the numbers of its citations."""

    text: str
    citations: list[int]


class CitationReply(BaseModel):
    """A quote: ``quote`` is ``text[start:end]`` of the document, in code points.

    ``confidence`` says how sure that text is, from 0 to 1, where it was recognised in a picture, and is null elsewhere.
    """

    number: int
    document_id: str
    document_title: str
    document_date: str
    section: str
    page: int | None
    start: int
    end: int
    quote: str
    url: str
    version: str
    confidence: float | None = None


class PassageReply(BaseModel):
    """A passage as it was ranked."""

    passage_id: str
    document_id: str
    section: str
    page: int | None
    start: int
    end: int
    text: str
    score: float = 0.0
    lexical_rank: int | None = None
    dense_rank: int | None = None
    cited: bool = False


class PassageContextReply(PassageReply):
    """A passage with its neighbours."""

    before: PassageReply | None
    after: PassageReply | None


class PartReply(BaseModel):
    """One of the things asked, and whether it was answered."""

    question: str
    status: str


class IndexReply(BaseModel):
    """The index that answered."""

    generation: str
    documents: int
    passages: int


class AskReply(BaseModel):
    """The answer to a question; ``follow_ups`` are questions about the same programme that the documents answer."""

    id: str
    question: str
    interpreted_question: str
    outcome: str
    answer: str
    sentences: list[SentenceReply]
    citations: list[CitationReply]
    passages: list[PassageReply]
    parts: list[PartReply]
    unmatched_terms: list[str]
    suggestions: list[str]
    follow_ups: list[str]
    notices: list[str]
    index: IndexReply
    took_ms: float


class ExamplesReply(BaseModel):
    """Questions that the documents answer, for somebody who does not know yet what to ask."""

    questions: list[str]


class SearchReply(BaseModel):
    """What was found."""

    query: str
    passages: list[PassageReply]
    index: IndexReply


class RelationReply(BaseModel):
    """How a document bears on another; ``quote`` are the words that say so, left out where the catalogue does."""

    relation: str
    document_id: str
    quote: str | None = None

    @model_serializer(mode="wrap")
    def _without_words_that_are_not_there(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out the quote where there is none."""
        return {name: value for name, value in handler(self).items() if value is not None}


class DocumentReply(BaseModel):
    """A document of the catalogue, with what its reader wants to be known, and its earlier versions, newest first."""

    document_id: str
    title: str
    date: str
    issuing_body: str
    kind: str
    pages: int | None
    characters: int
    sha256: str
    language: str
    relations: list[RelationReply]
    source: str
    collection: str
    version: str
    notices: list[str] = []
    earlier_versions: list[str] = []


class NotReadReply(BaseModel):
    """A file of the documents' folder that could not be read, and why."""

    file: str
    reason: str


class DocumentsReply(BaseModel):
    """All documents, the files that could not be read, and whether documents may be added and removed here."""

    documents: list[DocumentReply]
    not_read: list[NotReadReply] = []
    editable: bool = False


class SectionReply(BaseModel):
    """A section of a document."""

    number: int
    heading: str
    level: int
    page: int | None
    start: int
    end: int


class DocumentSectionsReply(DocumentReply):
    """A document with its sections, and whether its pages have pictures."""

    sections: list[SectionReply]
    pictures: bool


class MarkReply(BaseModel):
    """A place on the picture of a page, as shares of its width and height."""

    left: float
    top: float
    width: float
    height: float


class PageMarksReply(BaseModel):
    """Where on the picture of a page a stretch of the text stands."""

    document_id: str
    page: int
    marks: list[MarkReply]


class CollectionReply(BaseModel):
    """A collection, and how many documents it holds."""

    name: str
    documents: int


class CollectionsReply(BaseModel):
    """All collections."""

    collections: list[CollectionReply]


class JobFileReply(BaseModel):
    """What became of a file that was added."""

    name: str
    document_id: str | None
    state: Literal["read", "read_with_notices", "not_read"]
    notices: list[str]


class JobReply(BaseModel):
    """A change to the documents; ``detail`` says what it is at, or why it failed."""

    id: str
    state: Literal["queued", "reading", "indexing", "done", "failed"]
    files: list[JobFileReply]
    generation: str | None
    detail: str


class JobStartedReply(BaseModel):
    """The job that a change was given to."""

    job: str


class PageReply(BaseModel):
    """A page of a document; ``confidence`` as in a citation."""

    page: int
    start: int
    end: int
    confidence: float | None = None


class TextReply(BaseModel):
    """A stretch of a document's stored text."""

    document_id: str
    version: str
    start: int
    end: int
    text: str
    pages: list[PageReply]


class ComparedDocumentReply(BaseModel):
    """One of two texts that are compared."""

    document_id: str
    version: str
    title: str
    document_date: str


class ComparedPassageReply(BaseModel):
    """A passage of one of them; ``url`` is null where its text is no longer the newest."""

    text: str
    page: int | None
    start: int
    end: int
    url: str | None


class ChangeReply(BaseModel):
    """A passage that was changed, added or removed."""

    change: str
    before: ComparedPassageReply | None
    now: ComparedPassageReply | None


class ComparisonSummaryReply(BaseModel):
    """How many passages stayed, changed, came and went."""

    same: int
    changed: int
    added: int
    removed: int


class ComparisonReply(BaseModel):
    """What changed from one text to another; ``more`` are changes that are counted and not listed."""

    before: ComparedDocumentReply
    now: ComparedDocumentReply
    summary: ComparisonSummaryReply
    rows: list[ChangeReply]
    more: int


class PurposeReply(BaseModel):
    """A purpose."""

    id: str
    group: str
    group_title: str
    label: str
    text: str
    considerations: list[str]
    citation: CitationReply


class ConsiderationReply(BaseModel):
    """A consideration; ``strength`` is null: no document ranks them, and we do not."""

    id: str
    group: str
    group_title: str
    subgroup: str
    text: str
    strength: str | None = None
    purposes: list[str]
    citation: CitationReply


class GuidanceDocumentReply(BaseModel):
    """A document that a draft can be held against, and how many considerations it lists."""

    document_id: str
    title: str
    considerations: int


class GuidanceReply(BaseModel):
    """Purposes and considerations, and the documents that list some."""

    purposes: list[PurposeReply]
    considerations: list[ConsiderationReply]
    documents: list[GuidanceDocumentReply]


class ProgrammeFactReply(BaseModel):
    """A fact of a programme; what does not apply is left out. ``agency`` is the body that the document names before an amount."""

    attribute: str
    label: str
    value: str
    amount_yen: int | None = None
    fiscal_year: str | None = None
    budget_type: str | None = None
    agency: str | None = None
    months: int | None = None
    as_of: str
    citation: CitationReply

    @model_serializer(mode="wrap")
    def _without_what_does_not_apply(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what is not known of this fact; a page that is not known is told as null, as everywhere."""
        return {name: value for name, value in handler(self).items() if value is not None}


class ProgrammeReply(BaseModel):
    """A programme with its facts by attribute."""

    id: str
    name: str
    abbreviations: list[str]
    facts: list[ProgrammeFactReply]


class ProgrammesReply(BaseModel):
    """The programmes that the documents name."""

    programmes: list[ProgrammeReply]


class DraftSpanReply(BaseModel):
    """A stretch of the draft: ``quote`` is ``text[start:end]`` of it, in code points."""

    quote: str
    start: int
    end: int


class DraftSummaryReply(BaseModel):
    """How many considerations have each status, and how many statements the documents contradict."""

    addressed: int
    partial: int
    missing: int
    contradicted: int


class DraftPurposeReply(BaseModel):
    """A purpose that the draft states."""

    id: str
    label: str
    evidence: list[DraftSpanReply]
    guidance: CitationReply


class DraftItemReply(BaseModel):
    """A consideration, and whether the draft addresses it; ``strength`` is null, as in the guidance."""

    id: str
    group: str
    group_title: str
    subgroup: str
    text: str
    strength: str | None = None
    status: Literal["addressed", "partial", "missing"]
    evidence: list[DraftSpanReply]
    matched_points: list[str]
    missing_points: list[str]
    suggestion: str
    guidance: CitationReply
    examples: list[CitationReply]


class DraftClaimReply(DraftSpanReply):
    """A part of a statement of fact, and what the documents say of it."""

    verdict: Literal["supported", "contradicted", "partly", "not_in_documents"]
    citation: CitationReply | None


class DraftFactReply(DraftSpanReply):
    """A statement of fact, and what the documents say; partly: something in it was not checked."""

    verdict: Literal["supported", "contradicted", "partly", "not_in_documents"]
    subject: str
    attribute: str
    draft_value: str
    document_value: str
    citation: CitationReply | None
    claims: list[DraftClaimReply]


class DraftReply(BaseModel):
    """The check of a draft; ``text`` is what the offsets refer to."""

    title: str
    in_scope: bool
    characters: int
    text: str
    summary: DraftSummaryReply
    purposes: list[DraftPurposeReply]
    items: list[DraftItemReply]
    facts: list[DraftFactReply]
    rubric_version: str
    notices: list[str]
    index: IndexReply
    took_ms: float
