"""Reading in a process of its own: what it may know, what it may cost, and what of its answer is believed."""

import json
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace as changed

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import docx, paragraph, printed

from corpus.errors import Fault, UnreadableDocument
from corpus.readers import isolation
from corpus.readers import processes as limited
from corpus.readers.formats import DocumentFormat, format_of
from corpus.readers.isolation import read_file

PLAIN = docx(paragraph("本文"))
PAGE = printed([(50, 300, 10, "A page.")])


def fault_of(data, name="案.docx"):
    """Return why a file is refused."""
    with pytest.raises(UnreadableDocument) as refused:
        read_file(data, name)
    return refused.value.fault


@pytest.fixture
def processes(monkeypatch):
    """Return the processes that are started, as they are started."""
    started = []

    def start(*arguments, **options):
        process = real(*arguments, **options)
        started.append(process)
        return process

    real = subprocess.Popen
    monkeypatch.setattr(limited.subprocess, "Popen", start)
    return started


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """Return a way to put a script in the place of the process that reads."""

    def replace(*lines):
        script = tmp_path / "reader"
        script.write_text("\n".join((f"#!{sys.executable}", "import json, os, signal, sys", *lines)))
        script.chmod(0o700)
        monkeypatch.setattr(isolation.sys, "executable", str(script))

    return replace


TELLING = "print(json.dumps({'read': {'text': %s, 'page_breaks': [], 'notices': []}}))"


def test_every_format_is_read():
    """Text is decoded here, DOCX and PDF by a process; the file's name plays no part."""
    assert read_file("本文".encode(), "a.txt").text == "本文"
    assert read_file(PLAIN, "案").text == "本文"
    assert read_file(PAGE, "案").text == "A page."


def test_plain_text_needs_no_process(processes):
    """Only formats that a library parses are read elsewhere."""
    read_file("本文".encode(), "a.txt")
    assert processes == []


def test_the_process_knows_no_environment(reader, monkeypatch):
    """The variables of the server, keys and folders among them, are not handed on."""
    monkeypatch.setenv("SHIRUBE_SECRET", "鍵")
    reader("sys.stdin.buffer.read()", TELLING % "' '.join(sorted(os.environ))")
    assert set(read_file(PLAIN, "a.docx").text.split()) <= {"PATH", "LANG", "LC_CTYPE"}


def test_the_process_neither_sees_the_name_nor_a_folder_of_ours(reader):
    """The name of a file stays here, and the process stands in the root folder."""
    reader("sys.stdin.buffer.read()", TELLING % "json.dumps([sys.argv[1:], os.getcwd()])")
    told = read_file(PLAIN, "機密.docx").text
    assert "機密" not in told
    assert '"/"' in told


def test_the_process_leads_a_session_of_its_own(reader):
    """A signal to the server's group does not reach it, and its own group can be ended whole."""
    reader("sys.stdin.buffer.read()", TELLING % "str(os.getsid(0) == os.getpid())")
    assert read_file(PLAIN, "a.docx").text == "True"


def test_limits_are_set_before_anything_is_read(monkeypatch):
    """Memory, time and files are limited; nothing can be written and no memory is dumped."""
    limits = {}
    monkeypatch.setattr(limited.resource, "setrlimit", lambda kind, both: limits.update({kind: both}))
    isolation._limits(0).hold()
    assert limits[resource.RLIMIT_AS] == (1 << 30, 1 << 30)
    assert limits[resource.RLIMIT_CPU] == (20, 20)
    assert limits[resource.RLIMIT_FSIZE] == limits[resource.RLIMIT_CORE] == (0, 0)
    assert limits[resource.RLIMIT_NOFILE] == (64, 64)


def test_a_file_that_takes_too_long_is_given_up(processes, monkeypatch):
    """When the time is up the process is killed and the file is told as too costly."""
    monkeypatch.setattr(isolation, "_LIMITS", changed(isolation._LIMITS, clock=0.01))
    assert fault_of(PLAIN) is Fault.TOO_COSTLY
    assert [process.returncode for process in processes] == [-signal.SIGKILL]


def test_a_process_that_never_answers_is_killed(reader, processes, monkeypatch):
    """Neither waiting nor refusing to end helps it."""
    reader("signal.signal(signal.SIGTERM, signal.SIG_IGN)", "while True: signal.pause()")
    monkeypatch.setattr(isolation, "_LIMITS", changed(isolation._LIMITS, clock=0.5))
    assert fault_of(PLAIN) is Fault.TOO_COSTLY
    assert processes[0].returncode == -signal.SIGKILL


BEYOND = {
    "memory": "bytearray(1 << 31)",
    "a file": "os.write(os.open(__file__ + '.left', os.O_CREAT | os.O_WRONLY), b'x')",
}


@pytest.mark.parametrize("case", BEYOND)
def test_what_is_beyond_the_limits_is_not_given(reader, case):
    """A reader that asks for more memory, or to write, is refused it."""
    reader(
        "from corpus.readers import isolation",
        "isolation._limits(0).hold()",
        "try:",
        f"    {BEYOND[case]}",
        "except (MemoryError, OSError):",
        f"    {TELLING % repr('refused')}",
    )
    assert read_file(PLAIN, "a.docx").text == "refused"


BROKEN_ANSWERS = {
    "no answer": ("", Fault.TOO_COSTLY),
    "a crash": ("os.kill(os.getpid(), signal.SIGSEGV)", Fault.TOO_COSTLY),
    "an error": ("print('{}'); sys.exit(3)", Fault.TOO_COSTLY),
    "no JSON": ("print('{')", Fault.DAMAGED),
    "no object": ("print('[1]')", Fault.DAMAGED),
    "no text": ('print(\'{"read": {"page_breaks": [], "notices": []}}\')', Fault.DAMAGED),
    "breaks that are no numbers": ('print(\'{"read": {"text": "a", "page_breaks": ["x"]}}\')', Fault.DAMAGED),
    "a break outside": ('print(\'{"read": {"text": "a", "page_breaks": [2]}}\')', Fault.DAMAGED),
    "a part outside": (
        'print(\'{"read": {"text": "a", "parts": [{"kind": "item", "span": {"start": 0, "end": 2}}]}}\')',
        Fault.DAMAGED,
    ),
    "half of a pair": ('print(\'{"read": {"text": "\\\\ud800"}}\')', Fault.DAMAGED),
    "an unknown fault": ('print(\'{"fault": "NOTHING"}\')', Fault.DAMAGED),
    "a fault": ('print(\'{"fault": "NO_TEXT"}\')', Fault.NO_TEXT),
    "its input unread": ("sys.stdin.close(); sys.exit(1)", Fault.TOO_COSTLY),
}


@pytest.mark.parametrize("case", BROKEN_ANSWERS)
def test_an_answer_is_believed_no_more_than_the_file(reader, case):
    """Whatever the process says or however it ends, one error comes out."""
    script, fault = BROKEN_ANSWERS[case]
    reader(script)
    assert fault_of(PLAIN) is fault


def test_an_answer_beyond_its_limit_is_refused(reader, monkeypatch):
    """An answer of as many bytes as are allowed is read, a longer one is not."""
    length = len(json.dumps({"read": {"text": "x" * 100, "page_breaks": [], "notices": []}})) + 1
    reader("sys.stdin.buffer.read()", TELLING % "'x' * 100")
    monkeypatch.setattr(isolation, "_MAXIMUM_ANSWER", length)
    assert read_file(PLAIN, "a.docx").text == "x" * 100
    monkeypatch.setattr(isolation, "_MAXIMUM_ANSWER", length - 1)
    assert fault_of(PLAIN) is Fault.TOO_COSTLY


HEADS = {
    "D1 nothing": (b"", "a.txt", Fault.EMPTY),
    "D1 blanks": (b" \r\n\t", "a.pdf", Fault.EMPTY),
    "D5 a page before a PDF": (b"<html>" + PAGE, "a.pdf", Fault.DAMAGED),
    "D6 a PDF as DOCX": (PAGE, "a.docx", Fault.UNSUPPORTED),
    "a DOCX as PDF": (PLAIN, "a.PDF", Fault.UNSUPPORTED),
    "a DOCX as text": (PLAIN, "a.txt", Fault.UNSUPPORTED),
    "text as DOCX": (b"words", "a.docx", Fault.DAMAGED),
    "D45 macros by name": (PLAIN, "a.docm", Fault.MACROS),
    "D57 a picture as text": (b"\x89PNG\r\n\x1a\n", "a.txt", Fault.UNSUPPORTED),
    "rich text": (b"{\\rtf1 a}", "a.txt", Fault.UNSUPPORTED),
    "a program": (b"\x7fELF\x02", "案", Fault.UNSUPPORTED),
    "text beyond its limit": (b"x" * 5_000_001, "a.txt", Fault.TOO_LARGE),
    "anything beyond its limit": (b"%PDF-" + bytes(20_000_000), "a.pdf", Fault.TOO_LARGE),
}


@pytest.mark.parametrize("case", HEADS)
def test_formats_are_told_by_bytes_and_never_by_name(case):
    """A file that is not what its name promises is refused before it is parsed."""
    data, name, fault = HEADS[case]
    with pytest.raises(UnreadableDocument) as refused:
        format_of(data, name)
    assert refused.value.fault is fault


NAMES = st.sampled_from(["a.txt", "a.md", "a.docx", "a.pdf", "a.docm", "案", "../a", ""])
HEADED = st.builds(bytes.__add__, st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG"]), st.binary())


@given(HEADED, NAMES)
def test_any_bytes_have_a_format_or_are_refused(data, name):
    """Whatever comes, a format is told or the one error is raised."""
    with suppress(UnreadableDocument):
        assert format_of(data, name) in DocumentFormat


@settings(max_examples=8)
@given(HEADED)
def test_any_bytes_are_read_or_refused(data):
    """Whatever comes, text comes out or the one error."""
    with suppress(UnreadableDocument):
        assert read_file(data, "案").text.strip()
