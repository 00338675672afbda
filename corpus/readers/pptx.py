"""Read PPTX: slides with their titles, boxes from the top down, tables, groups, and the speaker's notes marked so."""

import io
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from corpus.parts import PartKind
from corpus.readers.package import core_title, open_package
from corpus.readers.reading import ReadText
from corpus.readers.writer import TableCell, TextWriter

_BODY = "ppt/presentation.xml"
_TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE})
_FURNITURE = frozenset({PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER})
_NOTES = "（ノート）"
_ROW_HEIGHT = 300_000  # English metric units, a third of an inch: boxes so near in height stand in one row


def read_pptx(data: bytes, name: str) -> ReadText:
    """Return the text of a PPTX, a page a slide; raises UnreadableDocument."""
    package = open_package(data, name, _BODY)
    writer = TextWriter(name)
    first = ""
    for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, start=1):
        if slide._element.get("show") in ("0", "false"):  # noqa: SLF001 - hidden slides are told nowhere else
            continue
        writer.page()
        title = _title_of(slide)
        first = first or title
        if title:
            writer.add(PartKind.HEADING, title, level=1)
        elif number > 1:
            writer.add(PartKind.HEADING, f"スライド{number}", level=1)
        for shape in _in_order(slide.shapes):
            _write(shape, writer)
        _write_notes(slide, writer)
    return writer.read(title=core_title(package, name) or first)


def _title_of(slide: Any) -> str:
    found = slide.shapes.title
    return _line(found.text_frame.text) if found is not None and found.has_text_frame else ""


def _line(words: str) -> str:
    return " ".join(words.replace("\v", " ").split())


def _in_order(shapes: Any) -> Iterator[Any]:
    """Yield the shapes from the top down, those side by side from the left; those of a group together."""
    placed = [(shape.top or 0, shape.left or 0, at, shape) for at, shape in enumerate(shapes)]
    for _, _, _, shape in sorted(placed, key=lambda item: (item[0] // _ROW_HEIGHT, item[1], item[2])):
        if hasattr(shape, "shapes"):
            yield from _in_order(shape.shapes)
        elif not _is_furniture(shape):
            yield shape


def _is_furniture(shape: Any) -> bool:
    kind = shape.placeholder_format.type if shape.is_placeholder else None
    return kind in _TITLES or kind in _FURNITURE


def _write(shape: Any, writer: TextWriter) -> None:
    if getattr(shape, "has_table", False):
        rows = [list(row.cells) for row in shape.table.rows]
        deep = max((cell.span_height for cell in rows[0] if cell.is_merge_origin), default=1) if rows else 0
        heads = deep if shape.table.first_row else 0
        writer.table([list(_cells(row, heads=at < heads)) for at, row in enumerate(rows)])
    elif shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            words = _line(paragraph.text)
            if words:
                writer.add(PartKind.PARAGRAPH, words)


def _cells(row: Sequence[Any], *, heads: bool) -> Iterator[TableCell]:
    """Yield the cells of a row: one that is merged into that beside it is told with that, one below goes on from above."""
    for at, cell in enumerate(row):
        if cell._tc.hMerge:  # noqa: SLF001 - which of the two a cell is merged into is told nowhere else
            continue
        wide = 1 + sum(1 for _ in takewhile(lambda other: other._tc.hMerge, row[at + 1 :]))  # noqa: SLF001
        words = "" if cell.is_spanned else _line(cell.text_frame.text)
        yield TableCell(words, wide, continues=cell.is_spanned, heads=heads)


def _write_notes(slide: Any, writer: TextWriter) -> None:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    for words in frame.text.splitlines() if frame is not None else ():
        if words.strip():
            writer.add(PartKind.NOTE, _NOTES + _line(words))
