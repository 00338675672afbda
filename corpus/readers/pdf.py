"""Read PDF: headings, paragraphs and footnotes in reading order, lines that the margin broke joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import Fault, UnreadableDocument
from corpus.lines import Style, split_lines
from corpus.parts import Part, PartKind
from corpus.readers.pdf_headings import Bookmarks, body_letters, heading_levels
from corpus.readers.pdf_lines import Letters, PrintedLine, at_edge, read_lines, without_furniture
from corpus.readers.reading import MAXIMUM_CHARACTERS, ReadText
from corpus.spans import Span

MAXIMUM_PAGES = 500
_MARGIN = 0.035  # share of a page's width by which lines that one margin broke may differ
_NEAR = 6  # lines on each side among which a margin shows
_FEW = 4  # lines on a page so short that one other line shows the margin
_WORD = 0.15  # the same where lines break between Latin words
_SHORTEST = 12  # characters under which a line is a heading or a cell rather than a full line
_ALIKE = 0.25  # by which the heights of lines of one paragraph may differ
_USUAL = 1.1  # of the usual distance between lines, for papers that are set wide
_GAP = 1.2  # of a line's height: a wider gap to the next line parts two paragraphs
_FEWEST_HEADINGS = 3
_LONGEST_HEADING = 90  # characters of all lines of one
_HEADING_GAP = 1.6  # the same between two lines of one heading
_NOTE_SIZE = 0.85  # of the body's size: a footnote is set smaller
_NOTE_MARK = re.compile(r"(?:[*＊※]?\s?)([0-9０-９]{1,3})\s?(?=\S)|[*＊※]\s?")
_ENDS = "。．｡？！?!：:"
_LATIN_EDGE = re.compile(r"[A-Za-z0-9,.;)]$")


def read_pdf(data: bytes, name: str) -> ReadText:
    """Return the text of a PDF, a page break where a page begins; raises UnreadableDocument.

    Pages that hold no text and something else are its ``pictures``.
    """
    document = open_pdf(data, name)
    pages = printed_pages(document, name)
    return replace(told_pages(document, pages, name), pictures=pictures_of(document, pages))


def open_pdf(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """Return the PDF, which has no more pages than are allowed; raises UnreadableDocument."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        fault = Fault.ENCRYPTED if error.err_code == pdfium.FPDF_ERR_PASSWORD else Fault.DAMAGED
        raise UnreadableDocument(name, fault) from None
    if len(document) > MAXIMUM_PAGES:
        raise UnreadableDocument(name, Fault.TOO_MANY_PAGES)
    return document


def printed_pages(document: pypdfium2.PdfDocument, name: str) -> list[list[PrintedLine]]:
    """Return the lines of each page; raises UnreadableDocument."""
    try:
        return [read_lines(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        raise UnreadableDocument(name, Fault.DAMAGED) from None


def pictures_of(document: pypdfium2.PdfDocument, pages: Sequence[Sequence[PrintedLine]]) -> tuple[int, ...]:
    """Return the pages, from 0, that hold no text but running heads and page numbers, and something else."""
    left = enumerate(zip(pages, without_furniture(pages), strict=True))
    empty = [number for number, (lines, kept) in left if not kept and all(map(at_edge, lines))]
    return tuple(number for number in empty if _holds_more_than_text(document[number]))


def _holds_more_than_text(page: pypdfium2.PdfPage) -> bool:
    return any(item.type != pdfium.FPDF_PAGEOBJ_TEXT for item in page.get_objects(max_depth=1))


def told_pages(document: pypdfium2.PdfDocument, pages: Sequence[Sequence[PrintedLine]], name: str) -> ReadText:
    """Return the text of the lines of a PDF's pages with its structure; raises UnreadableDocument."""
    title = document.get_metadata_dict(skip_empty=True).get("Title", "")
    return put_together(pages, name, _bookmarks(document), str(title))


def put_together(pages: Sequence[Sequence[PrintedLine]], name: str, bookmarks: Bookmarks, title: str = "") -> ReadText:
    """Return the text of lines with its structure; raises UnreadableDocument where it is too much.

    Its title is the largest lines of the first page where some are larger than the rest, else ``title``.
    """
    cleaned = without_furniture(pages)
    written = _Written(cleaned, heading_levels(cleaned, bookmarks))
    if len(written.text) > MAXIMUM_CHARACTERS:
        raise UnreadableDocument(name, Fault.TOO_MUCH_TEXT)
    return ReadText(written.text, tuple(written.breaks), parts=tuple(written.parts()), title=written.largest or title)


def _bookmarks(document: pypdfium2.PdfDocument) -> Bookmarks:
    found: dict[int, dict[str, int]] = {}
    for bookmark in document.get_toc(max_depth=6):
        place = bookmark.get_dest()
        page = place.get_index() if place is not None else None
        title = re.sub(r"\s+", "", bookmark.get_title())
        if page is not None and title:
            found.setdefault(page, {}).setdefault(title, bookmark.level + 1)
    return found


@dataclass(slots=True)
class _Piece:
    """Lines that read as one: where they begin and end in the text, and what they are."""

    kind: PartKind
    level: int
    start: int
    end: int
    mark: str = ""


class _Written:
    """The text of the pages as it is put together, with the pieces that it is made of; used once."""

    def __init__(self, pages: Sequence[Sequence[PrintedLine]], levels: Sequence[dict[int, int]]) -> None:
        self.text = ""
        self.breaks: list[int] = []
        self.pieces: list[_Piece] = []
        self.calls: list[Span] = []
        self._body = body_letters(pages)
        self._last: PrintedLine | None = None
        self.largest = _largest(pages[0], self._body)
        flows = [
            (page, _flow(lines, self._notes(lines), _apart(lines, levels[page], self._body)))
            for page, lines in enumerate(pages)
        ]
        last_of = {page: [item for item in flow if item.kind is PartKind.PARAGRAPH][-1:] for page, flow in flows}
        for page, flow in flows:
            before = next((last_of[at][0] for at in range(page - 1, -1, -1) if last_of[at]), None)
            self._page(page, flow, pages[page], before)

    def _notes(self, lines: Sequence[PrintedLine]) -> set[int]:
        """Return the rows of footnotes: small lines below the body, from the first one with a mark on."""
        small = self._body.size * _NOTE_SIZE if self._body else 0.0
        body = [line.bottom for line in lines if line.letters.size > small]
        below = [
            row for row, line in enumerate(lines) if line.letters.size <= small and line.top <= min(body, default=0)
        ]
        first = next((row for row in below if _NOTE_MARK.match(lines[row].words)), None)
        return {row for row in below if first is not None and row >= first}

    def _page(
        self, number: int, flow: Sequence["_Flowing"], lines: Sequence[PrintedLine], before: "_Flowing | None"
    ) -> None:
        first, gap = True, _usual_gap(lines)
        for at, item in enumerate(flow):
            previous = flow[at - 1] if at else None
            if (previous is not None and _goes_with(previous, item, lines, gap)) or (
                first and number and before is not None and self._runs_over(before, item)
            ):
                joint = _between(self.text, item.line.words)
            else:
                joint = "\n" if self.text else ""
            self._add(item, joint)
            if first and number:
                self.breaks.append(len(self.text) - len(item.line.words))
            first = False
        if first:
            self.text += "\n"
        if first and number:
            self.breaks.append(len(self.text))

    def _runs_over(self, before: "_Flowing", item: "_Flowing") -> bool:
        """Say whether the last sentence of the page before goes on at the top of this one."""
        if not self.pieces or self.pieces[-1].kind is not PartKind.PARAGRAPH or item.kind is not PartKind.PARAGRAPH:
            return False
        return before.is_full and _goes_on(before.line, item.line)

    def _add(self, item: "_Flowing", joint: str) -> None:
        self.text += joint
        start = len(self.text)
        self.text += item.line.words
        self.calls += [Span(start + first, start + last) for first, last in item.line.calls]
        if joint != "\n" and self.pieces and start:
            self.pieces[-1].end = len(self.text)
        else:
            self.pieces.append(_Piece(item.kind, item.level, start, len(self.text)))

    def parts(self) -> Iterator[Part]:
        """Yield the parts in order; none where hardly a heading was found: the layout of plain text tells more then."""
        if sum(piece.kind is PartKind.HEADING for piece in self.pieces) < _FEWEST_HEADINGS:
            return
        for piece in self.pieces:
            if piece.kind is PartKind.HEADING and piece.end - piece.start > _LONGEST_HEADING:
                piece.kind = PartKind.PARAGRAPH  # a paragraph that is set bold
            words = self.text[piece.start : piece.end]
            mark = _NOTE_MARK.match(words) if piece.kind is PartKind.FOOTNOTE else None
            start = piece.start + (mark.end() if mark else 0)
            if words.strip():
                yield _row(piece, words) or Part(
                    piece.kind, Span(start, piece.end), piece.level, (mark[1] or "") if mark else ""
                )
            inside = (call for call in self.calls if piece.start <= call.start < piece.end)
            yield from (Part(PartKind.CALL, call) for call in inside if piece.kind is not PartKind.FOOTNOTE)


def _row(piece: _Piece, words: str) -> Part | None:
    if piece.kind is not PartKind.PARAGRAPH or "\t" not in words:
        return None
    cells, at = [], piece.start
    for cell in words.split("\t"):
        cells.append(Span(at, at + len(cell)))
        at += len(cell) + 1
    return Part(PartKind.ROW, Span(piece.start, piece.end), cells=tuple(cells))


@dataclass(frozen=True, slots=True)
class _Flowing:
    """A line in its place in the flow of a page: what it is, and whether the margin broke it."""

    line: PrintedLine
    row: int
    kind: PartKind
    level: int
    is_full: bool


def _flow(lines: Sequence[PrintedLine], notes: set[int], levels: dict[int, int]) -> list[_Flowing]:
    """Return the lines in the order in which they are read: footnotes after all else on their page."""
    rows = [row for row in range(len(lines)) if row not in notes] + sorted(notes)
    found = []
    for row in rows:
        level = 0 if row in notes else levels.get(row, 0)
        kind = PartKind.FOOTNOTE if row in notes else PartKind.HEADING if level else PartKind.PARAGRAPH
        found.append(_Flowing(lines[row], row, kind, level, _is_full(lines, row)))
    return found


def _apart(lines: Sequence[PrintedLine], levels: dict[int, int], body: Letters | None) -> dict[int, int]:
    """Return the headings without those that are only bold and carry on the line above: words set off in a sentence."""
    size = body.size if body else 0.0
    gap = _usual_gap(lines)
    larger = {row for row in levels if lines[row].letters.size > 1.02 * size}
    return {row: level for row, level in levels.items() if row in larger or row == 0 or not _runs_on(lines, row, gap)}


def _goes_with(before: _Flowing, item: _Flowing, lines: Sequence[PrintedLine], gap: float) -> bool:
    """Say whether a line continues the one before it on its page."""
    if before.kind is not item.kind or before.level != item.level:
        return False
    if item.kind is PartKind.HEADING:
        near = 0 <= before.line.bottom - item.line.top <= _HEADING_GAP * before.line.height
        return near and before.line.letters == item.line.letters and not _opens(item.line.words)
    if item.kind is PartKind.FOOTNOTE:
        return not _NOTE_MARK.match(item.line.words)
    return item.row == before.row + 1 and _runs_on(lines, item.row, gap)


def _between(words: str, following: str) -> str:
    """Return what parts two pieces of one line: a blank between Latin words, else nothing."""
    return " " if _LATIN_EDGE.search(words[-1:]) and following[:1].isascii() else ""


def _largest(lines: Sequence[PrintedLine], body: Letters | None) -> str:
    """Return the largest words of a page, where they are larger than the body."""
    size = max((line.letters.size for line in lines), default=0.0)
    if body is None or size <= 1.15 * body.size:
        return ""
    groups = groupby(lines, key=lambda line: line.letters.size == size)
    title = ""
    for line in next((list(group) for largest, group in groups if largest), []):
        title += (_between(title, line.words) if title else "") + line.words
    return title


def _runs_on(lines: Sequence[PrintedLine], at: int, gap: float) -> bool:
    """Say whether a line continues the one before it: that one is full, unended, and this one opens nothing new.

    A column may go on at the top of the next one. ``gap`` is the usual distance between the lines of the page.
    """
    before, line = lines[at - 1], lines[at]
    if "\t" in before.words or "\t" in line.words:
        return False
    if abs(line.bottom - before.bottom) < before.height / 2 and -_MARGIN < line.left - before.right < _MARGIN:
        return True  # one printed line that a reading beside it broke
    near = before.bottom - line.top <= max(_GAP * before.height, _USUAL * gap)
    return near and _is_full(lines, at - 1) and _goes_on(before, line)


def _usual_gap(lines: Sequence[PrintedLine]) -> float:
    """Return the usual distance between one line of a page and the next."""
    gaps = [one.bottom - other.top for one, other in pairwise(lines) if 0 < one.bottom - other.top < 3 * one.height]
    return median(gaps) if len(gaps) >= _FEW else 0.0


def _goes_on(before: PrintedLine, line: PrintedLine) -> bool:
    if before.words.endswith(tuple(_ENDS)) or _opens(line.words):
        return False
    return abs(line.height - before.height) <= _ALIKE * before.height


def _is_full(lines: Sequence[PrintedLine], at: int) -> bool:
    """Say whether the margin broke a line: others near it break off there too, with Latin words a word's length sooner."""
    line = lines[at]
    if len(line.words) < _SHORTEST:
        return False
    margin = _WORD if _LATIN_EDGE.search(line.words) else _MARGIN
    near = [*lines[max(at - _NEAR, 0) : at], *lines[at + 1 : at + 1 + _NEAR]]
    alike = sum(abs(other.right - line.right) <= margin for other in near if other.left < line.right)
    return alike >= (2 if len(near) > _FEW else 1)


def _opens(words: str) -> bool:
    return words.startswith("|") or split_lines(words)[0].style is not Style.PLAIN
