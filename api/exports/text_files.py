"""The report as Markdown, as CSV for spreadsheets and as HTML for print."""

import csv
import io
from html import escape

from api.exports.report_tables import ReportTable, ReportTables

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STYLE = (
    "body{font-family:'Hiragino Sans','Noto Sans JP',sans-serif;line-height:1.6;margin:2rem auto;max-width:75rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #767676;padding:.4rem .6rem;"
    "vertical-align:top;text-align:left;white-space:pre-wrap;overflow-wrap:anywhere}th{background:#f2f2f2}"
    "td:nth-child(-n+3),th:nth-child(-n+3){min-width:3.2em}td{min-width:9em}@page{size:A4 landscape;margin:12mm}"
    "h2{break-after:avoid}tr{break-inside:avoid}@media print{body{margin:0;font-size:9pt}}"
)


def to_markdown(report: ReportTables) -> bytes:
    """Return the report as Markdown; what the draft says cannot break out of its cell."""
    parts = [f"# {_cell(report.title)}", *(_cell(line) for line in report.lines)]
    for table in report.tables:
        rows = [table.columns, ("---",) * len(table.columns), *table.rows]
        lines = ("| " + " | ".join(_cell(cell) if cell != "---" else cell for cell in row) + " |" for row in rows)
        parts += [f"## {table.heading}", "\n".join(lines)]
    return ("\n\n".join(parts) + "\n").encode()


def _cell(text: str) -> str:
    escaped = (
        text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[").replace("`", "\\`")
    )
    return " ".join(escaped.split("\n"))


def to_csv(report: ReportTables) -> bytes:
    """Return the report as CSV with a byte order mark; no cell is taken for a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    for line in (report.title, *report.lines):
        writer.writerow([_no_formula(line)])
    for table in report.tables:
        writer.writerow([])
        writer.writerow([table.heading])
        writer.writerow(table.columns)
        writer.writerows([_no_formula(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _no_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def to_html(report: ReportTables) -> bytes:
    """Return the report as one page that prints well and loads nothing."""
    body = [f"<h1>{escape(report.title)}</h1>", *(f"<p>{escape(line)}</p>" for line in report.lines)]
    body += [_html_table(table) for table in report.tables]
    page = (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{escape(report.title)}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(body)}</body></html>\n"
    )
    return page.encode()


def _html_table(table: ReportTable) -> str:
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<h2>{escape(table.heading)}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
