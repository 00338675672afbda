"""Drafts that do not fit: a clear problem each, and no word of a draft anywhere but in its own reply."""

import io
import json
import logging
import tempfile

import pytest
from made_files import DRAFT, docx, paragraph, pdf, printed, sealed

from qa.assistant import Assistant

CANARY = "漏洩検知札ZQ7"
WORDS = f"{CANARY}の国際共同研究の企画案。研究データは両機関が管理する。".encode()
END = b"--xx--\r\n"


def post(client, body, content_type="multipart/form-data; boundary=xx"):
    """Send a body as it is."""
    return client.post("/v1/drafts/check", content=body, headers={"content-type": content_type})


def part(name="file", filename="a.txt", data=WORDS, headers=b""):
    """Return a part of a form."""
    shown = b"" if filename is None else b'; filename="%s"' % filename.encode()
    opening = b'--xx\r\nContent-Disposition: form-data; name="%s"%s\r\n' % (name.encode(), shown)
    return opening + headers + b"\r\n" + data + b"\r\n"


def assert_problem(reply, *statuses):
    """Check that a reply is a problem of one of ``statuses``, small and without the input."""
    assert reply.status_code in statuses, reply.text[:300]
    assert reply.headers["content-type"] == "application/problem+json"
    assert list(reply.json()) == ["type", "title", "status", "detail", "instance"]
    assert reply.json()["status"] == reply.status_code
    assert len(reply.content) <= 2048
    assert CANARY not in reply.text
    assert "Traceback" not in reply.text


FIELD = part("note", None)
FORMS = {
    "M1 no boundary": (part() + END, 400, "multipart/form-data"),
    "M2 another boundary": (part() + END, 400, "multipart/form-data; boundary=yy"),
    "M3 cut before the end": (part(), 400),
    "M3 cut in a head": (part()[:50], 400),
    "M3 nothing": (b"", 400),
    "M4 two files": (part() + part() + END, 422),
    "M5 1,001 files": (part() * 1001 + END, 400),
    "M6 1,001 fields": (FIELD * 1001 + part() + END, 400),
    "eleven fields": (FIELD * 11 + part() + END, 400),
    "M7 a field of 2 MB": (part("note", None, b"a" * 2_000_000) + part() + END, 413),
    "M8 a long opening": (b"a" * 5_000_000 + b"\r\n" + part() + END, 400),
    "M10 5,000 heads of a part": (part(headers=b"".join(b"X-%d: a\r\n" % at for at in range(5000))) + END, 400),
    "a head of 100 KB": (part(headers=b"X: " + b"a" * 100_000 + b"\r\n") + END, 400),
    "M11 the file as a field": (part(filename=None) + END, 422),
    "M12 an empty file": (part(data=b"") + END, 422),
    "M13 more than 20 MB": (part(data=b"a" * 20_000_001) + END, 413),
    "M13 much more than 20 MB": (part(data=b"a" * 20_500_000) + END, 413),
    "M19 a name of 5,000 characters": (part(filename="a" * 5000) + END, 400),
    "no file": (FIELD + END, 422),
    "no name": (b"--xx\r\n\r\nwords\r\n" + END, 422),
    "a boundary of 300 characters": (part() + END, 400, "multipart/form-data; boundary=" + "x" * 300),
    "another kind of form": (b"file=a", 415, "application/x-www-form-urlencoded"),
}


@pytest.mark.parametrize("case", FORMS)
def test_forms_that_do_not_fit_are_problems(client, case):
    """Every form that is broken or holds no one file gets its stated status."""
    body, status, *content_type = FORMS[case]
    assert_problem(post(client, body, *content_type), status)


def test_forms_at_the_limit_are_read(client):
    """Ten fields beside the file and words after the end are allowed."""
    assert post(client, FIELD * 10 + part() + END).status_code == 200
    assert post(client, part() + END + b"a" * 100_000).status_code == 200


NAMES = {
    "M14": ("../../etc/passwd", "passwd"),
    "M15": ("/etc/passwd", "passwd"),
    "M16": ("C:\\folder\\案.txt", "案"),
    "M17": ("a\x00b.txt", "ab"),
    "M18": ("", "名称なし"),
    "M22": ("研\u202efdp.txt", "研fdp"),
    "M24 a device": ("CON", "CON"),
    "M24 an option": ("-rf", "-rf"),
    "M24 a home": ("~root", "~root"),
    "M24 a line end": ("a\nb.txt", "ab"),
    "markup": ("<b>案</b>.txt", "b>"),
    "300 characters": ("a" * 300, "a" * 255),
}


@pytest.mark.parametrize("case", NAMES)
def test_names_are_for_display_only(client, case):
    """A file's name becomes a title without folders and controls, and never a path."""
    name, title = NAMES[case]
    reply = post(client, part(filename=name) + END)
    assert reply.status_code == 200
    assert reply.json()["title"] == title


def test_a_name_in_another_encoding_is_shown_as_well_as_can_be(client):
    """M20: bytes that are no UTF-8 are no error."""
    body = part(filename="NAME").replace(b"NAME", "案".encode("cp932")) + END
    assert post(client, body).json()["title"].strip("\ufffd") == ""


LONG = json.dumps({"text": CANARY + "研" * 200_000}).encode()
BODIES = {
    "no text": b"{}",
    "empty": b'{"text": ""}',
    "blanks": json.dumps({"text": " \u3000\n"}).encode(),
    "200,001 characters": LONG,
    "a long title": json.dumps({"text": CANARY, "title": CANARY * 63}).encode(),
    "an unknown name": json.dumps({"text": CANARY, CANARY: 1}).encode(),
    "a number": b'{"text": 5}',
    "a surrogate": b'{"text": "\\ud800"}',
    "NUL": json.dumps({"text": CANARY + "\0"}).encode(),
}


@pytest.mark.parametrize("case", BODIES)
def test_json_that_is_no_draft_is_a_problem(client, case):
    """Every JSON body that is no draft is 422."""
    assert_problem(post(client, BODIES[case], "application/json"), 422)


def test_json_beyond_its_limit_and_broken_json_are_problems(client):
    """A body of more than 2 MiB is 413, one that is no JSON 400."""
    assert_problem(post(client, b'{"text": "' + b"a" * 2_200_000 + b'"}', "application/json"), 413)
    assert_problem(post(client, f'{{"text": "{CANARY}'.encode(), "application/json"), 400)


@pytest.mark.parametrize("name", ["pdf", "", "JSON", CANARY])
def test_an_unknown_format_is_a_problem(client, name):
    """Only the formats of the contract are written."""
    reply = client.post("/v1/drafts/check", params={"format": name}, json={"text": DRAFT})
    assert_problem(reply, 422)


FILES = {
    "a broken package": ("a.docx", b"PK\x03\x04" + WORDS, 422, "unreadable-document"),
    "a text as DOCX": ("a.docx", WORDS, 422, "unreadable-document"),
    "macros": ("a.docx", docx(paragraph(CANARY), ("word/vbaProject.bin", WORDS)), 415, "unsupported-media-type"),
    "a type declaration": (
        "a.docx",
        docx(CANARY, ("word/footnotes.xml", b"<!DOCTYPE x><x/>")),
        422,
        "unreadable-document",
    ),
    "a package that swells": ("a.docx", docx(CANARY, ("x", bytes(2_000_000))), 422, "unreadable-document"),
    "a broken picture": ("a.png", b"\x89PNG\r\n\x1a\n" + WORDS, 422, "unreadable-document"),
    "a PDF as DOCX": ("a.docx", printed([]) + WORDS, 415, "unsupported-media-type"),
    "a broken PDF": ("a.pdf", b"%PDF-1.7\n" + WORDS, 422, "unreadable-document"),
    "a locked PDF": ("a.pdf", sealed([], password=b"x"), 422, "encrypted"),
    "a PDF without words": ("a.pdf", printed([]), 422, "no-text"),
    "a PDF without pages": ("a.pdf", pdf([b"<< /Type /Catalog >>"]), 422, "unreadable-document"),
    "no text": ("a.txt", WORDS + b"\xff\xff\xff", 422, "unreadable-document"),
    "a text beyond its limit": ("a.txt", WORDS * 70_000, 413, "too-large"),
}


@pytest.mark.parametrize("case", FILES)
def test_files_that_cannot_be_read_are_problems(client, case):
    """Each fault of a file has its status and its kind."""
    name, data, status, kind = FILES[case]
    reply = client.post("/v1/drafts/check", files={"file": (name, data)})
    assert_problem(reply, status)
    assert reply.json()["type"] == f"urn:shirube:problem:{kind}"


@pytest.fixture
def traces(home, tmp_path, monkeypatch, caplog, capfd):
    """Return a way to read all that a check may have left: files, logs and output."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)

    def read():
        left = [path.read_bytes() for folder in (home, tmp_path) for path in folder.rglob("*") if path.is_file()]
        told = capfd.readouterr()
        return b"\n".join(left) + f"{caplog.text}{told.out}{told.err}".encode()

    return read


def test_nothing_of_a_draft_is_left_anywhere(client, traces):
    """After success and every error no file, log or metric holds a word of a draft."""
    for format_name in ("json", "docx", "xlsx", "html", "md", "csv", "sarif"):
        reply = client.post("/v1/drafts/check", params={"format": format_name}, files={"file": (CANARY, WORDS)})
        assert reply.status_code == 200
    client.post("/v1/drafts/check", files={"file": ("a", docx(paragraph(CANARY) * 9))})
    for body, _, *content_type in FORMS.values():
        post(client, body, *content_type)
    for body in BODIES.values():
        post(client, body, "application/json")
    for name, data, *_ in FILES.values():
        client.post("/v1/drafts/check", files={"file": (CANARY + name, io.BytesIO(data))})
    assert CANARY.encode() not in traces()
    assert CANARY not in client.get("/metrics").text


def test_a_fault_of_our_own_tells_nothing_of_the_draft(client, traces, monkeypatch):
    """An error that holds the words of a draft is told and logged without them."""

    def fail(_, text, *more):
        raise ValueError(text)

    monkeypatch.setattr(Assistant, "check", fail)
    assert_problem(client.post("/v1/drafts/check", json={"text": CANARY}), 500)
    assert_problem(post(client, part() + END), 500)
    assert CANARY.encode() not in traces()
