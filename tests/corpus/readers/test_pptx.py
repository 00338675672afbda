"""Reading PPTX: slides with their titles, boxes in the order of the eye, tables and notes."""

import io

import pytest
from made_files import packed
from pptx import Presentation
from pptx.util import Inches

from corpus.errors import Fault, UnreadableDocument
from corpus.parts import PartKind
from corpus.readers.formats import DocumentFormat, format_of
from corpus.readers.pptx import read_pptx

TITLE_AND_BODY, TITLE_ONLY, BLANK = 1, 5, 6


def made(draw, title=""):
    """Return a presentation on which ``draw`` has drawn."""
    show = Presentation()
    show.core_properties.title = title
    draw(show)
    file = io.BytesIO()
    show.save(file)
    return file.getvalue()


def read(draw, title=""):
    """Return what is read of it."""
    return read_pptx(made(draw, title), "a.pptx")


def slide(show, title=None):
    """Return a new slide, with a title or blank."""
    added = show.slides.add_slide(show.slide_layouts[BLANK if title is None else TITLE_ONLY])
    if title is not None:
        added.shapes.title.text = title
    return added


def box(shapes, words, left, top):
    """Put a box of words at a place in inches."""
    shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(0.5)).text_frame.text = words


def table(shapes, words):
    """Put a table of these words on a slide and return it."""
    drawn = shapes.add_table(len(words), len(words[0]), 0, Inches(2), Inches(6), Inches(2)).table
    for row, cells in zip(drawn.rows, words, strict=True):
        for cell, told in zip(row.cells, cells, strict=True):
            cell.text = told
    return drawn


def parts(read, *kinds):
    """Return the kinds and words of the parts."""
    return [(part.kind, part.span.of(read.text)) for part in read.parts if not kinds or part.kind in kinds]


def test_a_slide_is_a_page_under_its_title():
    """Each slide begins a page, its title is a heading, each paragraph of its body a line."""

    def draw(show):
        for title, body in (("背景", "甲\n乙"), ("目的", "丙")):
            added = show.slides.add_slide(show.slide_layouts[TITLE_AND_BODY])
            added.shapes.title.text, added.placeholders[1].text = title, body

    found = read(draw)
    assert parts(found) == [
        (PartKind.HEADING, "背景"),
        (PartKind.PARAGRAPH, "甲"),
        (PartKind.PARAGRAPH, "乙"),
        (PartKind.HEADING, "目的"),
        (PartKind.PARAGRAPH, "丙"),
    ]
    assert [found.text[at:] for at in found.page_breaks] == ["目的\n丙"]
    assert {part.level for part in found.parts if part.kind is PartKind.HEADING} == {1}
    assert found.is_sound


def test_a_slide_without_a_title_is_named_by_its_number():
    """What stands on it is not put under the title of the slide before; the first slide needs no name."""

    def draw(show):
        for words in "甲乙":
            box(slide(show).shapes, words, 1, 1)
        box(slide(show, "").shapes, "丙", 1, 1)

    assert read(draw).text == "甲\nスライド2\n乙\nスライド3\n丙"


def test_a_title_of_two_lines_is_one_heading():
    """A line that is broken inside a title is joined."""
    assert read(lambda show: slide(show, "研究の\v計画")).text == "研究の 計画"


def test_boxes_are_read_from_the_top_down_and_from_the_left():
    """The order in which boxes were drawn says nothing; those nearly in one height stand in one row."""

    def draw(show):
        shapes = slide(show).shapes
        for words, left, top in (("下右", 5, 3), ("下左", 1, 3.05), ("上右", 5, 1.05), ("上左", 1, 1), ("中", 3, 2)):
            box(shapes, words, left, top)

    assert read(draw).text.split() == ["上左", "上右", "中", "下左", "下右"]


def test_boxes_of_a_group_stay_together():
    """A group is read whole where it begins, the boxes in it in their own order, groups in groups too."""

    def draw(show):
        shapes = slide(show).shapes
        box(shapes, "外", 1, 3)
        group = shapes.add_group_shape()
        box(group.shapes, "群下", 1, 5)
        box(group.shapes.add_group_shape().shapes, "群上", 1, 1)

    assert read(draw).text.split() == ["群上", "群下", "外"]


@pytest.mark.parametrize(("kind", "kept"), [("sldNum", False), ("dt", False), ("ftr", False), ("body", True)])
def test_what_only_frames_a_slide_is_left_out(kind, kept):
    """Slide numbers, dates and footers are no words of a slide."""

    def draw(show):
        added = show.slides.add_slide(show.slide_layouts[TITLE_AND_BODY])
        added.shapes.title.text, added.placeholders[1].text = "題", "枠"
        added.placeholders[1].element.ph.set("type", kind)

    assert read(draw).text == ("題\n枠" if kept else "題")


def test_a_marked_first_row_heads_a_table():
    """A table whose first row is set as a head has it over each column, even where there are two."""
    found = read(lambda show: table(slide(show).shapes, [["名称", "額"], ["甲", "1"]]))
    (row,) = [part for part in found.parts if part.kind is PartKind.ROW]
    assert [cell.of(found.text) for cell in row.cells] == ["甲", "1"]
    assert [head.of(found.text) for (head,) in row.heads] == ["名称", "額"]


def test_a_table_without_a_marked_row_is_a_form():
    """Two columns of which none is marked have no head."""

    def draw(show):
        table(slide(show).shapes, [["期間", "5年"], ["対象", "若手"]]).first_row = False

    assert parts(read(draw)) == [(PartKind.ROW, "期間\t5年"), (PartKind.ROW, "対象\t若手")]


def test_a_cell_merged_down_stands_in_each_row():
    """A cell over two rows is in both of them, and once in the text."""

    def draw(show):
        drawn = table(slide(show).shapes, [["区分", "年度", "額"], ["甲", "前", "1"], ["", "後", "2"]])
        drawn.cell(1, 0).merge(drawn.cell(2, 0))

    found = read(draw)
    rows = [part for part in found.parts if part.kind is PartKind.ROW]
    assert [[cell.of(found.text) for cell in row.cells] for row in rows] == [["甲", "前", "1"], ["甲", "後", "2"]]
    assert found.text.count("甲") == 1


def test_the_words_of_the_speaker_are_told_apart():
    """Notes stand behind their slide, marked as such."""

    def draw(show):
        slide(show, "題").notes_slide.notes_text_frame.text = "一つ目\n\n二つ目"
        slide(show, "次")

    assert parts(read(draw), PartKind.NOTE, PartKind.HEADING) == [
        (PartKind.HEADING, "題"),
        (PartKind.NOTE, "（ノート）一つ目"),
        (PartKind.NOTE, "（ノート）二つ目"),
        (PartKind.HEADING, "次"),
    ]


def test_the_title_is_that_of_the_file_then_that_of_the_first_slide_with_one():
    """A presentation is called what its author called it, else what its first title says."""

    def draw(show):
        box(slide(show).shapes, "甲", 1, 1)
        slide(show, "計画")
        slide(show, "背景")

    assert read(draw).title == "計画"
    assert read(draw, "資料の題").title == "資料の題"


def test_a_presentation_is_known_by_its_parts():
    """The format is told by what the package holds, and a package without slides is damaged."""
    data = made(lambda show: slide(show, "題"))
    assert format_of(data, "a.pptx") is DocumentFormat.PPTX
    with pytest.raises(UnreadableDocument) as refused:
        read_pptx(packed([("a", b"x")]), "a.pptx")
    assert refused.value.fault is Fault.DAMAGED
    with pytest.raises(UnreadableDocument) as refused:
        read(slide)
    assert refused.value.fault is Fault.EMPTY
