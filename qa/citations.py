"""Citations: the one place where a quote is made, and the check that it is the document's own text."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from corpus.collection import Collection
from corpus.documents import Document
from corpus.spans import Fragments, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A stretch of a document, quoted character for character; ``number`` is its mark in the answer, from 1.

    ``version`` names the text that it was quoted from, among those that the document has had. ``confidence`` says how
    sure that text is, from 0 to 1, where it was recognised in a picture.
    """

    number: int
    document_id: str
    document_title: str
    document_date: str
    section: str
    page: int | None
    span: Span
    quote: str
    version: str
    confidence: float | None = None

    @property
    def url(self) -> str:
        """Return the path that opens the document at the quote."""
        return f"/documents/{self.document_id}#c{self.span.start}-{self.span.end}"


def holds(citation: Citation, collection: Collection) -> bool:
    """Say whether the quote is what stands at its place in the document."""
    document = collection.by_id.get(citation.document_id)
    return document is not None and bool(citation.quote) and citation.span.of(document.text) == citation.quote


def recognised_notice(citations: Iterable[Citation]) -> tuple[str, ...]:
    """Return the notice on citations whose text was recognised in a picture; none where there are none."""
    seen = {citation.number: citation.confidence for citation in citations if citation.confidence is not None}
    if not seen:
        return ()
    marks = "".join(f"[{number}]" for number in seen)
    return (f"{marks} は文字認識で読み取った文です（確信度 {min(seen.values()):.0%}）。原本と照らしてください。",)


class Cited(Protocol):
    """Anything that bears numbers of citations."""

    @property
    def citations(self) -> tuple[int, ...]:
        """Return the numbers."""
        ...


class CitationMaker:
    """Numbers the citations of one answer; the same place is cited once."""

    def __init__(self, collection: Collection, allowed: AbstractSet[str] | None = None) -> None:
        """Start without citations; ``allowed`` are the ids of the documents that may answer, all where it is None."""
        self._collection = collection
        self._allowed = frozenset(collection.by_id) if allowed is None else frozenset(allowed)
        self._made: dict[tuple[str, Span], Citation] = {}

    def cite(self, document_id: str, fragments: Fragments) -> tuple[int, ...]:
        """Return the numbers of the citations of ``fragments``, one a fragment."""
        return tuple(self.citation(document_id, span).number for span in fragments if len(span))

    def may_cite(self, document_id: str) -> bool:
        """Say whether a document may answer."""
        return document_id in self._allowed

    def citation(self, document_id: str, span: Span) -> Citation:
        """Return the citation of a place, made if it is new."""
        key = (document_id, span)
        if key not in self._made:
            self._made[key] = make_citation(self._collection, len(self._made) + 1, document_id, span)
        return self._made[key]

    def used_by(self, sentences: Iterable["Cited"]) -> tuple[Citation, ...]:
        """Return the citations that ``sentences`` bear, by number."""
        used = {number for sentence in sentences for number in sentence.citations}
        return tuple(citation for citation in self.citations if citation.number in used)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return what has been cited, by number."""
        return tuple(self._made.values())


def make_citation(collection: Collection, number: int, document_id: str, span: Span) -> Citation:
    """Quote ``span`` of a document."""
    document = collection.document(document_id)
    return Citation(
        number=number,
        document_id=document_id,
        document_title=document.record.title,
        document_date=document.record.known_date,
        section=" > ".join(collection.path(document, section_at(document, span.start))),
        page=document.page_at(span.start),
        span=span,
        quote=span.of(document.text),
        version=document.version,
        confidence=document.confidence_at(span.start),
    )


def section_at(document: Document, offset: int) -> int:
    """Return the number of the innermost section that holds ``offset``."""
    inside: Iterable[tuple[int, int]] = (
        (section.level, section.number)
        for section in document.sections
        if section.span.start <= offset < max(section.span.end, section.span.start + 1)
    )
    return max(inside, default=(0, 0))[1]
