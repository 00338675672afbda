"""Keys: how they are made, kept, found, and no longer found."""

import sqlite3
import stat

import pytest

from api.access import keys as module
from api.access.keys import DAY, KeyStore
from api.access.visitor import Role


def test_a_key_is_found_by_itself_alone(keys):
    """The whole key is found with its role and name; one that differs in a character is not."""
    secret, made = keys.add("課", Role.EDITOR, ("own", "port"))
    assert keys.find(secret) == made
    assert (made.name, made.role, made.collections) == ("課", Role.EDITOR, ("own", "port"))
    other = "a" if secret[-1] != "a" else "b"
    assert keys.find(secret[:-1] + other) is None
    assert keys.find(made.prefix) is None


def test_the_file_holds_no_key_and_is_for_one_user(keys):
    """Whoever reads the file can open nothing with it; nobody else can read it."""
    secret, _ = keys.add("課", Role.READER)
    folder = keys.path.parent
    for path in folder.glob("access.sqlite3*"):
        assert secret.rpartition("_")[2].encode() not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with sqlite3.connect(keys.path) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


def test_a_revoked_key_is_refused_at_once(keys):
    """Also where another process has verified it a moment ago; it cannot be revoked twice."""
    secret, made = keys.add("課", Role.READER)
    other = KeyStore(keys.path)
    assert other.find(secret)
    assert keys.revoke(made.prefix)
    assert other.find(secret) is None
    assert not keys.revoke(made.prefix)


def test_an_expired_key_is_refused(keys, monkeypatch):
    """A key for three days is none after them."""
    secret, _ = keys.add("課", Role.READER, days=3)
    now = module.time.time()
    monkeypatch.setattr(module.time, "time", lambda: now + 3 * DAY - 5)
    assert keys.find(secret)
    monkeypatch.setattr(module.time, "time", lambda: now + 3 * DAY + 5)
    assert keys.find(secret) is None


def test_the_slow_digest_is_made_once(keys, monkeypatch):
    """What was verified is not verified by scrypt again, and a wrong key that begins alike is."""
    secret, _ = keys.add("課", Role.READER)
    made = []
    slow = module.hashlib.scrypt
    monkeypatch.setattr(module.hashlib, "scrypt", lambda *given, **more: made.append(1) or slow(*given, **more))
    assert all(keys.find(secret) for _ in range(3))
    assert len(made) == 1
    assert keys.find(secret[:-1] + ("a" if secret[-1] != "a" else "b")) is None
    assert len(made) == 2


def test_the_last_use_is_listed(keys):
    """A key that was never used says so."""
    secret, _ = keys.add("課", Role.READER)
    assert keys.all()[0].used_at is None
    keys.find(secret)
    assert keys.all()[0].used_at is not None


@pytest.mark.parametrize("shown", ["", "shirube_", "鍵" * 60, "shirube_00000000_" + "a" * 43])
def test_what_is_no_key_is_not_found(keys, shown):
    """Whatever it looks like; before the first key is made nothing is written to look for it."""
    assert keys.find(shown) is None
    assert not keys.path.exists()
