"""Merged cells of office files: each stands in every place that it covers, and once in the text."""

import io

import pytest
from made_files import docx, paragraph
from openpyxl import Workbook
from pptx import Presentation

from corpus.parts import PartKind
from corpus.readers.docx import read_docx
from corpus.readers.pptx import read_pptx
from corpus.readers.xlsx import read_xlsx


def slide(words, merged):
    """Return what is read of a slide with this table, in which ranges of places are merged."""
    show = Presentation()
    table = show.slides.add_slide(show.slide_layouts[6]).shapes.add_table(len(words), len(words[0]), 0, 0, 9, 9).table
    for row, cells in zip(table.rows, words, strict=True):
        for cell, told in zip(row.cells, cells, strict=True):
            cell.text = told
    for (top, left), (bottom, right) in merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    file = io.BytesIO()
    show.save(file)
    return read_pptx(file.getvalue(), "a.pptx")


def sheet(words, merged, hidden=()):
    """Return what is read of a sheet with this table."""
    book = Workbook()
    for row in words:
        book.active.append([cell or None for cell in row])
    for (top, left), (bottom, right) in merged:
        book.active.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    for column in hidden:
        book.active.column_dimensions[column].hidden = True
    file = io.BytesIO()
    book.save(file)
    return read_xlsx(file.getvalue(), "a.xlsx")


def rows(read):
    """Return the rows, each as pairs of its heads and its cell."""
    return [
        [
            ("/".join(head.of(read.text) for head in heads), cell.of(read.text))
            for heads, cell in zip(part.heads or [()] * len(part.cells), part.cells, strict=True)
        ]
        for part in read.parts
        if part.kind is PartKind.ROW
    ]


@pytest.mark.parametrize("make", [slide, sheet])
def test_a_head_over_two_columns_heads_both(make):
    """An outer head is told with each of the inner ones below it."""
    words = [["区分", "予算", ""], ["", "前年度", "本年度"], ["甲", "1", "2"], ["", "3", "4"]]
    read = make(words, [((0, 1), (0, 2)), ((0, 0), (1, 0)), ((2, 0), (3, 0))])
    assert rows(read) == [
        [("区分", "甲"), ("予算/前年度", "1"), ("予算/本年度", "2")],
        [("区分", "甲"), ("予算/前年度", "3"), ("予算/本年度", "4")],
    ]
    assert [read.text.count(told) for told in ("予算", "区分", "甲")] == [1, 1, 1]


@pytest.mark.parametrize("make", [slide, sheet])
def test_a_cell_over_two_columns_is_in_both(make):
    """A cell that is merged across is never taken for the one above it."""
    read = make([["名称", "前", "後"], ["甲", "1", "2"], ["乙", "3", ""]], [((2, 1), (2, 2))])
    assert rows(read)[1] == [("名称", "乙"), ("前", "3"), ("後", "3")]


@pytest.mark.parametrize("make", [slide, sheet])
def test_a_cell_over_rows_and_columns_is_in_all_of_them(make):
    """Four places hold the one cell."""
    read = make([["名称", "前", "後"], ["甲", "未定", ""], ["乙", "", ""]], [((1, 1), (2, 2))])
    assert rows(read) == [
        [("名称", "甲"), ("前", "未定"), ("後", "未定")],
        [("名称", "乙"), ("前", "未定"), ("後", "未定")],
    ]


def test_hidden_columns_are_left_out():
    """A column that nobody sees is not read, and the others keep their heads."""
    read = sheet([["名称", "秘密", "前", "後"], ["甲", "x", "1", "2"]], [], hidden="B")
    assert rows(read) == [[("名称", "甲"), ("前", "1"), ("後", "2")]]


def test_a_row_that_begins_further_right_keeps_its_columns():
    """A row of a DOCX that leaves out its first columns stands under the right heads."""

    def row(*cells, before=""):
        told = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in cells)
        return f"<w:tr><w:trPr>{before}</w:trPr>{told}</w:tr>"

    table = row("名称", "前", "後") + row("1", "2", before="<w:gridBefore w:val='1'/>")
    read = read_docx(docx(f"<w:tbl>{table}</w:tbl>"), "a.docx")
    assert rows(read) == [[("名称", ""), ("前", "1"), ("後", "2")]]


def test_a_box_drawn_around_paragraphs_is_no_table():
    """A table of one cell holds text like any other."""
    cell = f"<w:tc>{paragraph('一')}{paragraph('二')}</w:tc>"
    read = read_docx(docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"), "a.docx")
    assert [(part.kind, part.span.of(read.text)) for part in read.parts] == [
        (PartKind.PARAGRAPH, "一"),
        (PartKind.PARAGRAPH, "二"),
    ]
