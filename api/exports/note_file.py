"""A note as a document: what was pinned, in its order, with its sources in the form that official papers use."""

import re

from docx import Document
from docx.document import Document as Docx
from docx.shared import Pt

from api.exports.packages import packed, plain
from api.exports.report_tables import source
from api.schemas import NotePieceRequest, NoteRequest

_LEAD = "しるべで集めたノートです。引用は文書の原文のままです。"
_RULE = re.compile(r"^\|[\s:|-]+\|$")  # the line between the head and the body of a table


def note_docx(note: NoteRequest) -> bytes:
    """Return the note as a Word document."""
    document = Document()
    document.styles["Normal"].font.size = Pt(10.5)
    document.add_heading(plain(note.title), level=1)
    for piece in note.pieces:
        _add_piece(document, piece)
    document.add_paragraph(_LEAD)
    return packed(document)


def _add_piece(document: Docx, piece: NotePieceRequest) -> None:
    document.add_heading(plain(piece.heading), level=2)
    _add_words(document, plain(piece.words))
    if piece.remark.strip():
        document.add_paragraph(f"メモ：{plain(piece.remark)}")
    if piece.citations:
        document.add_heading("出典", level=3)
    for citation in piece.citations:
        document.add_paragraph(plain(f"[{citation.number}] {source(citation)}"))
        document.add_paragraph(plain(citation.quote.strip()), style="Quote")


def _add_words(document: Docx, words: str) -> None:
    """Add an answer's lines: rows become a table, bullets a list, others paragraphs."""
    rows: list[list[str]] = []
    for line in [*filter(None, map(str.strip, words.split("\n"))), ""]:
        if line.startswith("|"):
            rows += [] if _RULE.match(line) else [[cell.strip() for cell in line.strip("|").split("|")]]
            continue
        _add_table(document, rows)
        rows = []
        if line:
            document.add_paragraph(line.removeprefix("・"), style="List Bullet" if line.startswith("・") else None)


def _add_table(document: Docx, rows: list[list[str]]) -> None:
    if not rows:
        return
    columns = max(map(len, rows))
    grid = document.add_table(rows=len(rows), cols=columns, style="Table Grid")
    for row, cells in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text
