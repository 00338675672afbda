"""The writer: readers tell it what they meet, in order, and it keeps the text with the places of its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import Fault, UnreadableDocument
from corpus.parts import Part, PartKind
from corpus.readers.reading import MAXIMUM_CHARACTERS, ReadText
from corpus.spans import Fragments, Span, strip

_NOTE = re.compile(r"[（(]?(?:注|※|＊|[*]|(?:備考|出典|資料)\s*[:：）)])")
_FIGURE = re.compile(r"[-0-9０-９,，.．%％▲△－ ]+")
_WORD = re.compile(r"\w")
_LONGEST_HEAD = 40  # characters; a longer cell tells something and heads nothing
_MOST_HEADS = 3  # rows that head a table


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as it stands in its row: over how many columns, and whether it only goes on from the row above.

    ``heads`` says that the format marks it as the head of a column.
    """

    words: str
    columns: int = 1
    continues: bool = False
    heads: bool = False


class TextWriter:
    """Collects the lines of one file; used once, by one reader."""

    def __init__(self, name: str) -> None:
        """Begin an empty text; ``name`` is what the user calls the file."""
        self._name = name
        self._lines: list[str] = []
        self._length = 0
        self._breaks: list[int] = []
        self.parts: list[Part] = []

    def page(self) -> None:
        """Begin a page, slide or sheet."""
        self._breaks.append(self._length)

    def blank(self) -> None:
        """Leave a line empty."""
        self._line("")

    def add(self, kind: PartKind, words: str, *, level: int = 0, mark: str = "") -> None:
        """Add a part of one line or more; without a letter it is a line that says nothing, and no part."""
        words = words.strip("\n")
        lead = f"{mark}{' ' if mark[-1:].isalnum() or mark.endswith('.') else ''}" if mark else ""
        start = self._line(lead + words)
        if _WORD.search(words):
            begins = len(words) - len(words.lstrip())
            inner = Span(start + len(lead) + begins, start + len(lead) + len(words.rstrip()))
            shown = Span(start, inner.end) if kind is PartKind.HEADING else inner
            self.parts.append(Part(kind, shown, level, mark))

    def table(self, rows: Sequence[Sequence[TableCell]]) -> None:
        """Add a table, a line of tab-separated cells a row."""
        first, last = _body(rows)
        for row in rows[:first]:
            self.add(PartKind.PARAGRAPH, row[0].words)
        self._grid(rows[first:last])
        for row in rows[last:]:
            self.add(PartKind.PARAGRAPH, row[0].words)

    def _grid(self, rows: Sequence[Sequence[TableCell]]) -> None:
        placed: list[tuple[Span, tuple[Span, ...]]] = []
        for row in rows:
            above = placed[-1][1] if placed else ()
            placed.append(self._row(row, above))
        head = _head_rows(rows)
        heads = _heads([cells for _, cells in placed[:head]]) if head else ()
        for at, (span, cells) in enumerate(placed):
            if len(span):
                own = heads if at >= head and len(heads) == len(cells) else ()
                self.parts.append(Part(PartKind.ROW if at >= head else PartKind.HEAD, span, cells=cells, heads=own))

    def _row(self, row: Sequence[TableCell], above: Sequence[Span]) -> tuple[Span, tuple[Span, ...]]:
        words = [" ".join(cell.words.split()) if not cell.continues else "" for cell in row]
        line = "\t".join(words)
        start = self._line(line)
        cells: list[Span] = []
        offset = start
        for cell, shown in zip(row, words, strict=True):
            place = Span(offset, offset + len(shown))
            offset += len(shown) + 1
            if cell.continues and len(cells) < len(above):
                place = above[len(cells)]
            cells += [place] * max(cell.columns, 1)
        told = strip(Span(0, len(line)), line)
        return Span(start + told.start, start + told.end), tuple(cells)

    def _line(self, line: str) -> int:
        """Add a line and return where it begins."""
        start = self._length
        self._lines.append(line)
        self._length += len(line) + 1
        if self._length > MAXIMUM_CHARACTERS:
            raise UnreadableDocument(self._name, Fault.TOO_MUCH_TEXT)
        return start

    def read(self, *, title: str = "", notices: tuple[str, ...] = ()) -> ReadText:
        """Return what was written; raises UnreadableDocument where it holds no text."""
        text = "\n".join(self._lines).rstrip("\n")
        if not text.strip():
            raise UnreadableDocument(self._name, Fault.EMPTY)
        breaks = tuple(offset for offset in self._breaks[1:] if 0 < offset < len(text))
        return ReadText(text, breaks, notices, tuple(self.parts), title.strip())


def _body(rows: Sequence[Sequence[TableCell]]) -> tuple[int, int]:
    """Return where the rows begin and end between the captions above and the notes below that stand in one cell."""
    first, last = 0, len(rows)
    while first < last - 2 and _is_one_cell(rows[first]) and len(rows[first + 1]) > 1:
        first += 1
    while last > first + 1 and _is_one_cell(rows[last - 1]) and _NOTE.match(rows[last - 1][0].words):
        last -= 1
    return first, last


def _is_one_cell(row: Sequence[TableCell]) -> bool:
    """Say whether a row of several columns has words in its first cell alone."""
    return (
        bool(row and row[0].words)
        and sum(bool(cell.words) for cell in row) == 1
        and sum(cell.columns for cell in row) > 1
        and not any(cell.continues for cell in row)
    )


def _head_rows(rows: Sequence[Sequence[TableCell]]) -> int:
    """Return how many rows head the table: those that are marked, else the first where it looks like one.

    A table of two columns without a mark is a form, whose first column names what the second one says.
    """
    marked = 0
    while marked < min(len(rows), _MOST_HEADS) and rows[marked] and all(cell.heads for cell in rows[marked]):
        marked += 1
    if marked:
        return marked if marked < len(rows) else 0
    if len(rows) < 2 or sum(cell.columns for cell in rows[0]) < 3 or not _looks_like_head(rows[0]):
        return 0
    deep = 1
    while deep < min(_MOST_HEADS, len(rows) - 1) and _goes_deeper(rows[deep - 1], rows[deep]):
        deep += 1
    return deep


def _goes_deeper(row: Sequence[TableCell], below: Sequence[TableCell]) -> bool:
    """Say whether a row of heads is parted further by the row below it."""
    return any(cell.columns > 1 for cell in row) and any(cell.continues for cell in below)


def _looks_like_head(row: Sequence[TableCell]) -> bool:
    told = [cell.words.strip() for cell in row]
    named = (
        all(told[1:])
        and not any(_FIGURE.fullmatch(words) for words in told[1:])
        and all(len(words) <= _LONGEST_HEAD and not words.endswith("。") for words in told)
    )
    return named and len(set(told)) > 1


def _heads(rows: Sequence[tuple[Span, ...]]) -> tuple[Fragments, ...]:
    """Return for each column the different cells of the head rows above it."""
    width = max(len(row) for row in rows)
    columns = ([row[column] for row in rows if column < len(row)] for column in range(width))
    return tuple(tuple(dict.fromkeys(span for span in column if len(span))) for column in columns)
