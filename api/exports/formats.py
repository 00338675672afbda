"""Formats: which file a report can be, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.exports.office_files import to_docx, to_xlsx
from api.exports.report_tables import ReportTables, report_tables
from api.exports.sarif import to_sarif
from api.exports.text_files import to_csv, to_html, to_markdown
from api.schemas import DraftReply


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format by its media type and what writes it."""

    media_type: str
    write: Callable[[DraftReply], bytes]


def _of_tables(write: Callable[[ReportTables], bytes]) -> Callable[[DraftReply], bytes]:
    return lambda reply: write(report_tables(reply))


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "docx": ExportFormat(f"{_OPEN_XML}.wordprocessingml.document", _of_tables(to_docx)),
    "xlsx": ExportFormat(f"{_OPEN_XML}.spreadsheetml.sheet", _of_tables(to_xlsx)),
    "html": ExportFormat("text/html; charset=utf-8", _of_tables(to_html)),
    "md": ExportFormat("text/markdown; charset=utf-8", _of_tables(to_markdown)),
    "csv": ExportFormat("text/csv; charset=utf-8", _of_tables(to_csv)),
    "sarif": ExportFormat("application/sarif+json", to_sarif),
}


def described(*names: str) -> dict[int | str, dict[str, Any]]:
    """Return how OpenAPI tells that a reply may be a file of these formats."""
    media_types = [FORMATS[name].media_type.partition(";")[0] for name in names]
    return {200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in media_types}}}
