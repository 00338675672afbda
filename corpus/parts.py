"""Parts: what a file's own format says of its structure: headings, items, table rows, footnotes, each with its place."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.spans import Fragments, Span


class PartKind(StrEnum):
    """What a part is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEAD = "head"  # a table row that heads the ones below it
    ROW = "row"
    NOTE = "note"  # a speaker's note beside a slide
    FOOTNOTE = "footnote"
    CALL = "call"  # small figures inside a part that call a footnote


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text; ``span`` is of its words, the bullet or number of an item aside, which is its ``mark``.

    ``level`` is that of a heading, 1 the highest. Of a row, ``cells`` has one span a column, a merged cell's in
    each column and row that it covers, and ``heads`` for each column the cells that head it, outermost first; both are
    empty where the table has no head.
    """

    kind: PartKind
    span: Span
    level: int = 0
    mark: str = ""
    cells: tuple[Span, ...] = ()
    heads: tuple[Fragments, ...] = ()
