"""The power cut at any moment of a change: what was promised is there, and what is there is whole.

Run this file with a number of states; the suite tries some of them (`tests/api/test_power_cuts.py`). It needs strace.
"""

import os
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from recorded_disk import Recording, power_cuts

from api.access.keys import KeyStore
from api.audit import Audit
from api.feedback_store import FeedbackStore
from indexer.errors import IndexDamaged, IndexMissing
from indexer.generations import GenerationStore

PROCESS = ROOT / "tests" / "durable_changes.py"


def recorded(kind, folder):
    """Record a process that makes the changes of a kind."""
    home = folder / kind / "home"
    home.mkdir(parents=True)
    command = [sys.executable, str(PROCESS), kind, str(home)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return Recording.of(home, command, folder / f"{kind}.trace", environment)


def put(state, folder):
    """Write a state of the disk into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in state.items():
        if content is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(content)


def words_of(told, kind):
    """Return what was told of a kind, in order."""
    return [words.split(" ", 1)[1] for words in told if words.split(" ", 1)[0] == kind]


def check_index(home, told, everything):
    """Find the index that was told last or the one that was being written; before the first there may be none."""
    done, promised = words_of(told, "index"), words_of(everything, "index")
    allowed = {done[-1] if done else "", *promised[len(done) : len(done) + 1]}
    try:
        found = GenerationStore(home / "index").newest().name
    except (IndexMissing, IndexDamaged):
        found = ""
    assert found in allowed, f"{found} is none of {allowed}"


def check_records(home, told, everything):
    """Every key, revocation, opinion and line that was told is there, and nothing that nobody made."""
    for name in ("access.sqlite3", "feedback.sqlite3"):
        if (home / name).exists():
            with closing(sqlite3.connect(home / name)) as database:
                assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    keys = {key.prefix: key for key in KeyStore(home / "access.sqlite3").all()}
    assert set(words_of(told, "key")) <= set(keys) <= set(words_of(everything, "key"))
    assert all(keys[prefix].revoked_at for prefix in words_of(told, "revoked"))
    reasons = {item.answer_id: item.reason for item in FeedbackStore(home / "feedback.sqlite3").all()}
    promised = {f"answer-{number % 3}": reason for number, reason in enumerate(words_of(told, "feedback"))}
    assert all(reasons.get(answer, "") >= reason for answer, reason in promised.items())
    audit = Audit(home / "audit.jsonl")
    audit.note("user:test", "after.cut")
    lines = [entry.of for entry in audit.lines() if entry and entry.what == "key.made"]
    assert set(words_of(told, "audit")) <= set(lines)
    assert audit.verify().wrong == 0


CHECKS = {"index": check_index, "records": check_records}


def survive(kind, folder, states):
    """Try about so many power cuts; return how many states of the disk there were, each another one."""
    recording = recorded(kind, folder)
    everything = [done.other for done in recording.operations if done.kind == "told"]
    seen = set()
    for told, state in power_cuts(recording, states):
        mark = hash((len(told), *state.items()))
        if mark not in seen:
            seen.add(mark)
            put(state, folder / "after")
            CHECKS[kind](folder / "after", told, everything)
    return len(seen), len(recording.operations)


if __name__ == "__main__":
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    for name in CHECKS:
        with tempfile.TemporaryDirectory(dir=memory) as made:
            tried, operations = survive(name, Path(made), int(sys.argv[1]))
        print(f"{name}: {operations} operations, {tried} different states after a power cut, nothing lost", flush=True)
