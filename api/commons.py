"""The commons: what the worker processes of one server know together, for as long as it runs.

A process that is alone keeps it in its memory, several in a file of a folder that goes with the server. What is said there
of documents and drafts is sealed with a key that only the processes have.
"""

import os
import sqlite3
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

_WAIT = 5.0  # seconds for another process that writes
_WORKERS = "CREATE TABLE IF NOT EXISTS workers (worker INTEGER PRIMARY KEY, serves TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the commons of a server are, and what opens the seals; without a folder they are in this process alone."""

    folder: Path | None = None
    key: bytes = field(default_factory=Fernet.generate_key)

    @property
    def metrics(self) -> Path | None:
        """Return the folder of what the workers count, where there are several."""
        return self.folder / "metrics" if self.folder else None


@contextmanager
def shared_place() -> Iterator[Place]:
    """Make a place for several workers, which goes with the block."""
    with tempfile.TemporaryDirectory(prefix="shirube-") as folder:
        place = Place(Path(folder))
        (Path(folder) / "metrics").mkdir()
        Commons(place).leave()
        yield place


class Commons:
    """Small tables, safe between threads and between workers; what a worker has there goes with it."""

    def __init__(self, place: Place | None = None) -> None:
        """Join those at ``place``; what workers have left that are no more is put away."""
        self.place = place = place or Place()
        path = place.folder / "commons.sqlite3" if place.folder else ":memory:"
        self._database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._database.close)
        for setting in ("journal_mode = WAL", "synchronous = OFF", "foreign_keys = ON"):
            self._database.execute(f"PRAGMA {setting}")
        self._lock = threading.Lock()
        self._seal = Fernet(place.key)
        self.worker = os.getpid()
        self.hold(_WORKERS)
        self._join()

    def hold(self, *tables: str) -> None:
        """Make tables that are not there yet; a row that names a worker may refer to `workers`."""
        with self.changing() as database:
            for table in tables:
                database.execute(table)

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Let nobody else read or write in between."""
        with self._lock, self._database:
            self._database.execute("BEGIN IMMEDIATE")
            yield self._database

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        with self._lock:
            return self._database.execute(query, values).fetchall()

    def sealed(self, words: bytes) -> bytes:
        """Return ``words`` as they may stand in a table."""
        return self._seal.encrypt(words)

    def unsealed(self, words: bytes) -> bytes:
        """Return what was sealed."""
        return self._seal.decrypt(words)

    def serves(self, generation: str) -> None:
        """Say which generation this worker serves now."""
        with self.changing() as database:
            database.execute("UPDATE workers SET serves = ? WHERE worker = ?", (generation, self.worker))

    def all_serve(self, generation: str) -> bool:
        """Say whether every worker that serves anything serves this generation."""
        others = self.rows("SELECT worker FROM workers WHERE serves NOT IN ('', ?)", generation)
        return not any(_is_alive(worker) for (worker,) in others)

    def leave(self) -> None:
        """Take away what this worker has here."""
        with self.changing() as database:
            database.execute("DELETE FROM workers WHERE worker = ?", (self.worker,))

    def _join(self) -> None:
        self.leave()
        with self.changing() as database:
            known = [worker for (worker,) in database.execute("SELECT worker FROM workers")]
            gone = [(worker,) for worker in known if not _is_alive(worker)]
            database.executemany("DELETE FROM workers WHERE worker = ?", gone)
            database.execute("INSERT INTO workers VALUES (?, '')", (self.worker,))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
