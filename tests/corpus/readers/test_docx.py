"""Reading DOCX: what a person sees on the page, and what is refused before it is unpacked."""

import io
import os
from contextlib import suppress

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import WORD, docx, packed, paragraph, word_part

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.docx import read_docx
from corpus.readers.isolation import read_file


def text_of(body, *parts):
    """Return what is read from a DOCX with this body."""
    return read_docx(docx(body, *parts), "a.docx").text


def fault_of(data, read=read_docx):
    """Return why a file is refused."""
    with pytest.raises(UnreadableDocument) as refused:
        read(data, "案.docx")
    assert refused.value.name == "案.docx"
    return refused.value.fault


def row(*cells):
    """Return a table row."""
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def run(words, properties=""):
    """Return a run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def test_a_document_of_the_common_library_is_read_in_order():
    """Headings, paragraphs and tables come in the order of the page, a line each."""
    made = python_docx.Document()
    made.add_heading("企画案", level=1)
    made.add_paragraph("研究協力を行う。")
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("支援期間", "原則5年", "対象", "若手"), strict=True):
        cell.text = words
    made.add_paragraph("以上")
    written = io.BytesIO()
    made.save(written)
    read = read_docx(written.getvalue(), "a.docx")
    assert read.text == "企画案\n研究協力を行う。\n支援期間\t原則5年\n対象\t若手\n以上"
    assert (read.page_breaks, read.notices) == ((), ())


BOX = f"<w:txbxContent>{paragraph('箱の中')}</w:txbxContent>"
BOTH_FORMS = (
    f"<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{BOX}</wps:txbx></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
)
SEEN = {
    "empty paragraphs": (paragraph("一") + paragraph("") + paragraph("二"), "一\n\n二"),
    "a cell of two paragraphs": (
        f"<w:tbl>{row(paragraph('対象'), paragraph('若手') + paragraph('研究者'))}</w:tbl>",
        "対象\t若手 研究者",
    ),
    "a text box in its new and its old form": (f"<w:p>{run('本文')}<w:r>{BOTH_FORMS}</w:r></w:p>", "本文\n箱の中"),
    "an old text box": (f"<w:p><w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r></w:p>", "箱の中"),
    "a content control around paragraphs": (f"<w:sdt><w:sdtContent>{paragraph('欄')}</w:sdtContent></w:sdt>", "欄"),
    "a content control in a line": (f"<w:p><w:sdt><w:sdtContent>{run('欄')}</w:sdtContent></w:sdt></w:p>", "欄"),
    "a content control around a row": (
        f"<w:tbl><w:sdt><w:sdtContent>{row(paragraph('甲'), paragraph('乙'))}</w:sdtContent></w:sdt></w:tbl>",
        "甲\t乙",
    ),
    "a tracked insertion": (f"<w:p>{run('前')}<w:ins>{run('加')}</w:ins></w:p>", "前加"),
    "a tracked deletion": (f"<w:p>{run('前')}<w:del><w:r><w:delText>消</w:delText></w:r></w:del></w:p>", "前"),
    "a move": (f"<w:p><w:moveFrom>{run('元')}</w:moveFrom>{run('前')}<w:moveTo>{run('先')}</w:moveTo></w:p>", "前先"),
    "hidden text": (f"<w:p>{run('隠', '<w:vanish/>')}{run('見')}</w:p>", "見"),
    "text that a style hides and the run shows": ("<w:p>" + run("見", "<w:vanish w:val='0'/>") + "</w:p>", "見"),
    "ruby": (
        f"<w:p><w:r><w:ruby><w:rt>{run('けんきゅう')}</w:rt><w:rubyBase>{run('研究')}</w:rubyBase></w:ruby></w:r></w:p>",
        "研究",
    ),
    "a link": (f"<w:p>{run('資料は')}<w:hyperlink>{run('こちら')}</w:hyperlink></w:p>", "資料はこちら"),
    "the instruction of a field": (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('3')}</w:p>", "3"),
    "tabs and breaks in a line": (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>",
        "甲\t乙\n丙",
    ),
}


@pytest.mark.parametrize("case", SEEN)
def test_what_a_person_sees_is_read(case):
    """Each part of a page is read once, as it looks with all changes accepted."""
    body, text = SEEN[case]
    assert text_of(body) == text


def test_notes_stand_at_the_end():
    """Footnotes, then endnotes follow the body, their empty separators left out."""
    notes = [
        (f"word/{kind}s.xml", word_part(f"<w:{kind}/><w:{kind}>{paragraph(words)}</w:{kind}>", f"{kind}s"))
        for kind, words in (("endnote", "文末注"), ("footnote", "脚注"))
    ]
    assert text_of(paragraph("本文"), *notes) == "本文\n脚注\n文末注"


def declared(declaration, words="本文"):
    """Return a DOCX whose body has a document type declaration."""
    body = f"<?xml version='1.0'?>{declaration}<w:document {WORD}><w:body>{paragraph(words)}</w:body></w:document>"
    return packed([("word/document.xml", body.encode())])


def changed(data, name, replaced):
    """Return a package of which one stretch of the last directory entry is replaced: offset and bytes."""
    at = data.rfind(b"PK\x01\x02") + name
    return data[:at] + replaced + data[at + len(replaced) :]


LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
PLAIN = paragraph("本文")
HOSTILE = {
    "D28 no package": (b"PK\x03\x04" + bytes(range(256)), Fault.DAMAGED),
    "D30 no body": (packed([("word/styles.xml", b"<x/>")]), Fault.DAMAGED),
    "D31 cut": (docx(PLAIN * 200)[:400], Fault.DAMAGED),
    "D32 a file as entity": (
        declared("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "&e;"),
        Fault.DECLARES_TYPE,
    ),
    "D33 a type elsewhere": (declared("<!DOCTYPE x SYSTEM 'http://192.0.2.1/x.dtd'>"), Fault.DECLARES_TYPE),
    "D34 billion laughs": (declared(f"<!DOCTYPE x [<!ENTITY a0 'ha'>{LAUGHS}]>", "&a9;"), Fault.DECLARES_TYPE),
    "D35 quadratic": (declared(f"<!DOCTYPE x [<!ENTITY a '{'ha' * 9999}'>]>", "&a;" * 999), Fault.DECLARES_TYPE),
    "a type of the notes": (docx(PLAIN, ("word/footnotes.xml", b"<!DOCTYPE x><x/>")), Fault.DECLARES_TYPE),
    "D36 a part that compresses too well": (docx(PLAIN, ("word/media/a", bytes(2_000_000))), Fault.EXPANDS),
    "D36 a huge size declared": (changed(docx(PLAIN), 24, (500_000_000).to_bytes(4, "little")), Fault.EXPANDS),
    "a small size declared": (
        changed(packed([("word/document.xml", word_part(PLAIN * 99))]), 24, bytes(4)),
        Fault.DAMAGED,
    ),
    "D37 5,001 entries": (docx(PLAIN, *((f"word/{n}", b"") for n in range(4999))), Fault.EXPANDS),
    "D38 a name above": (docx(PLAIN, ("../../etc/passwd", b"x")), Fault.DAMAGED),
    "D38 a name from the root": (docx(PLAIN, ("/etc/passwd", b"x")), Fault.DAMAGED),
    "D38 a name with backslashes": (docx(PLAIN, ("word\\..\\..\\x", b"x")), Fault.DAMAGED),
    "D40 one name twice": (docx(PLAIN, ("word/document.xmx", b"<x/>")).replace(b".xmx", b".xml"), Fault.DAMAGED),
    "D43 depth 100,000": (docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000, ("a", os.urandom(20_000))), Fault.DAMAGED),
    "D45 macros": (docx(PLAIN, ("word/vbaProject.bin", b"x")), Fault.MACROS),
    "D46 no UTF-8": (packed([("word/document.xml", word_part("").replace(b"body", b"\xff"))]), Fault.DAMAGED),
    "an encrypted entry": (changed(docx(PLAIN), 8, b"\x01\x00"), Fault.ENCRYPTED),
    "no words": (docx(paragraph(" ")), Fault.EMPTY),
    "more characters than are read": (
        docx(paragraph("本" * 2_000_001), ("a", os.urandom(70_000))),
        Fault.TOO_MUCH_TEXT,
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_packages_are_refused_with_their_fault(case):
    """Nothing beyond the limits is unpacked, no entity is followed, no name leads out."""
    data, fault = HOSTILE[case]
    assert fault_of(data) is fault


def test_a_part_may_not_unpack_beyond_its_limit(monkeypatch):
    """A part is unpacked up to its limit and not a byte further."""
    monkeypatch.setattr("corpus.readers.package._MAXIMUM_PART", len(word_part(PLAIN)))
    assert read_docx(docx(PLAIN), "a.docx").text == "本文"
    assert fault_of(docx(PLAIN + " ")) is Fault.EXPANDS


def test_as_many_entries_as_are_allowed_are_read():
    """5,000 entries are one fewer than is too many."""
    assert text_of(PLAIN, *((f"word/{n}", b"") for n in range(4998))) == "本文"


def test_containers_of_old_files_are_told_apart():
    """D29: a package that a password protects is told as such, an old binary file as a form that is not read."""
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    assert fault_of(container + "EncryptedPackage".encode("utf-16-le"), read_file) is Fault.ENCRYPTED
    assert fault_of(container, read_file) is Fault.UNSUPPORTED


@given(st.integers(0, 2**16), st.binary(min_size=1, max_size=8))
def test_a_broken_package_is_read_or_refused(at, noise):
    """Whatever bytes of a package are overwritten, the reader gives text or its one error."""
    data = docx(PLAIN)
    at %= len(data)
    with suppress(UnreadableDocument):
        assert read_docx(data[:at] + noise + data[at + len(noise) :], "a.docx").text.strip()
