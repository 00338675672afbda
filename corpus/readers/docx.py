"""Read DOCX: the words that a person sees, with headings, automatic numbers and tables as Word shows them.

Deletions, hidden text and the table of contents are left out. The body is walked by hand, since the common library
misses text boxes, content controls and tracked insertions.
"""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import Fault, UnreadableDocument
from corpus.parts import PartKind
from corpus.readers.docx_numbering import WORD, Numbering, is_on
from corpus.readers.number_formats import counted
from corpus.readers.package import core_title, open_package, read_part
from corpus.readers.reading import ReadText
from corpus.readers.writer import TableCell, TextWriter

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY, _NOTES = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml")
_LEFT_OUT = frozenset({f"{WORD}del", f"{WORD}moveFrom", f"{_COMPATIBILITY}Fallback"})
_TEXTS = (f"{WORD}t", f"{_MATH}t")
_RUBY_READING = f"{WORD}rt"
_SIGNS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
_CONTENTS_GALLERY = f"{WORD}sdtPr/{WORD}docPartObj/{WORD}docPartGallery[@{WORD}val='Table of Contents']"
_LONGEST_HEADING = 120  # characters; a longer paragraph in a style of headings is body text all the same
_OVERSTRIKE = re.compile(r"\\o(?:\\a[clrd])?\s*\((?P<arguments>.*)\)\s*$", re.DOTALL)
_SWITCH = re.compile(r"\\[a-z]+(?: *-?[0-9]+)?\s*", re.IGNORECASE)


def read_docx(data: bytes, name: str) -> ReadText:
    """Return the text of a DOCX: a line a paragraph, a line of tab-separated cells a table row, notes at the end."""
    package = open_package(data, name, _BODY)
    reader = _Body(Numbering(package, name), TextWriter(name))
    reader.read(read_part(package, _BODY, name), PartKind.PARAGRAPH)
    for part in _NOTES:
        if part in package.namelist():
            reader.read(read_part(package, part, name), PartKind.FOOTNOTE)
    if not reader.said_something:
        raise UnreadableDocument(name, Fault.EMPTY)
    return reader.writer.read(title=reader.title or core_title(package, name))


class _Body:
    """Walks the parts of one document in order."""

    def __init__(self, numbering: Numbering, writer: TextWriter) -> None:
        self.numbering, self.writer = numbering, writer
        self.title = ""
        self.said_something = False
        self.carried = ""  # words of a paragraph whose end was deleted: they go on in the next

    def read(self, element: etree._Element, kind: PartKind) -> None:
        """Write what stands in ``element``, paragraphs as ``kind``."""
        for child in element:
            if child.tag == f"{WORD}p":
                self._paragraph(child, kind)
            elif child.tag == f"{WORD}tbl":
                self._table(child)
            elif not _is_left_out(child):
                self.read(child, kind)

    def _paragraph(self, paragraph: etree._Element, kind: PartKind) -> None:
        """Write a paragraph's own line, then the lines of text boxes that are anchored in it."""
        boxes: list[etree._Element] = []
        words = self.carried + "".join(_words(paragraph, boxes, []))
        if _ends_deleted(paragraph):
            self.carried = words
            return
        self.carried = ""
        style = self.numbering.style_of(paragraph)
        # Word counts an empty one too, but not one that was deleted.
        number = "" if not words.strip() and _is_deleted(paragraph) else self.numbering.number_of(paragraph)
        if words.strip() and not style.is_contents:
            self._write(words, kind, style.level, number)
            if style.is_title and not self.title:
                self.title = words
        elif not boxes and kind is not PartKind.FOOTNOTE:
            self.writer.blank()
        for box in boxes:
            self.read(box, kind)

    def _write(self, words: str, kind: PartKind, level: int, number: str) -> None:
        self.said_something = True
        if level and len(words) <= _LONGEST_HEADING:
            self.writer.add(PartKind.HEADING, words, level=level, mark=number)
        elif number:
            self.writer.add(PartKind.ITEM, words, mark=number)
        else:
            self.writer.add(kind, words)

    def _table(self, table: etree._Element) -> None:
        found = [(row, list(_cells(row))) for row in _rows(table)]
        if len(found) == 1 and len(found[0][1]) == 1:
            self.read(found[0][1][0], PartKind.PARAGRAPH)  # a box drawn around paragraphs
            return
        rows = [[*_indent(row), *(self._cell(cell, row) for cell in cells)] for row, cells in found]
        if rows:
            self.writer.table(rows)
            self.said_something |= any(cell.words for row in rows for cell in row)

    def _cell(self, cell: etree._Element, row: etree._Element) -> TableCell:
        words = " ".join(line for line in self._cell_lines(cell) if line)
        span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
        merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
        return TableCell(
            words,
            columns=_small(span.get(f"{WORD}val")) if span is not None else 1,
            continues=merge is not None and merge.get(f"{WORD}val", "continue") != "restart",
            heads=is_on(row.find(f"{WORD}trPr/{WORD}tblHeader")),
        )

    def _cell_lines(self, element: etree._Element) -> Iterator[str]:
        """Yield the lines of a cell, those of tables and boxes in it too."""
        for child in element:
            if child.tag == f"{WORD}p":
                boxes: list[etree._Element] = []
                words = "".join(_words(child, boxes, []))
                number = self.numbering.number_of(child) if words.strip() else ""
                yield f"{number}{' ' if number[-1:].isalnum() else ''}{words}"
                for box in boxes:
                    yield from self._cell_lines(box)
            elif not _is_left_out(child):
                yield from self._cell_lines(child)


def _is_deleted(paragraph: etree._Element) -> bool:
    """Say whether words of a paragraph were deleted or are hidden."""
    return any(paragraph.find(f".//{tag}") is not None for tag in (f"{WORD}del", f"{WORD}moveFrom", f"{WORD}vanish"))


def _ends_deleted(paragraph: etree._Element) -> bool:
    mark = paragraph.find(f"{WORD}pPr/{WORD}rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in (f"{WORD}del", f"{WORD}moveFrom"))


def _indent(row: etree._Element) -> list[TableCell]:
    """Return the columns that a row leaves out before its first cell."""
    before = row.find(f"{WORD}trPr/{WORD}gridBefore")
    return [TableCell("", _small(before.get(f"{WORD}val")))] if before is not None else []


def _is_left_out(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return True
    return element.tag == f"{WORD}sdt" and element.find(_CONTENTS_GALLERY) is not None


def _small(words: str | None) -> int:
    return min(max(int(words), 1), 64) if words and words.isdigit() and len(words) < 4 else 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, those that a wrapper holds too, without those that were deleted."""
    for child in table:
        if child.tag == f"{WORD}tr":
            if child.find(f"{WORD}trPr/{WORD}del") is None:
                yield child
        elif not _is_left_out(child):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row, those that a wrapper holds too, but not those of a table inside a cell."""
    for child in row:
        if child.tag == f"{WORD}tc":
            yield child
        elif not _is_left_out(child):
            yield from _cells(child)


def _words(element: etree._Element, boxes: list[etree._Element], field: list[str]) -> Iterator[str]:
    """Yield the words of a paragraph; text boxes in it are collected, and the code of the field that is open."""
    for child in element:
        tag = child.tag
        if tag in _TEXTS:
            yield str(child.xpath("string()"))
        elif tag == f"{WORD}instrText":
            field.append(str(child.xpath("string()")))
        elif tag == f"{WORD}fldChar":
            yield _equation("".join(field))
            field.clear()
        elif tag in _SIGNS:
            yield _SIGNS[tag] if element.tag == f"{WORD}r" else ""  # elsewhere a tab sets a stop
        elif tag == f"{WORD}sym":
            yield _symbol(child)
        elif tag == f"{WORD}txbxContent":
            boxes.append(child)
        elif not _is_left_out(child) and not _is_unseen(child):
            yield from _words(child, boxes, field)


def _is_unseen(element: etree._Element) -> bool:
    """Say whether an element of a line is not shown in it: hidden words, and the reading over a character."""
    return element.tag == _RUBY_READING or (element.tag == f"{WORD}r" and _hidden(element))


def _equation(code: str) -> str:
    r"""Return what an EQ field shows of characters set over each other: ①, or the word below its reading.

    >>> _equation(r" EQ \o\ac(○,3)"), _equation(r"EQ \* jc2 \o\ad(\s\up 9(しるべ),標)")
    ('③', '標')
    """
    found = _OVERSTRIKE.search(code) if code.strip().upper().startswith("EQ") else None
    if not found:
        return ""
    arguments = _arguments(found["arguments"])
    last = _SWITCH.sub("", arguments[-1]).strip()
    if len(arguments) == 2 and arguments[0].strip() in ("○", "◯") and last.isdigit():
        return counted(int(last[:4]), "decimalEnclosedCircle")
    return last


def _arguments(words: str) -> list[str]:
    """Return what stands between the commas that no bracket encloses."""
    found, depth = [""], 0
    for character in words:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character in ",;" and depth == 0:
            found.append("")
        else:
            found[-1] += character
    return found


def _symbol(symbol: etree._Element) -> str:
    """Return a character of a symbol font, which stands in the private use area."""
    code = symbol.get(f"{WORD}char", "")
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not code.upper().startswith("D") else ""


def _hidden(run: etree._Element) -> bool:
    return is_on(run.find(f"{WORD}rPr/{WORD}vanish"))
