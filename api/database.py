"""Small databases of the service: SQLite files that this user alone can read, safe between processes."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.disk import flush

_WAIT = 5.0  # seconds for another process that writes


@contextmanager
def opened(path: Path, *tables: str) -> Iterator[sqlite3.Connection]:
    """Open the database in ``path``, which is made with ``tables`` where it is not there; raises sqlite3.Error or OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # SQLite gives its side files the mode of the file itself, so that is made first and for this user alone.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        flush(path.parent)
    with closing(sqlite3.connect(path, timeout=_WAIT)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA secure_delete = ON")
        for table in tables:
            database.execute(table)
        yield database
