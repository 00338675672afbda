"""What people thought of answers, kept in one SQLite file that this user alone can read."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from api.database import opened

MOST = 10_000  # opinions; the oldest make room
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
        with opened(self.path, _TABLE) as database, database:
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
        with opened(self.path, _TABLE) as database:
            rows = database.execute("SELECT * FROM feedback ORDER BY rowid").fetchall()
        return [_feedback(*row) for row in rows]


def _feedback(answer_id: str, sent_at: str, verdict: str, reason: str, question: str | None, places: str) -> Feedback:
    citations = tuple(CitedPlace(**item) for item in json.loads(places))
    return Feedback(answer_id, sent_at, verdict, reason, question, citations)
