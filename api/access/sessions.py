"""Sessions: who has logged in on the page. The browser has a secret, the server its digest and the key it was made with."""

import hashlib
import secrets
import time
from pathlib import Path

from api.access.keys import Key, KeyStore
from api.database import opened

SECONDS = 12 * 3_600  # a working day
_TABLE = "CREATE TABLE IF NOT EXISTS sessions (digest BLOB PRIMARY KEY, prefix TEXT NOT NULL, expires_at REAL NOT NULL)"


class SessionStore:
    """The sessions of one home folder; each ends with its key."""

    def __init__(self, path: Path, keys: KeyStore) -> None:
        """Keep them in ``path``."""
        self.path, self._keys = path, keys

    def begin(self, key: Key) -> str:
        """Return the secret of a new session; those that are over are forgotten."""
        secret = secrets.token_urlsafe(32)
        with opened(self.path, _TABLE) as database, database:
            database.execute("DELETE FROM sessions WHERE expires_at <= ?", (time.time(),))
            row = (_digest(secret), key.prefix, time.time() + SECONDS)
            database.execute("INSERT INTO sessions VALUES (?, ?, ?)", row)
        return secret

    def find(self, secret: str) -> Key | None:
        """Return the key that a session was made with, where both are still good."""
        if not self.path.exists():
            return None
        with opened(self.path, _TABLE) as database:
            row = database.execute(
                "SELECT prefix FROM sessions WHERE digest = ? AND expires_at > ?", (_digest(secret), time.time())
            ).fetchone()
        return self._keys.good(row[0]) if row else None

    def end(self, secret: str) -> None:
        """Forget a session."""
        if not self.path.exists():
            return
        with opened(self.path, _TABLE) as database, database:
            database.execute("DELETE FROM sessions WHERE digest = ?", (_digest(secret),))


def _digest(secret: str) -> bytes:
    # A secret of 256 random bits needs no slow digest.
    return hashlib.sha256(secret.encode()).digest()
