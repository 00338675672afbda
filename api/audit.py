"""The audit: who did what and when, one JSON object a line; each line holds the digest of the one before it.

What was asked, answered, drafted or read is never in it. A line that was changed, put in or left out is found; lines cut
off at the end are found only by who has kept the last digest elsewhere.
"""

import fcntl
import getpass
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ValidationError

from corpus.disk import flush

BEGINNING = "0" * 64  # what the first line says of the one before it
BROKEN_OFF = "line.broken-off"  # the line before was left half written by a crash
_CHUNK = 64 * 1024  # bytes, more than the longest line


class Entry(BaseModel, frozen=True, extra="forbid"):
    """A line; ``of`` is the id of what it was done to, ``before`` the digest of the line before."""

    at: str
    who: str
    what: str
    of: str = ""
    before: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at the whole chain found: the number of the first wrong line, 0 where none is, and the last digest."""

    lines: int
    wrong: int
    broken_off: tuple[int, ...]
    digest: str


class Audit:
    """The lines in one file, which only grows; safe between processes."""

    def __init__(self, path: Path) -> None:
        """Keep them in ``path``, which is made with the first one."""
        self.path = path

    def note(self, who: str, what: str, of: str = "") -> None:
        """Write a line and have the disk hold it; raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not self.path.exists()
        with _locked(self.path) as file:
            last = _last_line(file)
            if last and not last.endswith(b"\n"):
                file.write(b"\n")
                last = _write(file, "audit", BROKEN_OFF, "", last + b"\n")
            _write(file, who, what, of, last)
            os.fsync(file.fileno())
        if is_new:
            flush(self.path.parent)

    def note_here(self, what: str, of: str = "") -> None:
        """Write down what the user of this machine does on the command line; raises OSError."""
        self.note(f"user:{getpass.getuser()}", what, of)

    def lines(self) -> Iterator[Entry | None]:
        """Return the lines, the oldest first; None in the place of one that cannot be read."""
        for raw in self._raw():
            yield _entry(raw)

    def verify(self) -> Verified:
        """Hold every line against the one before it."""
        digest, wrong, number = BEGINNING, 0, 0
        broken_off: list[int] = []
        unread = False
        for number, raw in enumerate(self._raw(), 1):
            entry = _entry(raw)
            fits = entry is not None and entry.before == digest
            if unread:  # a line that cannot be read is a crash only where the next one says so
                crashed = entry is not None and fits and entry.what == BROKEN_OFF
                broken_off += [number - 1] if crashed else []
                wrong = wrong or (0 if crashed else number - 1)
            unread = entry is None
            if not unread and not fits:
                wrong = wrong or number
            digest = _digest(raw)
        if unread:  # nothing was written since
            broken_off.append(number)
        return Verified(number, wrong, tuple(broken_off), digest)

    def _raw(self) -> Iterator[bytes]:
        if self.path.exists():
            with self.path.open("rb") as file:
                yield from file


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    # Unbuffered, so that a line is one write.
    handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _last_line(file: BinaryIO) -> bytes:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - _CHUNK, 0))
    return file.read().rstrip(b"\n").rpartition(b"\n")[2] + (b"\n" if _ends_line(file, size) else b"")


def _ends_line(file: BinaryIO, size: int) -> bool:
    file.seek(max(size - 1, 0))
    return file.read(1) == b"\n"


def _write(file: BinaryIO, who: str, what: str, of: str, last: bytes) -> bytes:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    entry = Entry(at=at, who=who, what=what, of=of, before=_digest(last) if last else BEGINNING)
    line = json.dumps(entry.model_dump(), ensure_ascii=False).encode() + b"\n"
    if file.write(line) != len(line):
        raise OSError("the disk is full")
    return line


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _entry(raw: bytes) -> Entry | None:
    try:
        return Entry.model_validate_json(raw) if raw.endswith(b"\n") else None
    except ValidationError:
        return None
