"""The report as DOCX and XLSX; the same report is the same bytes, so no file bears the time at which it was made."""

import io
import re

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.exports.packages import MADE, packed, plain, repacked
from api.exports.report_tables import ReportTable, ReportTables

_NO_SHEET_NAME = re.compile(r"[:：/?*\[\]\\]")
_WIDEST = 60
_LONGEST_SHEET_NAME = 31


def to_docx(report: ReportTables) -> bytes:
    """Return the report as a document on wide pages, with boxes for a reviewer to tick."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.styles["Normal"].font.size = Pt(9)
    document.add_heading(plain(report.title), level=1)
    for line in report.lines:
        document.add_paragraph(plain(line))
    for table in report.tables:
        document.add_heading(table.heading, level=2)
        grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
        for row in (table.columns, *table.rows):
            cells = grid.rows[0].cells if row is table.columns else grid.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = plain(text)
    return packed(document)


def to_xlsx(report: ReportTables) -> bytes:
    """Return the report as a workbook, a sheet a table; every cell is text, whatever it begins with."""
    book = Workbook()
    first = book.active
    first.title = "概要"
    for line in (report.title, *report.lines):
        first.append([plain(line)])
    first.column_dimensions["A"].width = 2 * _WIDEST
    for number, table in enumerate(report.tables, start=1):
        _fill(book.create_sheet(_sheet_name(number, table)), table)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    book.properties.created = book.properties.modified = MADE
    written = io.BytesIO()
    book.save(written)
    return repacked(written.getvalue())


def _sheet_name(number: int, table: ReportTable) -> str:
    return f"{number} {_NO_SHEET_NAME.sub('・', table.heading)}"[:_LONGEST_SHEET_NAME]


def _fill(sheet: Worksheet, table: ReportTable) -> None:
    sheet.append(list(table.columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in table.rows:
        sheet.append([plain(cell) for cell in row])
    sheet.freeze_panes = "A2"
    for column, name in enumerate(table.columns, start=1):
        longest = max((len(row[column - 1]) for row in table.rows), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(2 * len(name), longest) + 2, _WIDEST)
