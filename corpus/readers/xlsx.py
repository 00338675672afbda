"""Read XLSX: each sheet with its name as a heading, and its stretches of filled rows as tables, values as they are shown."""

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from corpus.parts import PartKind
from corpus.readers.package import core_title, open_package
from corpus.readers.reading import ReadText
from corpus.readers.writer import TableCell, TextWriter

_BODY = "xl/workbook.xml"
_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
_CUT = f"シートは {_MOST_ROWS:,} 行、{_MOST_COLUMNS} 列までを読み取りました。"
_UNIT = re.compile(r'"([^"]{1,12})"')  # of a number format: #,##0"千円"
_DECIMALS = re.compile(r"0\.(0+)")
_ZEROS = re.compile(r"0{2,}")
_SECTION = re.compile(r";")


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
    hidden = {column_index_from_string(name) for name, column in sheet.column_dimensions.items() if column.hidden}
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


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Return for each cell of a merged range the row and column of its first, and how many columns it covers."""
    return {
        (row, column): (area.min_row, area.min_col, area.size["columns"])
        for area in sheet.merged_cells.ranges
        if area.size["rows"] * area.size["columns"] <= _MOST_ROWS
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }


def _cells(
    row: Sequence[Any], merged: dict[tuple[int, int], tuple[int, int, int]], hidden: AbstractSet[int]
) -> list[TableCell]:
    told = []
    for cell in row:
        first, column, columns = merged.get((cell.row, cell.column), (cell.row, cell.column, 1))
        if column < cell.column or cell.column in hidden:
            continue  # told with the cell that it is merged into
        below = first < cell.row
        told.append(TableCell("" if below else shown(cell.value, cell.number_format), columns, continues=below))
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
    if isinstance(value, int | float):
        return _number(value, _SECTION.split(form)[0])
    return " ".join(str(value).split())


def _date(value: dt.date) -> str:
    hour = f" {value.hour}:{value.minute:02d}" if isinstance(value, dt.datetime) and value.hour else ""
    return f"{value.year}年{value.month}月{value.day}日{hour}"


def _number(value: float, form: str) -> str:
    unit = "".join(_UNIT.findall(form))
    bare = _UNIT.sub("", form)
    decimals = _DECIMALS.search(bare)
    places = len(decimals[1]) if decimals else 0
    if "%" in bare:
        return f"{value * 100:.{places}f}%{unit}"
    if _ZEROS.fullmatch(bare):
        return f"{value:0{len(bare)}.0f}{unit}"
    if bare in ("General", "@") or not ("0" in bare or "#" in bare):
        return f"{value:.10g}"
    return (f"{value:,.{places}f}" if "," in bare else f"{value:.{places}f}") + unit
