"""The parts of a document as the rest of the system sees them. All frozen; offsets are code points of ``text``."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum

from corpus.spans import Fragments, Span, cover

NO_DATE = "0001"  # of a paper that gives none: older than any
BUNDLED, OWN = "bundled", "own"  # collections: what ships with the product, and what is added without naming one


class BlockKind(StrEnum):
    """What a block is on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the printed document, numbered from 1.

    Where its text was recognised in a picture, ``confidence`` says how sure that is, from 0 to 1.
    """

    number: int
    span: Span
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it, deeper sections included."""

    number: int
    heading: str
    level: int
    parent: int | None
    heading_span: Span | None
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row, note or footnote, with the section that it belongs to.

    ``fragments`` are several where a footnote or a page number interrupts the block. ``mark`` is the bullet or number
    before it; ``cells`` are a table row's, left to right, ``header`` for each of them the cells that head its column.
    """

    kind: BlockKind
    fragments: Fragments
    section: int
    mark: str = ""
    cells: tuple[Span, ...] = ()
    header: tuple[Fragments, ...] = ()

    @property
    def columns(self) -> tuple[tuple[Fragments, Span], ...]:
        """Return the cells of a row with the cells that head them, in order, a merged cell once."""
        pairs = list(zip(self.header, self.cells, strict=False))
        first = {cell: heads for heads, cell in reversed(pairs)}
        return tuple((heads, cell) for cell, heads in reversed(first.items()))

    @property
    def span(self) -> Span:
        """Return the stretch from the first to the last character."""
        return cover(self.fragments)


@dataclass(frozen=True, slots=True)
class Relation:
    """How a document bears on another: summarises, excerpts, quotes, overlaps, supersedes.

    ``quote`` are the words by which one of the two says so; empty where the catalogue does.
    """

    relation: str
    document_id: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What the catalogue says of a document; ``collection`` is the one that it belongs to."""

    document_id: str
    file: str
    title: str
    date: str
    issuing_body: str
    kind: str
    language: str
    source: str
    relations: tuple[Relation, ...] = ()
    collection: str = OWN

    @property
    def known_date(self) -> str:
        """Return the date; empty where none is known."""
        return "" if self.date == NO_DATE else self.date


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its catalogue record, its stored text and the structure found in it.

    ``footnote_calls`` are the small numbers in the running text that point at footnotes, in order; ``notices`` what its
    reader wants the user to know; ``original`` the digest of the file that it was read from, where that is kept.
    """

    record: Record
    text: str
    sha256: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    footnote_calls: tuple[Span, ...] = ()
    notices: tuple[str, ...] = ()
    original: str = ""

    @property
    def document_id(self) -> str:
        """Return the id."""
        return self.record.document_id

    @property
    def version(self) -> str:
        """Return what names this text among those that the document has had."""
        return self.sha256[:12]

    def calls_in(self, span: Span) -> tuple[Span, ...]:
        """Return the footnote calls that overlap ``span``."""
        first = bisect_right(self.footnote_calls, span.start, key=lambda call: call.end)
        last = bisect_left(self.footnote_calls, span.end, key=lambda call: call.start)
        return self.footnote_calls[first:last]

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that holds ``offset``; None where the document has no pages."""
        page = self._page(offset)
        return page.number if page else None

    def confidence_at(self, offset: int) -> float | None:
        """Return how sure the text at ``offset`` is, from 0 to 1; None where it was not recognised in a picture."""
        page = self._page(offset)
        return page.confidence if page else None

    def _page(self, offset: int) -> Page | None:
        at = bisect_right([page.span.start for page in self.pages], offset)
        return self.pages[max(at - 1, 0)] if self.pages else None
