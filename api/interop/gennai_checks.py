"""Checks that take longer than a front end waits: begun at once, kept in memory for a while, asked for by their id."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import anyio

from api.commons import Commons
from api.interop.gennai_schemas import ErrorReply, OutputsReply, StatusReply
from api.problems import not_found, overloaded, problem_of
from api.workers import Workers

_KEPT_SECONDS = 600.0
_MOST = 32  # checks that are known at once, done or not
_TABLE = """
CREATE TABLE IF NOT EXISTS checks (
    check_id TEXT PRIMARY KEY, worker INTEGER NOT NULL REFERENCES workers ON DELETE CASCADE, status BLOB NOT NULL
)
"""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Checks:
    """The checks of one server, whichever worker makes them; a result is forgotten some minutes after it is there."""

    def __init__(self, commons: Commons | None = None, kept_seconds: float = _KEPT_SECONDS) -> None:
        """Keep each result for ``kept_seconds`` in ``commons``."""
        self._commons = commons or Commons()
        self._kept_seconds = kept_seconds
        self._commons.hold(_TABLE)

    def find(self, check_id: str) -> StatusReply:
        """Return how far a check is; raises the problem `not-found`."""
        for (status,) in self._commons.rows("SELECT status FROM checks WHERE check_id = ?", check_id):
            return StatusReply.model_validate_json(self._commons.unsealed(status))
        raise not_found("この点検はないか、結果を消しました。もう一度、点検してください。")

    def begin(self) -> str:
        """Return the id of a new check; raises the problem `overloaded` where too many are known."""
        check_id, now = str(uuid.uuid4()), _now()
        status = StatusReply(
            request_id=check_id, status="PENDING", progress="待っています", created_at=now, updated_at=now
        )
        with self._commons.changing() as database:
            (known,) = database.execute("SELECT COUNT(*) FROM checks").fetchone()
            if known >= _MOST:
                raise overloaded()
            row = (check_id, self._commons.worker, self._sealed(status))
            database.execute("INSERT INTO checks VALUES (?, ?, ?)", row)
        return check_id

    async def run(self, check_id: str, workers: Workers, work: Callable[[], OutputsReply]) -> None:
        """Do the work of a check, keep its result for a while, then forget it."""

        def begun() -> OutputsReply:
            self._tell(check_id, status="IN_PROGRESS", progress="点検しています")
            return work()

        try:
            done = await workers.run(begun)
        except Exception as error:  # noqa: BLE001 - whatever it is, the check is over
            problem = problem_of(error)
            told = ErrorReply(message=problem.title, details=problem.detail)
            self._tell(check_id, status="ERROR", progress="点検できませんでした", error=told)
        else:
            self._tell(check_id, status="COMPLETED", progress="点検が終わりました", **dict(done))
        await anyio.sleep(self._kept_seconds)
        with self._commons.changing() as database:
            database.execute("DELETE FROM checks WHERE check_id = ?", (check_id,))

    def _tell(self, check_id: str, **what: object) -> None:
        status = self.find(check_id).model_copy(update={**what, "updated_at": _now()})
        with self._commons.changing() as database:
            database.execute("UPDATE checks SET status = ? WHERE check_id = ?", (self._sealed(status), check_id))

    def _sealed(self, status: StatusReply) -> bytes:
        return self._commons.sealed(status.model_dump_json().encode())
