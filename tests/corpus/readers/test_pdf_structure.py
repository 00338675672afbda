"""The structure of a PDF, told by where its lines stand and how large they are set."""

import pytest
from made_files import printed

from corpus.parts import PartKind
from corpus.readers.pdf import read_pdf

WORDS = [
    "The first line is as wide as the margin allows it",
    "and so is the second line of this paragraph here",
    "and so is the third one, which ends at this word",
    "but not the fourth.",
]
JOINED = " ".join(WORDS)


def paragraph(top):
    """Return the lines of a paragraph in the size of the body, from this height down."""
    return [(50, top - 12 * at, 10, words) for at, words in enumerate(WORDS)]


def chapters(*more, titles=("Background", "Purpose", "Methods"), size=14):
    """Return a page of three paragraphs, each under its heading."""
    heads = [(50, 500 - 80 * at, size, title) for at, title in enumerate(titles)]
    return [line for head in heads for line in (head, *paragraph(head[1] - 20))] + list(more)


def parts(*pages):
    """Return the kinds, levels and words of the parts of a PDF, the paragraph that is always the same left out."""
    read = read_pdf(printed(*pages), "a.pdf")
    assert read.is_sound
    told = [(part.kind, part.level, part.span.of(read.text)) for part in read.parts]
    return [part for part in told if part[2] != JOINED]


def headings(*pages):
    """Return the levels and words of the headings."""
    return [(level, words) for kind, level, words in parts(*pages) if kind is PartKind.HEADING]


def in_japanese(data, signs):
    """Return the PDF with the characters from 128 on drawn as these signs."""
    names = " ".join(f"/uni{ord(sign):04X}" for sign in signs)
    more = f"/BaseFont /Courier /Encoding << /Differences [128 {names}] >> >>"
    return data.replace(b"/BaseFont /Courier >>", more.encode())


def test_larger_lines_are_headings_the_largest_the_highest():
    """The sizes above that of the body are the levels of the headings."""
    page = [(50, 560, 18, "The plan"), *chapters(), (50, 220, 12, "A detail"), *paragraph(200)]
    assert headings(page) == [(1, "The plan"), (2, "Background"), (2, "Purpose"), (2, "Methods"), (3, "A detail")]


def test_lines_in_the_size_of_the_body_are_no_headings():
    """Where nothing is set larger, nothing is told of the structure."""
    assert parts(chapters(size=10)) == []


def test_hardly_a_heading_tells_nothing():
    """Two large lines show no structure, three do."""
    assert parts(chapters(titles=("Background", "Purpose"))) == []
    assert len(parts(chapters())) == 3


@pytest.mark.parametrize(
    "words", ["Table 1: The budget", "Figure 2 ", "http://example.org/", "12.5%", "A", "Long words " * 6, "2024"]
)
def test_large_lines_that_head_nothing_are_no_headings(words):
    """Captions, figures, addresses and sentences that are set large stay what they are."""
    found = headings(chapters((50, 200, 14, words), *paragraph(150)))
    assert [title for _, title in found] == ["Background", "Purpose", "Methods"]


def test_a_heading_of_two_lines_is_one():
    """A second line close below the first in the same letters belongs to it; one further down is another heading."""
    near = [(50, 560, 14, "A heading that runs"), (50, 543, 14, "over two lines")]
    assert headings([*near, *chapters()])[0] == (1, "A heading that runs over two lines")
    far = [(50, 580, 14, "A heading that stands"), (50, 540, 14, "Another heading")]
    assert headings([*far, *chapters()])[:2] == [(1, "A heading that stands"), (1, "Another heading")]


def test_lines_that_count_on_are_headings_below_those_set_larger():
    """Numbers that run from 1 on, each above words of its own, head those; a number that skips does not."""
    page = chapters(titles=("1. Background of it", "2. Purpose of it", "4. Methods of it"), size=10)
    assert [words for _, words in headings([(50, 560, 14, "The plan"), *page])][1:] == [
        "1. Background of it",
        "2. Purpose of it",
    ]
    page = chapters(titles=("1. Background of it", "2. Purpose of it", "3. Methods of it"), size=10)
    assert headings([(50, 560, 14, "The plan"), *page]) == [
        (1, "The plan"),
        (2, "1. Background of it"),
        (2, "2. Purpose of it"),
        (2, "3. Methods of it"),
    ]


def test_the_title_is_the_largest_line_of_the_first_page():
    """A line set larger than the body is what the paper is called; where none is, the file has no title."""
    assert read_pdf(printed([(50, 560, 18, "The plan"), *chapters()]), "a.pdf").title == "The plan"
    assert read_pdf(printed(paragraph(400)), "a.pdf").title == ""


def test_columns_drawn_line_by_line_across_are_read_one_after_the_other():
    """Lines side by side on both sides of one gap, three rows and more, are two columns between what spans both."""
    left, right = ([f"{side} column has a line {at}" for at in range(4)] for side in ("Left", "Right"))
    rows = [(x, 400 - 12 * at, 10, words[at]) for at in range(4) for x, words in ((50, left), (320, right))]
    above, below = (f"A line {where} the columns that is as wide as the page is." for where in ("above", "below"))
    page = [(50, 440, 10, above), *rows, (50, 330, 10, below)]
    words = read_pdf(printed(page), "a.pdf").text.replace("\n", " ")
    assert words == " ".join([above, *left, *right, below])


def test_cells_side_by_side_are_rows():
    """Short stretches side by side in rows are cells, a tab between them."""
    cells = [(x, 200 - 12 * at, 10, f"{name} {at}") for at in range(3) for x, name in ((50, "Row"), (320, "Sum"))]
    assert parts(chapters(*cells))[3:] == [(PartKind.ROW, 0, f"Row {at}\tSum {at}") for at in range(3)]
    read = read_pdf(printed(chapters(*cells)), "a.pdf")
    assert next([cell.of(read.text) for cell in part.cells] for part in read.parts if part.cells) == ["Row 0", "Sum 0"]


def test_a_gap_in_one_line_alone_makes_no_row():
    """A stretch apart from the line before it with no such line near is one line with it."""
    page = [(50, 400, 10, "Period"), (200, 400, 10, "five years"), *paragraph(300)]
    assert read_pdf(printed(page), "a.pdf").text == f"Period five years\n{JOINED}"


def test_lines_of_the_contents_are_left_out():
    """Lines whose dots lead to a page, and the word above them, are no words of the paper."""
    listed = [(50, 500, 12, "Contents"), (50, 480, 10, "Background ...... 3"), (50, 468, 10, "Purpose ..... 12")]
    assert read_pdf(printed([*listed, *paragraph(400)]), "a.pdf").text == JOINED
    assert read_pdf(printed([listed[0], *paragraph(400)]), "a.pdf").text == f"Contents\n{JOINED}"


def test_tabs_at_the_side_are_left_out():
    """Letters one below the other at the edge of the page name the chapter; one alone is kept."""
    tabs = [(580, 300, 10, "A"), (580, 280, 10, "B")]
    assert read_pdf(printed([*paragraph(400), *tabs]), "a.pdf").text == JOINED
    assert read_pdf(printed([*paragraph(400), tabs[0]]), "a.pdf").text == f"{JOINED}\nA"


NOTES = [
    (50, 100, 7, "1 A note that is set small at the foot"),
    (50, 90, 7, "and goes on in a second line"),
    (50, 80, 7, "*2 Another note"),
]


def test_small_lines_at_the_foot_are_footnotes():
    """From the first with a mark on they are notes, each from its mark to the next."""
    read = read_pdf(printed(chapters(*NOTES)), "a.pdf")
    notes = [(part.mark, part.span.of(read.text)) for part in read.parts if part.kind is PartKind.FOOTNOTE]
    assert notes == [("1", "A note that is set small at the foot and goes on in a second line"), ("2", "Another note")]


@pytest.mark.parametrize(
    "line",
    [
        (50, 100, 10, "1 A line as large as the body"),
        (50, 100, 7, "A small line without a mark"),
        (50, 540, 7, "1 Top"),
    ],
)
def test_what_is_large_unmarked_or_above_the_body_is_no_footnote(line):
    """A footnote is small, marked, and stands below all else."""
    assert PartKind.FOOTNOTE not in {kind for kind, *_ in parts(chapters(line))}


def test_footnotes_follow_all_else_of_their_page():
    """A note drawn before the body is read after it."""
    assert parts([NOTES[2], *chapters()])[-1] == (PartKind.FOOTNOTE, 0, "Another note")


@pytest.mark.parametrize(
    ("size", "bottom", "calls"), [(6, 204, ["12"]), (9, 204, ["12"]), (9, 200, []), (10, 204, []), (10, 200, [])]
)
def test_small_raised_figures_call_a_footnote(size, bottom, calls):
    """Figures smaller than their line and lifted above it are told as a call; others are part of the words."""
    line = [(50, 200, 10, "The plan"), (98, bottom, size, "12"), (110, 200, 10, " goes on.")]
    read = read_pdf(printed(chapters(*line)), "a.pdf")
    assert [part.span.of(read.text) for part in read.parts if part.kind is PartKind.CALL] == calls
    assert "The plan12 goes on." in read.text


@pytest.mark.parametrize(("signs", "kept"), [("別紙", True), ("資料", True), ("会議", False)])
def test_what_opens_an_attachment_is_no_running_head(signs, kept):
    """A line at the head of each page that differs by its number alone is left out, unless it opens an attachment."""
    pages = [[(50, 570, 10, f"\x80\x81{number}"), *paragraph(400)] for number in (1, 2, 3)]
    read = read_pdf(in_japanese(printed(*pages), signs), "a.pdf")
    heads = [f"{signs}{number}" for number in (1, 2, 3)] if kept else []
    assert [line for line in read.text.split("\n") if line != JOINED] == heads


def test_a_blank_between_japanese_characters_is_none():
    """Characters that are set apart are one word; Latin words keep their blanks."""
    data = in_japanese(printed([(50, 400, 10, "\x80\x81 \x82 is a word")]), "研究者")
    assert read_pdf(data, "a.pdf").text == "研究者 is a word"
