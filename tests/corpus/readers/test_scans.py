"""Scans: text recognised in pictures of pages, where it can be, and told where it cannot."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from made_files import after, printed
from made_scans import HEIGHT, WIDTH, degraded, page, saved, wrapped
from PIL import Image

from corpus.collection import document_of
from corpus.documents import Record
from corpus.errors import Fault, UnreadableDocument
from corpus.normalisation import normalise
from corpus.parts import PartKind
from corpus.readers import isolation
from corpus.readers.isolation import read_document, read_file
from corpus.readers.pdf_lines import Letters, PrintedLine
from corpus.readers.recognition import RecognisedPage, _from_above, _straight, letter_size, with_sizes
from corpus.sources import Source

WORDS = (
    "　国際展開を戦略的に推進するため、令和６年度は相手国との共同研究を２５件行い、若手研究者１，２００名を派遣する。"
    "派遣の対象は、博士課程に在籍する学生と、学位を取得してから八年に満たない研究者とし、所属する機関の長の推薦を"
    "要する。支援期間は原則５年とし、年間の上限額は３，０００万円とする。"
)
SCAN = degraded(
    page(
        ("研究交流の推進に関する要領", 16, True),
        None,
        ("第１　目的", 13, True),
        *wrapped(WORDS),
        None,
        ("第２　支援の内容", 13, True),
        "区分\t上限額\t期間",
        "大学\t５００万円\t３年",
        "企業\t２００万円\t２年",
    ).crop((0, 0, WIDTH, HEIGHT // 2))
)
BLANK = Image.new("L", (800, 1100), 255)
PRINTED = printed([(50, 300, 10, "A printed page.")])
RECORD = Record("a", "a.pdf", "題", "2024", "", "", "ja", "")


def fault_of(data, name, read=read_document):
    """Return why a file is refused."""
    with pytest.raises(UnreadableDocument) as refused:
        read(data, name)
    return refused.value.fault


@pytest.fixture(scope="module")
def mixed():
    """Return what is read of a PDF of one page with text and one without."""
    return read_document(after(PRINTED, saved(SCAN, kind="PDF")), "要領.pdf")


def test_headings_paragraphs_and_tables_of_a_scan_are_read(mixed):
    """Lines become paragraphs, what stands side by side a row, what is set larger a heading."""
    told = [
        (part.kind, tuple(cell.of(mixed.text) for cell in part.cells) or part.span.of(mixed.text))
        for part in mixed.parts
    ]
    headings = [words.replace(" ", "") for kind, words in told if kind is PartKind.HEADING]
    assert headings == ["研究交流の推進に関する要領", "第1目的", "第2支援の内容"]
    paragraphs = [words for kind, words in told if kind is PartKind.PARAGRAPH]
    assert len(paragraphs) == 2
    assert "若手研究者1,200名を" in normalise(paragraphs[1])
    assert normalise(paragraphs[1]).endswith("3,000万円とする。")
    assert [words for kind, words in told if kind is PartKind.ROW] == [
        ("区分", "上限額", "期間"),
        ("大学", "500万円", "3年"),
        ("企業", "200万円", "2年"),
    ]


def test_the_size_of_letters_is_told_by_the_length_of_their_line():
    """By the height of the box where letters are narrow or few."""
    assert letter_size("科学技術の振興", 70.0, 20.0) == 10.0
    assert letter_size("目　次", 90.0, 20.0) == 16.0
    assert letter_size("Science", 35.0, 20.0) == letter_size("以上", 26.0, 20.0) == 13.0


def test_only_pages_without_text_are_recognised_and_marked(mixed):
    """The printed page is what the file says; of the other one it is told how sure it is."""
    assert mixed.text.startswith("A printed page.\n")
    assert list(mixed.confidences) == [2]
    assert 0.9 < mixed.confidences[2] <= 1
    assert mixed.pictures == ()
    assert [notice[:12] for notice in mixed.notices] == ["文字認識：1 ページの文"]


def test_a_document_tells_of_each_place_how_sure_its_text_is(mixed):
    """Places on a printed page tell nothing of the kind."""
    found = document_of(Source(RECORD, mixed.text, mixed.page_breaks, mixed.notices, mixed.parts, mixed.confidences))
    assert found.confidence_at(0) is None
    assert found.confidence_at(mixed.text.index("万円とする")) == mixed.confidences[2]
    assert found.page_at(mixed.text.index("万円とする")) == 2
    assert found.notices == mixed.notices


def test_a_single_picture_has_a_page_of_its_own():
    """Its place can be marked, though nothing shows where pages begin."""
    found = document_of(Source(RECORD, "本文。", confidences={1: 0.9}))
    assert (found.page_at(0), found.confidence_at(0)) == (1, 0.9)


def test_a_picture_without_words_is_told_as_such():
    """Also where it has several pages."""
    assert fault_of(saved(BLANK, BLANK, kind="TIFF"), "a.tif") is Fault.NOT_RECOGNISED


def test_where_nothing_recognises_text_it_is_told_what_to_install(monkeypatch):
    """What has text is read all the same, with a notice."""
    monkeypatch.setattr(isolation, "is_installed", lambda: False)
    assert fault_of(saved(BLANK), "a.png") is Fault.NEEDS_RECOGNITION
    assert "shirube[ocr]" in Fault.NEEDS_RECOGNITION.value
    read = read_document(after(PRINTED, saved(BLANK, kind="PDF")), "a.pdf")
    assert read.text.strip() == "A printed page."
    assert "shirube[ocr]" in read.notices[0]


def test_so_many_pages_are_recognised_and_no_more(monkeypatch):
    """A scan of more is refused; of a file with text beside them, the text is read with a notice."""
    monkeypatch.setattr(isolation, "MAXIMUM_SCANS", 1)
    scans = saved(BLANK, BLANK, kind="PDF")
    assert fault_of(scans, "a.pdf") is Fault.TOO_MANY_SCANS
    read = read_document(after(PRINTED, scans), "a.pdf")
    assert read.text.strip() == "A printed page."
    assert "文字認識を行いませんでした" in read.notices[0]


def test_each_page_has_its_time(monkeypatch):
    """The more pages are to be recognised, the more time there is; when it is up, the file is told as too costly."""
    assert isolation._limits(3).processor - isolation._limits(2).processor == isolation._EACH_PAGE
    monkeypatch.setattr(isolation, "_EACH_PAGE", 0)
    monkeypatch.setattr(isolation, "_MODELS", replace(isolation._MODELS, clock=0.01))
    assert fault_of(saved(BLANK), "a.png") is Fault.TOO_COSTLY


def test_drafts_are_not_recognised():
    """Who checks a draft waits for the reply."""
    assert fault_of(saved(SCAN, kind="PDF"), "a.pdf", read_file) is Fault.NO_TEXT
    assert fault_of(saved(SCAN), "a.png", read_file) is Fault.NO_TEXT


BROKEN = {
    "cut": (saved(BLANK)[:60], "a.png"),
    "only a head": (b"\xff\xd8\xff", "a.jpg"),
    "no picture": (b"II*\0" + bytes(50), "a.tiff"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_pictures_are_told(case, monkeypatch):
    """They end in a fault of the file."""
    data, name = BROKEN[case]
    assert fault_of(data, name, read_document) in {Fault.DAMAGED, Fault.NOT_RECOGNISED}


def test_a_picture_of_too_many_pixels_is_not_unpacked():
    """Its head promises more than any page has."""
    assert fault_of(saved(Image.new("1", (20_000, 20_000))), "a.png") is Fault.TOO_COSTLY


def line(words, left, top, height=0.02, right=0.9, size=16.0):
    """Return a recognised line."""
    return PrintedLine(words, left, top - height, right, top, Letters(size, "", bold=False))


def test_lines_of_one_height_stand_from_the_left():
    """Whatever order they were found in."""
    lines = [line("右", 0.5, 0.901), line("下", 0.1, 0.8), line("左", 0.1, 0.9)]
    assert [item.words for item in _from_above(lines)] == ["左", "右", "下"]


def test_a_turned_page_is_turned_back():
    """By what most of its lines are turned."""
    level = np.array([[[0, 0], [100, 0], [100, 10], [0, 10]], [[0, 50], [90, 50], [90, 60], [0, 60]]], dtype=float)
    turn = np.array([[np.cos(0.05), np.sin(0.05)], [-np.sin(0.05), np.cos(0.05)]])
    assert np.allclose(_straight(level @ turn), level)


def test_letters_are_of_the_usual_size_unless_their_boxes_are_much_larger():
    """What is drawn around equal letters differs by a few points."""
    sized = partial(line, right=0.9)
    seen = RecognisedPage(
        (sized("題", 0.1, 0.9, size=24.0), sized("本文の行です", 0.1, 0.8), sized("本文の行で", 0.1, 0.7, size=15.0)),
        1.0,
    )
    assert [item.letters.size for item in with_sizes([seen], 10.0)[0]] == [15.0, 10.0, 10.0]
