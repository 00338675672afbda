"""Read Markdown: its headings, lists and tables; the text is left as the file has it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.parts import Part, PartKind
from corpus.readers.reading import ReadText
from corpus.readers.text import read_text
from corpus.spans import Fragments, Span, strip

_HEADING = re.compile(r"(#{1,6})[ \u3000]+(?P<words>.*?)[ #]*$")
_ITEM = re.compile(r"\s*(?P<mark>[-*+]|[0-9]{1,3}[.)])[ \u3000]+(?=\S)")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"\s*\|?[\s:|\-]*-[\s:|\-]*\|[\s:|\-]*$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_CELL = re.compile(r"(?<=\|)(?:[^|\\]|\\.)*(?=\|)")
_FRONT = re.compile(r"---\n(?:.*\n){0,60}?---(?:\n|$)")
_FRONT_TITLE = re.compile(r"^title:\s*(.+)$", re.MULTILINE)
_UNDERLINE = re.compile(r"(?P<sign>=|-)(?P=sign){2,}\s*$")


def read_markdown(data: bytes, name: str) -> ReadText:
    """Return the text with the parts that its marks tell; raises UnreadableDocument."""
    read = read_text(data, name)
    parts = tuple(_parts(read.text))
    front = _FRONT.match(read.text)
    named = _FRONT_TITLE.search(front[0]) if front else None
    first = next((part.span.of(read.text) for part in parts if part.kind is PartKind.HEADING and part.level == 1), "")
    return replace(read, parts=parts, title=named[1].strip(" '\"") if named else first)


def _parts(text: str) -> Iterator[Part]:
    table: list[Span] = []
    paragraph: list[Span] = []
    front = _FRONT.match(text)
    offset, fenced = front.end() if front else 0, False
    for raw in text[offset:].split("\n"):
        line = Span(offset, offset + len(raw))
        offset += len(raw) + 1
        fenced ^= _FENCE.match(raw) is not None
        if _ROW.match(raw) and not fenced:
            yield from _paragraph(paragraph, text)
            table.append(line)
            continue
        yield from _table(table, text)
        underline = None if fenced else _UNDERLINE.match(raw)
        if underline and paragraph:
            title = paragraph.pop()
            yield from _paragraph(paragraph, text)
            yield Part(PartKind.HEADING, strip(title, text), 1 if underline["sign"] == "=" else 2)
            continue
        heading, item = (None, None) if fenced else (_HEADING.match(raw), _ITEM.match(raw))
        if heading or item or not raw.strip():
            yield from _paragraph(paragraph, text)
        if heading and heading["words"].strip():
            start = line.start + heading.start("words")
            yield Part(PartKind.HEADING, strip(Span(start, line.start + heading.end("words")), text), len(heading[1]))
        elif item:
            mark = item["mark"] if item["mark"][0].isdigit() else "・"
            yield Part(PartKind.ITEM, strip(Span(line.start + item.end(), line.end), text), mark=mark)
        elif raw.strip() and not heading and not _FENCE.match(raw):
            paragraph.append(line)
    yield from _paragraph(paragraph, text)
    yield from _table(table, text)


def _paragraph(lines: list[Span], text: str) -> Iterator[Part]:
    if lines:
        yield Part(PartKind.PARAGRAPH, strip(Span(lines[0].start, lines[-1].end), text))
        lines.clear()


def _table(lines: list[Span], text: str) -> Iterator[Part]:
    rows = [line for line in lines if not _RULE.match(line.of(text))]
    ruled = len(lines) > 1 and _RULE.match(lines[1].of(text)) is not None
    heads: tuple[Fragments, ...] = ()
    for at, line in enumerate(rows):
        cells = _cells(line, text)
        own = heads if len(heads) == len(cells) else ()
        leads = at == 0 and ruled and len(rows) > 1
        yield Part(PartKind.HEAD if leads else PartKind.ROW, strip(line, text), cells=cells, heads=own)
        if leads:
            heads = tuple((cell,) if len(cell) else () for cell in cells)
    lines.clear()


def _cells(line: Span, text: str) -> tuple[Span, ...]:
    found: Sequence[re.Match[str]] = list(_CELL.finditer(line.of(text)))
    return tuple(strip(Span(line.start + cell.start(), line.start + cell.end()), text) for cell in found)
