"""Sessions of the page: a browser has a secret, the server its digest and the key it was made with."""

import hashlib
import secrets
import time
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection, Error

from api.access.keys import Key, KeyStore
from api.database import opened

LASTING, IDLE = 12 * 3_600, 30 * 60  # seconds: a working day, and a pause in it
_USE_STEP = 30.0  # seconds in which uses of a session are written down once
_OLD = "DROP TABLE IF EXISTS sessions"  # of versions that did not write down when a session was used
_LOGINS = """
CREATE TABLE IF NOT EXISTS logins (
    digest BLOB PRIMARY KEY, prefix TEXT NOT NULL, expires_at REAL NOT NULL, used_at REAL NOT NULL
)
"""
_TABLES = (_OLD, _LOGINS)


class SessionStore:
    """The sessions of one home folder; each ends with its key, after its time, and when it was not used for long."""

    def __init__(self, path: Path, keys: KeyStore, lasting: int = LASTING, idle: int = IDLE) -> None:
        """Keep them in ``path``, each for ``lasting`` seconds and no more than ``idle`` seconds without use."""
        self.path, self.lasting, self._keys, self._idle = path, lasting, keys, idle

    def begin(self, key: Key) -> str:
        """Return the secret of a new session; those that are over are forgotten."""
        secret, now = secrets.token_urlsafe(32), time.time()
        with opened(self.path, *_TABLES) as database, database:
            database.execute("DELETE FROM logins WHERE expires_at <= ? OR used_at <= ?", (now, now - self._idle))
            row = (_digest(secret), key.prefix, now + self.lasting, now)
            database.execute("INSERT INTO logins VALUES (?, ?, ?, ?)", row)
        return secret

    def find(self, secret: str) -> Key | None:
        """Return the key that a session was made with, where both are still good."""
        if not secret or not self.path.exists():
            return None
        now = time.time()
        with opened(self.path, *_TABLES) as database:
            row = database.execute(
                "SELECT prefix, used_at FROM logins WHERE digest = ? AND expires_at > ? AND used_at > ?",
                (_digest(secret), now, now - self._idle),
            ).fetchone()
            if row and now - row[1] >= _USE_STEP:
                _note_use(database, secret, now)
        return self._keys.good(row[0]) if row else None

    def end(self, secret: str) -> None:
        """Forget a session."""
        if not self.path.exists():
            return
        with opened(self.path, *_TABLES) as database, database:
            database.execute("DELETE FROM logins WHERE digest = ?", (_digest(secret),))


def _note_use(database: Connection, secret: str, now: float) -> None:
    """Write down that a session was used; where the disk refuses, it is let in all the same."""
    with suppress(Error), database:
        database.execute("UPDATE logins SET used_at = ? WHERE digest = ?", (now, _digest(secret)))


def _digest(secret: str) -> bytes:
    # A secret of 256 random bits needs no slow digest.
    return hashlib.sha256(secret.encode()).digest()
