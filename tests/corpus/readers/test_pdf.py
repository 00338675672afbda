"""Reading PDF: pages as they are read aloud, and files that are refused within the limits of their own process."""

import zlib

import pytest
from made_files import after, pdf, printed, sealed, stream

from corpus.errors import Fault, UnreadableDocument
from corpus.pages import find_pages
from corpus.readers.isolation import read_file
from corpus.readers.pdf import read_pdf

PARAGRAPH = [
    (50, 400, 10, "The first line is as wide as the margin allows it"),
    (50, 388, 10, "and so is the second line of this paragraph here"),
    (50, 376, 10, "and so is the third one, which ends at this word"),
    (50, 364, 10, "but not the fourth."),
]
JOINED = " ".join(words for *_, words in PARAGRAPH)
APART = (50, 330, 10, "Another paragraph.")


def fault_of(data, read=read_pdf):
    """Return why a file is refused."""
    with pytest.raises(UnreadableDocument) as refused:
        read(data, "案.pdf")
    assert refused.value.name == "案.pdf"
    return refused.value.fault


def test_lines_that_the_margin_broke_are_joined():
    """A paragraph becomes one line; what stands apart from it stays apart."""
    assert read_pdf(printed([*PARAGRAPH, APART]), "a.pdf").text == f"{JOINED}\nAnother paragraph."


def test_lines_that_open_something_stay_lines():
    """A list item begins a line of its own, however full the line before it is."""
    items = [(50, 400 - 12 * at, 10, f"{at + 1}. An item that is as wide as the others") for at in range(4)]
    assert read_pdf(printed(items), "a.pdf").text.split("\n") == [words for *_, words in items]


def test_pages_begin_at_their_breaks():
    """Each page but the first begins at an offset of the text."""
    read = read_pdf(printed([APART], PARAGRAPH, [APART]), "a.pdf")
    pages = [read.text[start:] for start in read.page_breaks]
    assert pages == [f"{JOINED}\nAnother paragraph.", "Another paragraph."]


def test_running_heads_and_page_numbers_are_left_out():
    """What stands at the edge of most pages in the same words, and the number of the page, are no part of the text."""
    pages = [
        [(50, 570, 8, f"Annual report {number}"), *PARAGRAPH, (50, 30, 8, f"Version {number}"), (300, 15, 8, mark)]
        for number, mark in enumerate(("1", "- 2 -", "3 / 4", "4"), start=1)
    ]
    assert read_pdf(printed(*pages), "a.pdf").text == "\n".join([JOINED] * 4)


def test_a_head_of_one_page_is_kept():
    """A line at the edge that stands on no other page is a title, not a running head."""
    title = (50, 570, 14, "The title of the plan")
    read = read_pdf(printed([title, *PARAGRAPH], PARAGRAPH, PARAGRAPH), "a.pdf")
    assert read.text.startswith("The title of the plan\nThe first line")


PICTURE = stream(b"q 600 0 0 600 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q")
SCAN = pdf(
    [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 600 600] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        PICTURE,
    ]
)


def test_a_page_without_words_is_told():
    """A page that holds only a picture is named in a notice, the others are read; a blank page is nothing to tell."""
    assert read_pdf(after(printed([APART]), SCAN), "a.pdf").pictures == (1,)
    read = read_file(after(printed([APART]), SCAN), "a.pdf")
    assert read.text.strip() == "Another paragraph."
    assert [notice[:5] for notice in read.notices] == ["1 ページ"]
    assert read_file(printed([APART], []), "a.pdf").notices == ()


def test_a_page_of_contents_is_no_picture():
    """It has words, though none of them is told."""
    contents = [(50, 400 - 12 * at, 10, f"Chapter {at} ................ {at}") for at in range(1, 6)]
    ruled = printed(contents, seal=lambda _number, drawn: b"0 0 9 9 re f\n" + drawn)
    assert read_pdf(after(ruled, printed([APART])), "a.pdf").pictures == ()


def test_pages_keep_their_numbers_behind_a_picture():
    """A cover that is a picture is page 1 all the same."""
    read = read_pdf(after(SCAN, printed([APART], [APART])), "a.pdf")
    pages = find_pages(read.text, read.page_breaks)
    assert [(page.number, page.span.of(read.text).strip()) for page in pages][1:] == [
        (2, "Another paragraph."),
        (3, "Another paragraph."),
    ]


TWO_PAGES = printed(PARAGRAPH, PARAGRAPH)
REFUSED = {
    "D2 only a head": (b"%PDF-1.7\n", Fault.DAMAGED),
    "D3 a head and noise": (b"%PDF-1.7\n" + bytes(range(256)) * 20, Fault.DAMAGED),
    "D4 cut": (TWO_PAGES[: len(TWO_PAGES) // 2], Fault.DAMAGED),
    "D7 a password": (sealed(PARAGRAPH, password=b"secret"), Fault.ENCRYPTED),
    "D21 pictures only": (SCAN, Fault.NO_TEXT),
    "D21 an empty page": (printed([]), Fault.NO_TEXT),
    "no page": (printed(), Fault.DAMAGED),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_gives_no_text_is_refused_with_its_fault(case):
    """A file that is broken, locked or only pictures is told as such."""
    data, fault = REFUSED[case]
    assert fault_of(data, read_file) is fault


READ = {
    "D8 a password for its owner alone": sealed(PARAGRAPH),
    "D9 a script that opens with it": printed(PARAGRAPH).replace(
        b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    ),
    "D27 a wrong place of the table": printed(PARAGRAPH).replace(b"startxref\n", b"startxref\n9"),
}


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_is_read(case):
    """Files that a viewer opens without asking are read."""
    assert read_pdf(READ[case], "a.pdf").text == JOINED


def test_pages_are_counted_before_they_are_read(monkeypatch):
    """D11: one page more than is allowed is refused, as many as are allowed are read."""
    monkeypatch.setattr("corpus.readers.pdf.MAXIMUM_PAGES", 2)
    assert len(read_pdf(TWO_PAGES, "a.pdf").page_breaks) == 1
    assert fault_of(printed([APART], [APART], [APART])) is Fault.TOO_MANY_PAGES


def drawing(contents, *more):
    """Return a PDF of one page that draws ``contents``, with more objects from the fifth on."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /Resources << /XObject << /X 5 0 R >> /Font << /F 6 0 R >> >> /Contents 4 0 R >>"
    )
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 600 600] >>"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, contents, *more])


def form(following, draws=b"/X Do /X Do"):
    """Return a form that draws the object ``following`` twice."""
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % following
    return stream(draws, entries)


def tree(*nodes):
    """Return a PDF of these nodes of a page tree."""
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes])


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"
BOMBS = {
    "D12 a page tree that holds itself": (
        tree(b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        {Fault.DAMAGED},
    ),
    "D13 a count of 2^31": (
        tree(
            b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R] /Count 2147483647 >>",
        ),
        {Fault.DAMAGED, Fault.TOO_MANY_PAGES},
    ),
    "D14 a form that draws itself": (drawing(form(5), form(5)), {Fault.TOO_COSTLY, Fault.NO_TEXT}),
    "D15 forms that double 25 times": (
        drawing(form(5), *(form(6 + at) for at in range(25)), stream(b"")),
        {Fault.TOO_COSTLY, Fault.NO_TEXT},
    ),
    "D16 a page that unpacks to 240 MB": (
        drawing(stream(zlib.compress(b"BT (x) Tj ET " * 20_000_000), b"/Filter /FlateDecode"), stream(b""), FONT),
        {Fault.TOO_COSTLY, Fault.NO_TEXT},
    ),
    "D19 an array 200,000 deep": (
        tree(b"<< /Type /Pages /Kids [2 0 R] /Count 1 /X " + b"[" * 200_000 + b"]" * 200_000 + b">>"),
        {Fault.DAMAGED, Fault.TOO_COSTLY},
    ),
}


@pytest.mark.parametrize("case", BOMBS)
def test_bombs_end_in_a_fault_of_the_file(case):
    """A file that loops, doubles or swells harms only the process that reads it."""
    data, faults = BOMBS[case]
    assert fault_of(data, read_file) in faults
