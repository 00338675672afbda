"""Read PDF: lines in reading order, running heads and page numbers left out, lines that the margin broke joined."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import Fault, UnreadableDocument
from corpus.lines import Style, split_lines
from corpus.readers.reading import ReadText, joined_pages

MAXIMUM_PAGES = 500
_EDGE = 0.12  # share of a page's height, above and below, in which running heads and page numbers stand
_MARGIN = 0.035  # share of a page's width by which lines that one margin broke may differ
_NEAR = 6  # lines on each side among which a margin shows
_FEW = 4  # lines on a page so short that one other line shows the margin
_WORD = 0.15  # the same where lines break between Latin words
_SHORTEST = 12  # characters under which a line is a heading or a cell rather than a full line
_ALIKE = 0.25  # by which the heights of lines of one paragraph may differ
_GAP = 1.2  # of a line's height: a wider gap to the next line parts two paragraphs
_RUBY = 0.65  # of the usual height of a page's lines: smaller kana are readings set beside the words
_KANA = re.compile(r"[ぁ-んー・]+")
_DIGITS = re.compile(r"[0-9０-９]+")
_PAGE_NUMBER = re.compile(r"[-‐–－ ]*[0-9０-９]{1,4}(?: ?/ ?[0-9０-９]{1,4})?[-‐–－ ]*")
_SPACES = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_ENDS = "。．｡？！?!：:"
_LATIN_EDGE = re.compile(r"[A-Za-z0-9,.;)]$")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line with the box of its characters: shares of the page, from its lower left corner."""

    words: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Return how high its characters stand."""
        return self.top - self.bottom


def read_pdf(data: bytes, name: str) -> ReadText:
    """Return the text of a PDF, a page break where a page begins; raises UnreadableDocument."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        fault = Fault.ENCRYPTED if error.err_code == pdfium.FPDF_ERR_PASSWORD else Fault.DAMAGED
        raise UnreadableDocument(name, fault) from None
    if len(document) > MAXIMUM_PAGES:
        raise UnreadableDocument(name, Fault.TOO_MANY_PAGES)
    try:
        pages = [_lines(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        raise UnreadableDocument(name, Fault.DAMAGED) from None
    kept = _without_running(pages)
    texts = [_joined(lines) for lines in kept]
    if not any(text.strip() for text in texts):
        raise UnreadableDocument(name, Fault.NO_TEXT)
    scanned = sum(not text.strip() for text in texts)
    notices = (f"{scanned} ページに文字の情報がありません（画像の可能性があります）。",) if scanned else ()
    return joined_pages(texts, name, notices, tuple(_joint(one, other) for one, other in pairwise(kept)))


def _joint(page: Sequence[_Line], following: Sequence[_Line]) -> str:
    """Return what stands between two pages: a line end, unless the last sentence of the one goes on in the other."""
    if not page or not following or not _is_full(page, len(page) - 1) or not _goes_on(page[-1], following[0]):
        return "\n"
    return _between(page[-1].words, following[0].words)


def _between(words: str, following: str) -> str:
    """Return what parts two pieces of one line: a blank between Latin words, else nothing."""
    return " " if _LATIN_EDGE.search(words) and following[:1].isascii() else ""


def _lines(page: pypdfium2.PdfPage) -> list[_Line]:
    """Return the lines of a page in the order in which they are read, without readings set in small kana."""
    text_page = page.get_textpage()
    page_left, page_bottom, page_right, page_top = page.get_bbox()
    width, height = (page_right - page_left) or 1.0, (page_top - page_bottom) or 1.0
    found, start = [], 0
    for raw in text_page.get_text_range().split("\n"):
        boxes = [text_page.get_charbox(at) for at in range(start, min(start + len(raw), text_page.count_chars()))]
        boxes = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
        start += len(raw) + 1
        words = _SPACES.sub("", _FORBIDDEN.sub("", raw).strip())
        if words and boxes:
            left, bottom, right, top = zip(*boxes, strict=True)
            found.append(
                _Line(
                    words,
                    (min(left) - page_left) / width,
                    (min(bottom) - page_bottom) / height,
                    (max(right) - page_left) / width,
                    (max(top) - page_bottom) / height,
                )
            )
    usual = median(line.height for line in found) if found else 0.0
    return [line for line in found if not (_KANA.fullmatch(line.words) and line.height < _RUBY * usual)]


def _without_running(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Leave out what stands at the edge of most pages in the same words, numbers aside, and bare page numbers there."""
    edges = Counter(
        key for lines in pages for key in {_DIGITS.sub("0", line.words) for line in lines if _at_edge(line)}
    )
    often = max(2, (len(pages) + 1) // 2)
    return [
        [
            line
            for line in lines
            if not _at_edge(line)
            or (edges[_DIGITS.sub("0", line.words)] < often and not _PAGE_NUMBER.fullmatch(line.words))
        ]
        for lines in pages
    ]


def _at_edge(line: _Line) -> bool:
    return line.top < _EDGE or line.bottom > 1 - _EDGE


def _joined(lines: Sequence[_Line]) -> str:
    """Return the lines of a page, those in one where only the margin broke them."""
    told: list[str] = []
    for at, line in enumerate(lines):
        if told and _runs_on(lines, at):
            told[-1] += _between(told[-1], line.words) + line.words
        else:
            told.append(line.words)
    return "\n".join(told)


def _runs_on(lines: Sequence[_Line], at: int) -> bool:
    """Say whether a line continues the one before it: that one is full, unended, and this one opens nothing new.

    A column may go on at the top of the next one.
    """
    before, line = lines[at - 1], lines[at]
    if abs(line.bottom - before.bottom) < before.height / 2 and -_MARGIN < line.left - before.right < _MARGIN:
        return True  # one printed line that a reading beside it broke
    return before.bottom - line.top <= _GAP * before.height and _is_full(lines, at - 1) and _goes_on(before, line)


def _goes_on(before: _Line, line: _Line) -> bool:
    if before.words.endswith(tuple(_ENDS)) or _opens(line.words):
        return False
    return abs(line.height - before.height) <= _ALIKE * before.height


def _is_full(lines: Sequence[_Line], at: int) -> bool:
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
