"""Lines of a PDF page: their words, boxes and letters, in the order in which a person reads them."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

_EDGE = 0.12  # share of a page's height, above and below, in which running heads and page numbers stand
_SIDE = 0.1  # share of a page's width on each side in which tabs stand that name the chapter
_RUBY = 0.65  # of the usual height of a page's lines: smaller kana are readings set beside the words
_WIDE_GAP = 1.6  # of a letter's size: so far apart, two stretches of one height are no one line
_COLUMN_ROWS = 3  # rows that show two columns drawn side by side
_COLUMN_SHORTEST = 8  # characters of a line of such a column
_GUTTER = (0.3, 0.7)  # share of a page's width between which the gap of two columns lies
_CAPITAL = 0.85  # of a letter's size: how high it stands
_RAISED, _RAISED_LARGE = (
    0.75,
    0.95,
)  # of the size of a line: smaller figures in it call a footnote, larger ones if lifted
_LIFTED = 0.25  # of the size of a line
_BOLD = 600
_KANA = re.compile(r"[ぁ-んー・]+")
_DIGITS = re.compile(r"[0-9０-９]+")
_PAGE_NUMBER = re.compile(r"[-‐–－ ]*[0-9０-９]{1,4}(?: ?/ ?[0-9０-９]{1,4})?[-‐–－ ]*")
# What opens a part and differs by its number alone is no running head.
_ATTACHMENT = re.compile(
    r"[【\[（(<＜]?(?:別紙|別添|別表|別記|別図|様式|付録|附属|付属|参考資料|参考|資料|第)[^。]{0,8}[】\]）)>＞]?"
)
_LEADER = re.compile(r"(?:[.．・…‥]\s*){3,}\s*[0-9０-９ivx\-－]{1,5}\s*$")
_FEW_LEADERS = 3  # lines with leaders by which a page shows itself to be the contents
_CONTENTS = re.compile(r"\s*(?:目\s*次|contents)\s*", re.IGNORECASE)
_UNIT = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,2}(?=[0-9])")
_SPACES = re.compile(r"(?<=[^\x00-\x7f０-９章節条項部編款）)]) (?=[^\x00-\x7f])")
_GOTHIC = re.compile(r"gothic|ｺﾞｼｯｸ|ゴシック|bold|heavy|black|-(?:w|b)[6-9]", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Letters:
    """How most characters of a line are set: size in points, font, and whether they are bold, or Gothic as bold ones are."""

    size: float
    font: str
    bold: bool


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line with the box of its characters: shares of the page, from its lower left corner.

    ``calls`` are where in its words small raised figures call a footnote.
    """

    words: str
    left: float
    bottom: float
    right: float
    top: float
    letters: Letters
    calls: tuple[tuple[int, int], ...] = ()

    @property
    def height(self) -> float:
        """Return how high its characters stand."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class _Character:
    character: str
    box: tuple[float, float, float, float]
    letters: Letters


def read_lines(page: pypdfium2.PdfPage) -> list[PrintedLine]:
    """Return the lines of a page in reading order, without readings set in small kana."""
    return in_reading_order([line for row in _rows(page) for line in row])


def in_reading_order(found: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return lines that come from the top down, those of one height from the left, in the order of reading."""
    usual = median(line.height for line in found) if found else 0.0
    kept = [line for line in found if not (_KANA.fullmatch(line.words) and line.height < _RUBY * usual)]
    return _by_columns(kept)


def _rows(page: pypdfium2.PdfPage) -> Iterator[list[PrintedLine]]:
    """Yield the lines as they were drawn, each in the stretches that a wide gap parts."""
    text_page = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    size = (right - left) or 1.0, (top - bottom) or 1.0
    start, count = 0, text_page.count_chars()
    known: dict[int, Letters] = {}  # of each object that draws text: all its characters are set alike
    for raw in text_page.get_text_range().split("\n"):
        characters = [
            _character(text_page, raw[at - start], at, known) for at in range(start, min(start + len(raw), count))
        ]
        start += len(raw) + 1
        stretches = (_line(stretch, (left, bottom), size) for stretch in _stretches(characters))
        yield [line for line in stretches if line is not None]


def _character(text_page: pypdfium2.PdfTextPage, character: str, at: int, known: dict[int, Letters]) -> _Character:
    drawn = ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, at), ctypes.c_void_p).value or -1 - at
    if drawn not in known:
        known[drawn] = _letters(text_page, at)
    letters = known[drawn]
    left, bottom, right, top = text_page.get_charbox(at)
    if top <= bottom and right > left:  # the font is not in the file
        top = bottom + _CAPITAL * letters.size
    return _Character(character, (left, bottom, right, top), letters)


def _letters(text_page: pypdfium2.PdfTextPage, at: int) -> Letters:
    matrix, flags, name = pdfium.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetMatrix(text_page, at, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = round(pdfium.FPDFText_GetFontSize(text_page, at) * scale, 1)
    pdfium.FPDFText_GetFontInfo(text_page, at, name, 128, flags)
    font = name.value.decode("utf-8", "replace").rpartition("+")[2]
    bold = pdfium.FPDFText_GetFontWeight(text_page, at) >= _BOLD or _GOTHIC.search(font) is not None
    return Letters(size, font, bold)


def _is_printed(item: _Character) -> bool:
    return item.box[2] > item.box[0] and item.box[3] > item.box[1]


def _stretches(characters: Sequence[_Character]) -> Iterator[list[_Character]]:
    """Yield the stretches of a line that no wide gap parts."""
    stretch: list[_Character] = []
    last: _Character | None = None
    for item in characters:
        if last and _is_printed(item) and item.box[0] - last.box[2] > _WIDE_GAP * max(item.letters.size, 1.0):
            yield stretch
            stretch = []
        stretch.append(item)
        last = item if _is_printed(item) else last
    yield stretch


def _line(stretch: Sequence[_Character], corner: tuple[float, float], size: tuple[float, float]) -> PrintedLine | None:
    boxes = [item.box for item in stretch if _is_printed(item)]
    raw = _FORBIDDEN.sub("", "".join(item.character for item in stretch))
    words = _SPACES.sub("", raw.strip())
    if not words or not boxes:
        return None
    left, bottom, right, top = zip(*boxes, strict=True)
    letters = Counter(item.letters for item in stretch if not item.character.isspace()).most_common(1)[0][0]
    small = [_calls(item, letters.size, median(bottom)) for item in stretch]
    for unit in _UNIT.finditer("".join(item.character for item in stretch)):
        small[unit.end()] = False  # m², CO₂
    calls = _places_of(stretch, small, words)
    return PrintedLine(
        words,
        (min(left) - corner[0]) / size[0],
        (min(bottom) - corner[1]) / size[1],
        (max(right) - corner[0]) / size[0],
        (max(top) - corner[1]) / size[1],
        letters,
        calls,
    )


def _calls(item: _Character, size: float, base: float) -> bool:
    """Say whether a character can call a footnote: a small raised figure."""
    if not item.character.isdigit():
        return False
    lifted = (item.box[1] - base) / (size or 1.0)
    small = lifted > _LIFTED / 2 and item.letters.size < _RAISED * size
    return small or (lifted > _LIFTED and item.letters.size < _RAISED_LARGE * size)


def _places_of(stretch: Sequence[_Character], small: Sequence[bool], words: str) -> tuple[tuple[int, int], ...]:
    """Return where in ``words`` the small figures stand; none where the words are not just the characters in a row."""
    kept = [at for at, item in enumerate(stretch) if not _FORBIDDEN.match(item.character)]
    plain = "".join(stretch[at].character for at in kept)
    skipped = len(plain) - len(plain.lstrip())
    if not any(small) or plain.strip() != words:
        return ()
    marks = [small[at] for at in kept][skipped : skipped + len(words)]
    edges = [at for at, (one, other) in enumerate(pairwise([False, *marks, False])) if one != other]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _by_columns(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Return the lines with two columns that were drawn line by line across put one after the other.

    Columns that were drawn one after the other stand in order already.
    """
    pairs = [(one, other) for one, other in pairwise(lines) if _beside(one, other)]
    rows = [pair for pair in pairs if min(len(pair[0].words), len(pair[1].words)) >= _COLUMN_SHORTEST]
    middle = [(one.right + other.left) / 2 for one, other in rows]
    low, high = max((one.right for one, _ in rows), default=1.0), min((other.left for _, other in rows), default=0.0)
    if len(rows) < _COLUMN_ROWS or low >= high or not _GUTTER[0] < median(middle) < _GUTTER[1]:
        return _beside_joined(lines)
    gutter = (low + high) / 2
    first, last = lines.index(rows[0][0]), len(lines) - 1 - lines[::-1].index(rows[-1][1])
    while last + 1 < len(lines) and (lines[last + 1].right < gutter or lines[last + 1].left > gutter):
        last += 1
    inside = lines[first : last + 1]
    if any(line.left < gutter < line.right for line in inside):
        return _beside_joined(lines)
    columns = [line for line in inside if line.right < gutter] + [line for line in inside if line.left > gutter]
    return lines[:first] + columns + lines[last + 1 :]


def _beside(one: PrintedLine, other: PrintedLine) -> bool:
    return abs(one.bottom - other.bottom) < one.height / 2 and other.left > one.right


def _beside_joined(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines with those side by side in one again, a tab between what two rows and more part: cells."""
    rows: list[list[PrintedLine]] = []
    for line in lines:
        if rows and _beside(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    joined = []
    for at, row in enumerate(rows):
        near = [*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]]
        cells = len(row) > 1 and any(len(other) == len(row) for other in near)
        joined.append(_joined(row, "\t" if cells else ""))
    return joined


def _joined(row: Sequence[PrintedLine], sign: str) -> PrintedLine:
    if len(row) == 1:
        return row[0]
    latin = [" " if one.words[-1:].isascii() or other.words[:1].isascii() else "" for one, other in pairwise(row)]
    words = row[0].words + "".join((sign or gap) + line.words for gap, line in zip(latin, row[1:], strict=True))
    return replace(
        row[0],
        words=words,
        right=max(line.right for line in row),
        bottom=min(line.bottom for line in row),
        top=max(line.top for line in row),
    )


def without_furniture(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """Leave out what only frames the pages: running heads, page numbers, tabs at the side, lines of the contents.

    A running head stands at the edge of most pages in the same words, numbers aside; what opens an attachment does too
    and stays.
    """
    edges = Counter(key for lines in pages for key in {_levelled(line.words) for line in lines if at_edge(line)})
    same = Counter(words for lines in pages for words in {line.words for line in lines if at_edge(line)})
    often = max(2, (len(pages) + 1) // 2)
    running = {
        words
        for lines in pages
        for words in {line.words for line in lines if at_edge(line)}
        if _PAGE_NUMBER.fullmatch(words)
        or same[words] >= often
        or (edges[_levelled(words)] >= often and not _ATTACHMENT.fullmatch(words))
    }
    return [
        [line for line in _without_contents(_without_tabs(lines)) if not (at_edge(line) and line.words in running)]
        for lines in pages
    ]


def _without_tabs(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Leave out the letters that stand one below the other at the side of a page."""
    tabs = [line for line in lines if len(line.words) <= 2 and (line.right < _SIDE or line.left > 1 - _SIDE)]
    return [line for line in lines if len(tabs) < 2 or line not in tabs]


def _without_contents(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    led = [line for line in lines if _LEADER.search(line.words)]
    if len(led) < _FEW_LEADERS and not any(_CONTENTS.fullmatch(line.words) for line in lines):
        return list(lines)  # a table may have leaders too
    return [line for line in lines if line not in led and not (led and _CONTENTS.fullmatch(line.words))]


def _levelled(words: str) -> str:
    return _DIGITS.sub("0", words)


def at_edge(line: PrintedLine) -> bool:
    """Say whether a line stands where running heads and page numbers do."""
    return line.top < _EDGE or line.bottom > 1 - _EDGE
