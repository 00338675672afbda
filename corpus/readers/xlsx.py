"""Read XLSX: each sheet with its name as a heading, and its stretches of filled rows as tables, values as they are shown."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import load_workbook

from corpus.parts import PartKind
from corpus.readers.package import core_title, open_package
from corpus.readers.reading import ReadText
from corpus.readers.writer import TableCell, TextWriter

_BODY = "xl/workbook.xml"
_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
_UNIT = re.compile(r'"([^"]{1,12})"')  # of a number format: #,##0"千円"
_DECIMALS = re.compile(r"0\.(0+)")
_SECTION = re.compile(r";")


def read_xlsx(data: bytes, name: str) -> ReadText:
    """Return the text of an XLSX, a page a sheet; raises UnreadableDocument."""
    package = open_package(data, name, _BODY)
    workbook = load_workbook(io.BytesIO(data), data_only=True)
    writer = TextWriter(name)
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            writer.page()
            writer.add(PartKind.HEADING, sheet.title, level=1)
            _write(sheet, writer)
    return writer.read(title=_title(package, name))


def _title(package: zipfile.ZipFile, name: str) -> str:
    return core_title(package, name)


def _write(sheet: Any, writer: TextWriter) -> None:
    merged = _merged(sheet)
    stretch: list[list[TableCell]] = []
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS)):
        cells = [] if sheet.row_dimensions[row[0].row].hidden else _cells(row, merged)
        if any(cell.words for cell in cells):
            stretch.append(cells)
            continue
        _write_stretch(stretch, writer)
        stretch = []
    _write_stretch(stretch, writer)


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
    used = [at for row in rows for at, cell in enumerate(row) if cell.words]
    first, last = min(used), max(used)
    yield from (list(row[first : last + 1]) for row in rows)


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each cell of a merged range but its first the place of the first."""
    return {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        if area.size["rows"] * area.size["columns"] <= _MOST_ROWS
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
        if (row, column) != (area.min_row, area.min_col)
    }


def _cells(row: Sequence[Any], merged: dict[tuple[int, int], tuple[int, int]]) -> list[TableCell]:
    told = []
    for cell in row:
        first = merged.get((cell.row, cell.column))
        below = first is not None and first[0] < cell.row
        told.append(TableCell("" if first else shown(cell.value, cell.number_format), continues=below))
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
    if bare in ("General", "@") or not ("0" in bare or "#" in bare):
        return f"{value:.10g}"
    return (f"{value:,.{places}f}" if "," in bare else f"{value:.{places}f}") + unit
