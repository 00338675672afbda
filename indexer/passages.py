"""Passages: what is searched and shown. They follow the structure and never cross a section."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, chain

from corpus.collection import Collection
from corpus.documents import Block, BlockKind, Document
from corpus.normalisation import normalise
from corpus.sentences import Sentence
from corpus.spans import Span

_WORDS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class PassageSettings:
    """Sizes in characters of the stored text: where a passage is closed, and what none may exceed."""

    target: int = 420
    maximum: int = 600

    def identity(self) -> str:
        """Return a text that is the same exactly for equal settings."""
        return ",".join(f"{name}={value}" for name, value in asdict(self).items())


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one section; ``searched`` is its search text, ``path`` its headings from the outermost down."""

    passage_id: str
    document_id: str
    section: int
    path: tuple[str, ...]
    page: int | None
    span: Span
    searched: str

    @property
    def heading(self) -> str:
        """Return the headings in one line."""
        return " > ".join(self.path)


def split_into_passages(collection: Collection, settings: PassageSettings) -> tuple[Passage, ...]:
    """Return the passages of all documents in order."""
    by_document: dict[str, list[Sentence]] = {document.document_id: [] for document in collection.documents}
    for sentence in collection.sentences:
        by_document[sentence.document_id].append(sentence)
    return tuple(
        passage
        for document in collection.documents
        for passage in _of_document(collection, document, by_document[document.document_id], settings)
    )


def _of_document(
    collection: Collection, document: Document, sentences: Sequence[Sentence], settings: PassageSettings
) -> Iterator[Passage]:
    placed = _Placed(sentences)
    for section, span in _with_headings(document, list(_pack(document, sentences, settings)), settings):
        inside = placed.within(span)
        yield Passage(
            passage_id=f"{document.document_id}#{span.start}-{span.end}",
            document_id=document.document_id,
            section=section,
            path=collection.path(document, section),
            page=document.page_at(span.start),
            span=span,
            searched="\n".join([*_heads_above(document, inside, span), *(sentence.text for sentence in inside)]),
        )


class _Placed:
    """The sentences of a document by the places of their fragments."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._fragments = sorted(
            (fragment, number) for number, sentence in enumerate(sentences) for fragment in sentence.fragments
        )
        self._starts = [fragment.start for fragment, _ in self._fragments]
        self._ends = list(accumulate((fragment.end for fragment, _ in self._fragments), max))

    def within(self, span: Span) -> list[Sentence]:
        """Return the sentences that share a character with ``span``, in order."""
        near = self._fragments[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]
        return [
            self._sentences[number] for number in sorted({number for place, number in near if place.overlaps(span)})
        ]


def _heads_above(document: Document, sentences: Sequence[Sentence], span: Span) -> Iterator[str]:
    """Yield the heads of the tables whose rows a passage holds, where they stand before it."""
    rows = [document.blocks[sentence.block] for sentence in sentences]
    for heads in dict.fromkeys(tuple(dict.fromkeys(chain(*row.header))) for row in rows if row.header):
        if not any(span.holds(head) for head in heads):
            yield normalise(" ".join(head.of(document.text) for head in heads))


@dataclass(frozen=True, slots=True)
class _Piece:
    """The smallest part that a passage is packed of: a whole block, or a sentence of a long one."""

    section: int
    kind: BlockKind
    span: Span


def _pieces(document: Document, sentences: Sequence[Sentence], settings: PassageSettings) -> Iterator[_Piece]:
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    for at, block in enumerate(document.blocks):
        if len(block.fragments) == 1 and len(block.span) <= settings.maximum:
            yield _Piece(block.section, block.kind, _with_mark(document, block))
            continue
        for sentence in by_block.get(at, []):
            for fragment in sentence.fragments:
                for part in _cut(fragment, settings.maximum):
                    yield _Piece(block.section, block.kind, part)


def _with_mark(document: Document, block: Block) -> Span:
    """Return the block's span with the bullet before it, which lists are read by."""
    line_start = document.text.rfind("\n", 0, block.span.start) + 1
    before = document.text[line_start : block.span.start]
    skip = len(before) - len(before.lstrip())
    return Span(line_start + skip, block.span.end) if block.mark and len(before) <= 12 else block.span


def _cut(span: Span, maximum: int) -> Iterator[Span]:
    for start in range(span.start, span.end, maximum):
        yield Span(start, min(start + maximum, span.end))


def _pack(document: Document, sentences: Sequence[Sentence], settings: PassageSettings) -> Iterator[tuple[int, Span]]:
    """Pack neighbouring pieces of one section up to the target; a footnote stands alone."""
    pieces = sorted(_pieces(document, sentences, settings), key=lambda piece: piece.span)
    packed: list[_Piece] = []
    for piece in pieces:
        if packed and not _fits(document, packed, piece, settings):
            yield _close(packed)
            packed = []
        packed.append(piece)
    if packed:
        yield _close(packed)


def _fits(document: Document, packed: Sequence[_Piece], piece: _Piece, settings: PassageSettings) -> bool:
    last = packed[-1]
    between = document.text[last.span.end : piece.span.start]
    footnotes = BlockKind.FOOTNOTE in (last.kind, piece.kind)
    limit = settings.maximum if _short_tail(last, piece) else settings.target
    return (
        last.section == piece.section
        and not footnotes
        and not _WORDS.search(between)
        and piece.span.end - packed[0].span.start <= limit
    )


def _short_tail(last: _Piece, piece: _Piece) -> bool:
    """Say whether ``piece`` belongs close to ``last``: the next row of a table, the next item of a list."""
    return last.kind is piece.kind and piece.kind in (BlockKind.ROW, BlockKind.ITEM) and len(piece.span) < 120


def _close(packed: Sequence[_Piece]) -> tuple[int, Span]:
    return packed[0].section, Span(packed[0].span.start, packed[-1].span.end)


def _with_headings(
    document: Document, packed: Sequence[tuple[int, Span]], settings: PassageSettings
) -> Iterator[tuple[int, Span]]:
    """Begin the first passage of a section at its heading, and at the headings right above that one."""
    headings = sorted(section.heading_span for section in document.sections if section.heading_span)
    for section, span in packed:
        start = span.start
        for heading in _before(headings, span.start):
            if _WORDS.search(document.text[heading.end : start]) or span.end - heading.start > settings.maximum:
                break
            start = heading.start
        yield section, Span(start, span.end)


def _before(headings: Sequence[Span], place: int) -> Iterator[Span]:
    """Yield the headings that end before ``place``, the last one first."""
    for at in range(bisect_right(headings, Span(place, place)) - 1, -1, -1):
        if headings[at].end <= place:
            yield headings[at]
