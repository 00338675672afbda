"""Old office files: read by LibreOffice where it is installed, told what to install where it is not."""

import shutil
import subprocess

import pytest
from docx import Document
from openpyxl import Workbook
from pptx import Presentation

from corpus.errors import Fault, UnreadableDocument
from corpus.parts import PartKind
from corpus.readers import conversion
from corpus.readers.formats import DocumentFormat, format_of
from corpus.readers.isolation import read_file

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ROWS = (("区分", "上限額", "期間"), ("大学", "500万円", "3年"), ("企業", "200万円", "2年"))
with_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def compound(*streams):
    """Return the head of a compound file whose directory names these streams."""
    return COMPOUND + b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)


def fault_of(data, name, read=read_file):
    """Return why a file is refused."""
    with pytest.raises(UnreadableDocument) as refused:
        read(data, name)
    return refused.value.fault


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """Return the bytes of old files by suffix, which LibreOffice made of new ones."""
    folder = tmp_path_factory.mktemp("old")
    document = Document()
    document.add_heading("第1章 総則", 1)
    document.add_paragraph("支援期間は原則5年とする。")
    table = document.add_table(len(ROWS), 3)
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("以上")
    document.save(folder / "doc.docx")
    book = Workbook()
    book.active.title = "一覧"
    for cells in ROWS:
        book.active.append(cells)
    book.save(folder / "xls.xlsx")
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "国際展開の方針", "若手を1,200名派遣する。"
    deck.save(folder / "ppt.pptx")
    made = {}
    for kind, newer in (("doc", "docx"), ("xls", "xlsx"), ("ppt", "pptx")):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", kind, f"{kind}.{newer}"]
        subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=240)
        made[kind] = (folder / f"{kind}.{kind}").read_bytes()
    return made


def parts(read):
    """Return the kinds and words of the parts, cells apart."""
    return [
        (part.kind, tuple(cell.of(read.text) for cell in part.cells) or part.span.of(read.text)) for part in read.parts
    ]


TABLE = [(PartKind.HEAD, ROWS[0]), (PartKind.ROW, ROWS[1]), (PartKind.ROW, ROWS[2])]


@with_office
def test_a_doc_is_read_with_headings_and_tables(old):
    """What LibreOffice makes of it is read as any DOCX; its bytes tell what it is."""
    assert format_of(old["doc"], "案") is DocumentFormat.DOC
    told = parts(read_file(old["doc"], "案.doc"))
    assert told[:2] == [(PartKind.HEADING, "第1章 総則"), (PartKind.PARAGRAPH, "支援期間は原則5年とする。")]
    assert told[2:5] == TABLE


@with_office
def test_an_xls_is_read_with_its_sheets(old):
    """A sheet is a heading with its rows."""
    assert parts(read_file(old["xls"], "一覧.XLS")) == [(PartKind.HEADING, "一覧"), *TABLE]


@with_office
def test_a_ppt_is_read_with_its_slides(old):
    """A slide's title is a heading."""
    told = parts(read_file(old["ppt"], "方針.ppt"))
    assert told == [(PartKind.HEADING, "国際展開の方針"), (PartKind.PARAGRAPH, "若手を1,200名派遣する。")]


@with_office
def test_a_broken_doc_is_a_fault_of_the_file():
    """LibreOffice makes nothing of it, or nothing with words."""
    assert fault_of(compound("WordDocument"), "a.doc") in {Fault.DAMAGED, Fault.EMPTY}


def test_without_libreoffice_it_is_told_what_to_install(monkeypatch):
    """The file is not read, and nothing else happens."""
    monkeypatch.setattr(conversion.shutil, "which", lambda _: None)
    assert fault_of(compound("Workbook"), "a.xls") is Fault.NEEDS_OFFICE
    assert "libreoffice-calc-nogui" in Fault.NEEDS_OFFICE.value


HEADS = {
    "macros": (compound("WordDocument", "_VBA_PROJECT"), "a.doc", Fault.MACROS),
    "a password of a new file": (compound("EncryptedPackage"), "a.docx", Fault.ENCRYPTED),
    "none of the three": (compound("DocumentText"), "a", Fault.UNSUPPORTED),
    "another one than its name says": (compound("Workbook"), "a.doc", Fault.UNSUPPORTED),
    "Ichitaro": (compound("DocumentText"), "a.jtd", Fault.ICHITARO),
    "Ichitaro by name alone": (b"x", "計画.JTT", Fault.ICHITARO),
    "macros by name": (b"x", "a.xlsm", Fault.MACROS),
}


@pytest.mark.parametrize("case", HEADS)
def test_what_is_not_read_is_told_before_it_is_opened(case):
    """By the names of streams, or that of the file."""
    data, name, fault = HEADS[case]
    assert fault_of(data, name, format_of) is fault


def test_a_workbook_inside_a_document_does_not_make_it_one():
    """The name of the file decides between the kinds whose streams it holds."""
    both = compound("WordDocument", "Workbook")
    assert format_of(both, "a.doc") is DocumentFormat.DOC
    assert format_of(both, "a.xls") is DocumentFormat.XLS


def office(tmp_path, monkeypatch, *lines):
    """Put a script in the place of LibreOffice."""
    script = tmp_path / "soffice"
    script.write_text("\n".join(("#!/bin/sh", *lines)))
    script.chmod(0o700)
    monkeypatch.setattr(conversion.shutil, "which", lambda _: str(script))


def test_libreoffice_runs_no_macro_and_has_a_folder_of_its_own(tmp_path, monkeypatch):
    """The profile forbids them; of our environment it knows nothing, and the folder goes."""
    monkeypatch.setenv("SHIRUBE_SECRET", "鍵")
    kept = tmp_path / "kept"
    office(tmp_path, monkeypatch, f"cp profile/user/registrymodifications.xcu {kept}", f"(pwd; env) >> {kept}")
    assert fault_of(compound("WordDocument"), "機密.doc") is Fault.DAMAGED
    told = kept.read_text("utf-8")
    assert '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in told
    assert "SHIRUBE_SECRET" not in told
    assert "機密" not in told
    folder = next(line for line in told.splitlines() if line.startswith("/"))
    assert "shirube-" in folder
    assert not (tmp_path / folder).exists()


def test_a_conversion_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    """It and all that it started are ended."""
    office(tmp_path, monkeypatch, "sleep 60 & wait")
    monkeypatch.setattr(conversion, "LIMITS", conversion.Limits(1 << 30, 5, 0.5))
    assert fault_of(compound("WordDocument"), "a.doc") is Fault.DAMAGED


def test_what_comes_out_is_no_more_trusted_than_what_went_in(tmp_path, monkeypatch):
    """A link in the place of the result is not followed, and a broken result is told as such."""
    office(tmp_path, monkeypatch, "ln -s /etc/passwd read.docx")
    assert fault_of(compound("WordDocument"), "a.doc") is Fault.DAMAGED
    office(tmp_path, monkeypatch, "echo words > read.docx")
    assert fault_of(compound("WordDocument"), "a.doc") is Fault.DAMAGED
