"""Keys: what people and programs show to be let in. Only a digest of each is kept; the key itself is shown once."""

import hashlib
import hmac
import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection, Error

from api.access.visitor import Role, Visitor
from api.database import opened

_FORM = re.compile(r"(shirube_[0-9a-f]{8})_[A-Za-z0-9_-]{43}")
_USE_STEP = 60.0  # seconds in which uses of a key are written down once
DAY = 86_400.0
TABLE = """
CREATE TABLE IF NOT EXISTS keys (
    prefix TEXT PRIMARY KEY, salt BLOB NOT NULL, digest BLOB NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    collections TEXT NOT NULL, made_at REAL NOT NULL, expires_at REAL, used_at REAL, revoked_at REAL
)
"""
_FIELDS = "prefix, name, role, collections, made_at, expires_at, used_at, revoked_at"


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is listed; times are seconds since 1970."""

    prefix: str
    name: str
    role: Role
    collections: tuple[str, ...]
    made_at: float
    expires_at: float | None = None
    used_at: float | None = None
    revoked_at: float | None = None

    @property
    def is_good(self) -> bool:
        """Say whether it lets anybody in now."""
        return self.revoked_at is None and (self.expires_at is None or time.time() < self.expires_at)

    @property
    def visitor(self) -> Visitor:
        """Return who comes with it."""
        return Visitor(f"key:{self.prefix}", self.name, self.role, self.collections)


class KeyStore:
    """The keys of one home folder; another process's changes are seen at once."""

    def __init__(self, path: Path) -> None:
        """Keep them in ``path``, which is made with the first one."""
        self.path = path
        # The digest is slow on purpose, so what was once verified is remembered here, by a fast one; the row itself is
        # read at every request, so that a revoked key is refused at the next.
        self._verified: dict[str, tuple[bytes, bytes]] = {}

    def add(self, name: str, role: Role, collections: tuple[str, ...] = (), days: int | None = None) -> tuple[str, Key]:
        """Make a key; returns it, which nobody can do again, and how it is listed."""
        prefix, salt, now = f"shirube_{secrets.token_hex(4)}", secrets.token_bytes(16), time.time()
        secret = f"{prefix}_{secrets.token_urlsafe(32)}"
        key = Key(prefix, name, role, collections, now, now + days * DAY if days else None)
        row = (prefix, salt, _digest(secret, salt), name, role.word, ",".join(collections), now, key.expires_at)
        with opened(self.path, TABLE) as database, database:
            database.execute("INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)", row)
        return secret, key

    def all(self) -> list[Key]:
        """Return all keys, the oldest first."""
        if not self.path.exists():
            return []
        with opened(self.path, TABLE) as database:
            return [_key(*row) for row in database.execute(f"SELECT {_FIELDS} FROM keys ORDER BY rowid")]  # noqa: S608 - the fields above

    def revoke(self, prefix: str) -> bool:
        """Let a key open nothing any more; says whether there was a good one of that prefix."""
        if not self.path.exists():
            return False
        with opened(self.path, TABLE) as database, database:
            done = database.execute(
                "UPDATE keys SET revoked_at = ? WHERE prefix = ? AND revoked_at IS NULL", (time.time(), prefix)
            )
            return done.rowcount == 1

    def find(self, secret: str) -> Key | None:
        """Return the good key that ``secret`` is; None where it is none."""
        form = _FORM.fullmatch(secret)
        if not form or not self.path.exists():
            return None
        with opened(self.path, TABLE) as database:
            found = database.execute(
                f"SELECT salt, digest, {_FIELDS} FROM keys WHERE prefix = ?",  # noqa: S608 - the fields above
                (form.group(1),),
            ).fetchone()
            if not found or not self._is(secret, form.group(1), *found[:2]):
                return None
            key = _key(*found[2:])
            if not key.is_good:
                return None
            _note_use(database, key)
        return key

    def good(self, prefix: str) -> Key | None:
        """Return the good key of a prefix; None where there is none."""
        return next((key for key in self.all() if key.prefix == prefix and key.is_good), None)

    def _is(self, secret: str, prefix: str, salt: bytes, digest: bytes) -> bool:
        quick = hashlib.sha256(secret.encode()).digest()
        if self._verified.get(prefix) == (digest, quick):
            return True
        if not hmac.compare_digest(_digest(secret, salt), digest):
            return False
        self._verified[prefix] = (digest, quick)
        return True


def is_key(words: str) -> bool:
    """Say whether ``words`` have the form of a key."""
    return _FORM.fullmatch(words) is not None


def _digest(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=salt, n=2**14, r=8, p=1)


def _note_use(database: Connection, key: Key) -> None:
    """Write down that a key was used, now and then; where the disk refuses, it is let in all the same."""
    now = time.time()
    if key.used_at is None or now - key.used_at >= _USE_STEP:
        with suppress(Error), database:
            database.execute("UPDATE keys SET used_at = ? WHERE prefix = ?", (now, key.prefix))


def _key(
    prefix: str,
    name: str,
    role: str,
    collections: str,
    made_at: float,
    expires_at: float | None,
    used_at: float | None,
    revoked_at: float | None,
) -> Key:
    named = tuple(filter(None, collections.split(",")))
    return Key(prefix, name, Role[role.upper()], named, made_at, expires_at, used_at, revoked_at)
