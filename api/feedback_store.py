"""What people thought of answers, kept in one SQLite file that this user alone can read."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

MOST = 10_000  # opinions; the oldest make room
_WAIT = 5.0  # seconds for another process that writes
_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT PRIMARY KEY, sent_at TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
    question TEXT, citations TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """Where a citation of the answer stands."""

    document_id: str
    version: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """An opinion on one answer; the question and the citations are there only with consent."""

    answer_id: str
    sent_at: str
    verdict: str
    reason: str
    question: str | None = None
    citations: tuple[CitedPlace, ...] = ()


class FeedbackStore:
    """Opinions on answers, the newest of each answer; safe between processes."""

    def __init__(self, path: Path) -> None:
        """Keep them in ``path``, which is made when the first one comes."""
        self.path = path

    def keep(self, feedback: Feedback) -> None:
        """Keep an opinion in place of an earlier one on the same answer; raises sqlite3.Error or OSError."""
        fields = asdict(feedback) | {"citations": json.dumps([asdict(item) for item in feedback.citations])}
        with self._opened() as database, database:
            database.execute(
                "INSERT OR REPLACE INTO feedback"
                " VALUES (:answer_id, :sent_at, :verdict, :reason, :question, :citations)",
                fields,
            )
            database.execute(
                "DELETE FROM feedback WHERE rowid NOT IN (SELECT rowid FROM feedback ORDER BY rowid DESC LIMIT ?)",
                (MOST,),
            )

    def all(self) -> list[Feedback]:
        """Return all opinions, the oldest first."""
        if not self.path.exists():
            return []
        with self._opened() as database:
            rows = database.execute("SELECT * FROM feedback ORDER BY rowid").fetchall()
        return [_feedback(*row) for row in rows]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite gives its side files the mode of the file itself, so that is made first and for this user alone.
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(self.path, timeout=_WAIT)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA secure_delete = ON")
            database.execute(_TABLE)
            yield database


def _feedback(answer_id: str, sent_at: str, verdict: str, reason: str, question: str | None, places: str) -> Feedback:
    citations = tuple(CitedPlace(**item) for item in json.loads(places))
    return Feedback(answer_id, sent_at, verdict, reason, question, citations)
