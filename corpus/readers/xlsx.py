"""Read XLSX: each sheet with its name as a heading, and its stretches of filled rows as tables, values as they are shown."""

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import load_workbook

from corpus.parts import PartKind
from corpus.readers.package import core_title, open_package
from corpus.readers.reading import ReadText
from corpus.readers.writer import TableCell, TextWriter

_BODY = "xl/workbook.xml"
_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
_CUT = f"シートは {_MOST_ROWS:,} 行、{_MOST_COLUMNS} 列までを読み取りました。"
_UNIT = re.compile(r'"([^"]*)"')  # of a number format: #,##0"千円"
_LITERAL = re.compile(r"\[\$([^\]-]*)-?[^\]]*\]|\\(.)")  # [$¥-411], and a sign after a backslash
_AROUND = re.compile(r'"([^"]*)"|([▲△+\-¥￥$()])')
_FIGURES = re.compile(r"(?P<whole>[#0][#0,]*?)(?:\.(?P<decimals>[0#?]+))?(?P<scaled>,*)(?![#0,.])")
_ZEROS = re.compile(r"0{2,}")


def read_xlsx(data: bytes, name: str) -> ReadText:
    """Return the text of an XLSX, a page a sheet; raises UnreadableDocument."""
    package = open_package(data, name, _BODY)
    workbook = load_workbook(io.BytesIO(data), data_only=True)
    writer, cut = TextWriter(name), False
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            writer.page()
            writer.add(PartKind.HEADING, sheet.title, level=1)
            cut |= _write(sheet, writer)
    read = writer.read(title=core_title(package, name), notices=(_CUT,) if cut else ())
    above = (part.span.of(read.text) for part in read.parts if part.kind is PartKind.PARAGRAPH)
    return read if read.title else replace(read, title=next(above, ""))


def _write(sheet: Any, writer: TextWriter) -> bool:
    """Write a sheet, and say whether it is larger than what is read of one."""
    merged = _merged(sheet)
    hidden = {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 0, (column.max or 0) + 1)
    }
    stretch: list[list[TableCell]] = []
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS)):
        cells = [] if sheet.row_dimensions[row[0].row].hidden else _cells(row, merged, hidden)
        if any(cell.words for cell in cells):
            stretch.append(cells)
            continue
        _write_stretch(stretch, writer)
        stretch = []
    _write_stretch(stretch, writer)
    return bool(sheet.max_row > _MOST_ROWS or sheet.max_column > _MOST_COLUMNS)


def _write_stretch(rows: Sequence[Sequence[TableCell]], writer: TextWriter) -> None:
    """Write rows without an empty one between: lines of one cell above the first fuller one are text, the rest a table."""
    at = 0
    while at < len(rows) and sum(bool(cell.words) for cell in rows[at]) < 2:
        writer.add(PartKind.PARAGRAPH, next((cell.words for cell in rows[at] if cell.words), ""))
        at += 1
    if at < len(rows):
        writer.table(list(_trimmed(rows[at:])))
        writer.blank()


def _trimmed(rows: Sequence[Sequence[TableCell]]) -> Iterator[list[TableCell]]:
    """Yield the rows without the columns at both sides that are empty in all of them."""
    empty = [next((at for at, cell in enumerate(row) if cell.words or cell.continues), len(row)) for row in rows]
    filled = [next((at for at, cell in enumerate(row[::-1]) if cell.words or cell.continues), len(row)) for row in rows]
    first, last = min(empty), min(filled)
    yield from (list(row[first : len(row) - last]) for row in rows)


_Area = tuple[int, int, int]  # first row, first column and last column of a merged range


def _merged(sheet: Any) -> dict[tuple[int, int], _Area]:
    """Return the merged range of each cell that stands in one."""
    return {
        (row, column): (area.min_row, area.min_col, area.max_col)
        for area in sheet.merged_cells.ranges
        if area.size["rows"] * area.size["columns"] <= _MOST_ROWS
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }


def _cells(row: Sequence[Any], merged: dict[tuple[int, int], _Area], hidden: AbstractSet[int]) -> list[TableCell]:
    """Return the cells that are shown, a merged one with its first column that is."""
    told = []
    for cell in row:
        top, left, right = merged.get((cell.row, cell.column), (cell.row, cell.column, cell.column))
        seen = [column for column in range(left, right + 1) if column not in hidden]
        if not seen or cell.column != seen[0]:
            continue
        first = row[left - row[0].column]
        words = "" if top < cell.row else shown(first.value, first.number_format)
        told.append(TableCell(words, len(seen), continues=top < cell.row))
    return told


def shown(value: object, form: str) -> str:
    """Return a value as its sheet shows it in a number format.

    >>> shown(1234567, '#,##0"千円"'), shown(0.125, "0.0%"), shown(12.0, "General")
    ('1,234,567千円', '12.5%', '12')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime | dt.date):
        return _date(value)
    if isinstance(value, dt.time):
        return f"{value.hour}:{value.minute:02d}"
    if isinstance(value, int | float):
        return _number(value, form)
    return " ".join(str(value).split())


def _date(value: dt.date) -> str:
    timed = isinstance(value, dt.datetime) and (value.hour or value.minute)
    hour = f" {value.hour}:{value.minute:02d}" if isinstance(value, dt.datetime) and timed else ""
    return f"{value.year}年{value.month}月{value.day}日{hour}"


def _number(value: float, form: str) -> str:
    """Return a number in a format: its sections for positive and negative ones, decimals, thousands, units around it."""
    sections = _LITERAL.sub(lambda found: f'"{found[1] or found[2]}"', form).split(";")
    own = len(sections) > 1 and value < 0
    section = sections[1] if own else sections[0]
    figures = _FIGURES.search(_UNIT.sub(lambda found: " " * len(found[0]), section))
    if figures is None or section == "General":
        return f"{value:.15g}"
    before, after = section[: figures.start()], section[figures.end() :]
    exact = Decimal(repr(abs(value) if own else value)) / 1000 ** len(figures["scaled"])
    exact *= 100 if "%" in section else 1
    places = len(figures["decimals"] or "")
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    told = f"{rounded:,}" if "," in figures["whole"] else f"{rounded:f}"
    if _ZEROS.fullmatch(figures["whole"]):
        told = f"{rounded:0{len(figures['whole'])}f}"
    return _words(before) + told + ("%" if "%" in section else "") + _words(after)


def _words(section: str) -> str:
    """Return what a format sets around a number: words in quotes, and signs that need none."""
    return "".join(found[1] or found[2] or "" for found in _AROUND.finditer(section))
