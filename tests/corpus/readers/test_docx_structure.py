"""Headings of a DOCX, what is left out of it, its tables, and the signs that fields set."""

import io

import docx as python_docx
import pytest
from made_files import docx, packed, paragraph, word_part
from made_word import styled, styles

from corpus.parts import PartKind
from corpus.readers.docx import read_docx


def read(body, *parts):
    """Return what is read from a DOCX."""
    return read_docx(docx(body, *parts), "a.docx")


def level_of(body, *parts):
    """Return the level of the only paragraph, 0 where it is no heading."""
    (part,) = read(body, *parts).parts
    return part.level


def outline(value):
    """Return properties that give an outline level."""
    return f"<w:pPr><w:outlineLvl w:val='{value}'/></w:pPr>"


@pytest.mark.parametrize(
    ("name", "more", "level"),
    [
        ("heading 1", "", 1),
        ("Heading 3", "", 3),
        ("見出し 2", "", 2),
        ("見出し2", "", 2),
        ("heading 1 char", "", 0),
        ("本文", "", 0),
        ("節", outline(1), 2),
        ("heading 1", outline(2), 3),
        ("heading 1", outline(9), 0),
        ("節", "<w:basedOn w:val='Base'/>", 4),
        ("節", f"<w:basedOn w:val='Base'/>{outline(0)}", 1),
    ],
)
def test_headings_are_as_deep_as_their_style_says(name, more, level):
    """The outline level of a style goes before its name, its own before that of the style it is based on."""
    assert level_of(styled("目的", "S", ""), styles(("S", name, more), ("Base", "heading 4", outline(3)))) == level


@pytest.mark.parametrize(("value", "level"), [(0, 1), (4, 5), (9, 0)])
def test_a_paragraph_may_be_a_heading_by_itself(value, level):
    """A paragraph's own outline level goes before that of its style."""
    body = styled("目的", "S", f"<w:outlineLvl w:val='{value}'/>")
    assert level_of(body, styles(("S", "heading 2", outline(1)))) == level


def test_a_long_paragraph_in_a_style_of_headings_is_body_text():
    """Of two paragraphs in one style the one of 120 characters is a heading, the longer one is not."""
    told = styles(("H", "heading 1", ""))
    kinds = [part.kind for part in read(styled("本" * 120, "H") + styled("本" * 121, "H"), told).parts]
    assert kinds == [PartKind.HEADING, PartKind.PARAGRAPH]


def test_the_contents_are_left_out():
    """Lines in a style of the contents, and the content control that holds them, are no words of the paper."""
    told = styles(("T", "toc 1", outline(0)), ("F", "table of figures", ""), ("M", "目次 2", ""))
    gallery = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('目次')}</w:sdtContent></w:sdt>"
    lines = "".join(styled(f"1 目的 {key}", key) for key in "TFM")
    assert read(control + lines + paragraph("本文"), told).text.split() == ["本文"]


def test_another_content_control_is_kept():
    """Only the gallery of contents is left out."""
    gallery = "<w:docPartObj><w:docPartGallery w:val='Cover Pages'/></w:docPartObj>"
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('表紙')}</w:sdtContent></w:sdt>"
    assert read(control).text == "表紙"


def field(code, result=""):
    """Return a paragraph of a word and a field."""
    signs = [f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end")]
    shown = f"<w:r><w:t>{result}</w:t></w:r>" if result else ""
    return f"<w:p>{signs[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{signs[1]}{shown}{signs[2]}<w:r><w:t>甲</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r"EQ \o\ac(○,3)", "③甲"),
        (r"eq \o\ac(◯,12)", "⑫甲"),
        (r"EQ \o\ac(○,秘)", "秘甲"),
        (r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(しるべ),標)", "標甲"),
        (r"EQ \f(1,2)", "甲"),
        (r"PAGE \* MERGEFORMAT", "甲"),
    ],
)
def test_characters_set_over_each_other_are_read_as_they_look(code, shown):
    """A circle over a number is a circled number, a reading over a word is left out, other fields say nothing."""
    assert read(field(code)).text == shown


def test_the_result_of_a_field_is_read_and_its_code_is_not():
    """A reference shows the words that it stands for."""
    assert read(field("REF _Ref1", "図1")).text == "図1甲"


def test_the_title_is_that_of_the_style_then_that_of_the_file():
    """The first paragraph in the style of titles is the title; without one it is the property of the file."""
    told = styles(("T", "Title", ""))
    core = (
        "docProps/core.xml",
        b"<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title> plan </dc:title></c>",
    )
    assert read(styled("計画", "T") + styled("副題", "T"), told, core).title == "計画"
    assert read(paragraph("計画"), told, core).title == "plan"
    assert read(paragraph("計画"), told).title == ""


def test_footnotes_are_told_apart_from_paragraphs():
    """A paragraph among the footnotes is one of them."""
    notes = ("word/footnotes.xml", word_part(f"<w:footnote>{paragraph('脚注')}</w:footnote>", "footnotes"))
    assert [part.kind for part in read(paragraph("本文"), notes).parts] == [PartKind.PARAGRAPH, PartKind.FOOTNOTE]


def table_of(read):
    """Return the rows of what is read, each as pairs of its heads and its cell."""
    rows = [part for part in read.parts if part.kind is PartKind.ROW]
    return [
        [
            ("/".join(head.of(read.text) for head in heads), cell.of(read.text))
            for heads, cell in zip(row.heads, row.cells, strict=True)
        ]
        for row in rows
    ]


def test_merged_cells_of_the_common_library_stand_in_each_place_that_they_cover():
    """A cell over two columns heads both, one over two rows is in both."""
    made = python_docx.Document()
    table = made.add_table(rows=4, cols=3)
    words = [["区分", "予算", ""], ["", "前年度", "本年度"], ["甲", "1", "2"], ["", "3", "4"]]
    for row, cells in zip(table.rows, words, strict=True):
        for cell, told in zip(row.cells, cells, strict=True):
            cell.text = told
    for first, last in (((0, 1), (0, 2)), ((0, 0), (1, 0)), ((2, 0), (3, 0))):
        table.cell(*first).merge(table.cell(*last))
    written = io.BytesIO()
    made.save(written)
    assert table_of(read_docx(written.getvalue(), "a.docx")) == [
        [("区分", "甲"), ("予算/前年度", "1"), ("予算/本年度", "2")],
        [("区分", "甲"), ("予算/前年度", "3"), ("予算/本年度", "4")],
    ]


def test_rows_that_are_repeated_on_each_page_head_the_table():
    """A row that Word marks as a head heads a table of two columns too."""
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = [f"<w:tr>{more}<w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>" for more, a, b in
            ((head, "名称", "額"), ("", "甲", "1"))]  # fmt: skip
    assert table_of(read(f"<w:tbl>{''.join(rows)}</w:tbl>")) == [[("名称", "甲"), ("額", "1")]]


def test_a_deleted_row_is_left_out():
    """A row whose deletion is tracked is gone."""
    rows = [f"<w:tr>{more}<w:tc>{paragraph(words)}</w:tc></w:tr>" for more, words in
            (("<w:trPr><w:del/></w:trPr>", "消"), ("", "残"))]  # fmt: skip
    assert read(f"<w:tbl>{''.join(rows)}</w:tbl>").text == "残"


def test_the_strict_form_of_the_format_is_read():
    """A package in the namespace of the strict standard gives the same words."""
    strict = word_part(paragraph("本文")).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_docx(packed([("word/document.xml", strict)]), "a.docx").text == "本文"
