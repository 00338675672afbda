"""The audit: what is written down, what never is, and how a change is found."""

import json
import multiprocessing
import stat

import pytest
from typer.testing import CliRunner

from api.audit import BROKEN_OFF, Audit
from api.cli import app


@pytest.fixture
def audit(tmp_path):
    """Return an audit of five lines."""
    audit = Audit(tmp_path / "home" / "audit.jsonl")
    for number in range(5):
        audit.note("key:a", "login", str(number))
    return audit


@pytest.fixture
def shirube(audit, monkeypatch):
    """Return a function that runs a command on its home folder."""
    monkeypatch.setenv("SHIRUBE_HOME", str(audit.path.parent))
    return lambda *words: CliRunner().invoke(app, list(words), catch_exceptions=False)


def changed(audit, change):
    """Write other lines in the place of what there is."""
    audit.path.write_bytes(b"".join(change(audit.path.read_bytes().splitlines(keepends=True))))


def test_a_whole_chain_is_found_whole(audit, shirube):
    """The command says so, and the digest of the last line; the file is for this user alone."""
    assert audit.verify().wrong == 0
    done = shirube("audit", "verify")
    assert done.exit_code == 0
    assert audit.verify().digest in done.output
    assert stat.S_IMODE(audit.path.stat().st_mode) == 0o600


CHANGES = {
    "a line is changed": (lambda lines: [*lines[:2], lines[2].replace(b'"2"', b'"9"'), *lines[3:]], 4),
    "a line is left out": (lambda lines: [*lines[:2], *lines[3:]], 3),
    "the first line is left out": (lambda lines: lines[1:], 1),
    "a line is put in": (lambda lines: [*lines[:2], lines[1], *lines[2:]], 3),
    "lines are exchanged": (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], 2),
    "a line is made unreadable": (lambda lines: [*lines[:2], b"x\n", *lines[3:]], 3),
    "a field is put in": (lambda lines: [*lines[:4], lines[4].replace(b"{", b'{"x": 1, ', 1), b"\n"], 5),
}


@pytest.mark.parametrize("case", CHANGES)
def test_every_change_is_found(audit, shirube, case):
    """The number of the first line that does not fit is told."""
    change, line = CHANGES[case]
    changed(audit, change)
    assert audit.verify().wrong == line
    done = shirube("audit", "verify")
    assert done.exit_code == 65
    assert f"{line} 行目" in done.output


def test_lines_cut_off_at_the_end_change_the_last_digest(audit):
    """Who has kept the digest elsewhere finds that."""
    before = audit.verify().digest
    changed(audit, lambda lines: lines[:3])
    assert audit.verify().wrong == 0
    assert audit.verify().digest != before


def test_a_half_written_line_is_told_and_the_chain_goes_on(audit, shirube):
    """A crash leaves half a line; the next line says so, and nothing that was written is lost."""
    before = audit.path.read_bytes()
    audit.path.write_bytes(before + before.splitlines()[-1][:40])
    assert (audit.verify().wrong, audit.verify().broken_off) == (0, (6,))
    audit.note("key:a", "login", "after")
    found = audit.verify()
    assert (found.wrong, found.broken_off, found.lines) == (0, (6,), 8)
    assert [entry.what for entry in audit.lines() if entry][-2:] == [BROKEN_OFF, "login"]
    done = shirube("audit", "verify")
    assert done.exit_code == 0
    assert "6 行目は書きかけ" in done.output
    assert audit.path.read_bytes().startswith(before)


def write(path):
    """Write twenty lines."""
    for _ in range(20):
        Audit(path).note("key:a", "login")


def test_processes_write_one_chain(audit):
    """Whoever writes at the same time, each line follows the one before it."""
    processes = [multiprocessing.get_context("spawn").Process(target=write, args=(audit.path,)) for _ in range(2)]
    for process in processes:
        process.start()
    write(audit.path)
    for process in processes:
        process.join()
    found = audit.verify()
    assert (found.lines, found.wrong) == (65, 0)


def test_keys_and_documents_of_the_command_line_are_written_down(shirube, audit):
    """A key is made and revoked; the key itself is nowhere."""
    secret = shirube("keys", "add", "--role", "reader", "--name", "課").stdout.strip().splitlines()[-1]
    prefix = secret[:16]
    assert prefix in shirube("keys", "list", "--json").output
    assert shirube("keys", "revoke", prefix).exit_code == 0
    assert shirube("keys", "revoke", prefix).exit_code == 65
    assert secret not in shirube("keys", "list").output
    written = [json.loads(line) for line in shirube("audit", "list", "--jsonl").output.splitlines()][5:]
    assert [(line["what"], line["of"]) for line in written] == [("key.made", prefix), ("key.revoked", prefix)]
    assert secret.encode() not in audit.path.read_bytes()
    assert "key.revoked" in shirube("audit", "list").output


@pytest.mark.parametrize(
    "options",
    [
        ["--role", "editor", "--name", "課", "--collections", "own"],
        ["--role", "reader", "--name", "課", "--collections", "Ｏｗｎ"],
        ["--role", "reader", "--name", " "],
        ["--role", "boss", "--name", "課"],
    ],
)
def test_a_key_that_means_nothing_is_not_made(shirube, options):
    """Collections limit readers alone; a name says whose it is."""
    assert shirube("keys", "add", *options).exit_code == 2
    assert "まだありません" in shirube("keys", "list").output
