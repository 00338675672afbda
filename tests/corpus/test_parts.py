"""Structure that a file's format tells, made to sections and blocks."""

import pytest

from corpus.collection import document_of
from corpus.documents import NO_DATE, BlockKind, Record
from corpus.parts import Part, PartKind
from corpus.readers.writer import TableCell, TextWriter
from corpus.sources import Source
from corpus.structure import has_headings, told_structure


def document(writer, date="2024"):
    """Return the document of what a writer was told."""
    read = writer.read()
    record = Record("a", "a", "題", date, "", "", "ja", "")
    return document_of(Source(record, read.text, read.page_breaks, (), read.parts))


def chapters():
    """Return a writer with two chapters, the first with a section below."""
    writer = TextWriter("a")
    writer.add(PartKind.HEADING, "総則", level=1, mark="第1章")
    writer.add(PartKind.PARAGRAPH, "この要領を定める。")
    writer.add(PartKind.HEADING, "目的", level=3, mark="1.1")
    writer.add(PartKind.ITEM, "研究を支える。", mark="①")
    writer.add(PartKind.HEADING, "経費", level=1, mark="第2章")
    writer.table(
        [
            [TableCell("区分"), TableCell("対象"), TableCell("上限額")],
            [TableCell("一般"), TableCell("大学"), TableCell("5円")],
        ]
    )
    writer.add(PartKind.FOOTNOTE, "消費税を含む。")
    return writer


def test_headings_nest_by_their_levels():
    """A skipped level is no gap, and a chapter closes what is open."""
    sections = document(chapters()).sections
    assert [(item.level, item.heading, item.parent) for item in sections] == [
        (0, "", None),
        (1, "第1章 総則", 0),
        (2, "1.1 目的", 1),
        (1, "第2章 経費", 0),
    ]


def test_a_section_ends_where_the_next_of_its_level_begins():
    """Deeper sections lie inside."""
    told = document(chapters())
    first, inner, second = told.sections[1:]
    assert first.span.holds(inner.span)
    assert first.span.end == second.span.start
    assert second.span.end == len(told.text)


def test_blocks_keep_kind_mark_and_section():
    """The head of a table is no block: it goes with the rows."""
    told = document(chapters())
    assert [(block.kind, block.mark, block.section) for block in told.blocks] == [
        (BlockKind.PARAGRAPH, "", 1),
        (BlockKind.ITEM, "①", 2),
        (BlockKind.ROW, "", 3),
        (BlockKind.FOOTNOTE, "", 3),
    ]
    row = told.blocks[2]
    assert [cell.of(told.text) for cell in row.cells] == ["一般", "大学", "5円"]
    assert [[span.of(told.text) for span in heads] for heads in row.header] == [["区分"], ["対象"], ["上限額"]]


def test_a_typed_bullet_makes_an_item():
    """Its words begin behind the bullet."""
    writer = chapters()
    writer.add(PartKind.PARAGRAPH, "・手で打った項目")
    told = document(writer)
    assert told.blocks[-1].kind is BlockKind.ITEM
    assert told.blocks[-1].span.of(told.text) == "手で打った項目"


@pytest.mark.parametrize(("headings", "others", "told"), [(0, 3, False), (1, 3, True), (1, 20, False), (2, 20, True)])
def test_one_styled_title_over_typed_headings_tells_no_structure(headings, others, told):
    """Whoever has styled the title alone has typed the headings, which are then read off the text."""
    writer = TextWriter("a")
    for _ in range(headings):
        writer.add(PartKind.HEADING, "題", level=1)
    for _ in range(others):
        writer.add(PartKind.PARAGRAPH, "本文である。")
    assert has_headings(writer.read().parts) is told


def test_calls_are_left_out_of_headings_and_sentences():
    """A footnote's number is no word of what calls it."""
    writer = TextWriter("a")
    writer.add(PartKind.HEADING, "調査の概要1", level=1)
    read = writer.read()
    end = len(read.text)
    call = Part(PartKind.CALL, type(read.parts[0].span)(end - 1, end))
    sections, blocks = told_structure(read.text, (*read.parts, call))
    assert sections[1].heading == "調査の概要"
    assert blocks == ()


def test_a_paper_without_a_date_has_none_to_show():
    """Older than any when papers are put in order, and not known when it is shown."""
    assert document(chapters(), NO_DATE).record.known_date == ""
    assert document(chapters(), "2024-05").record.known_date == "2024-05"
