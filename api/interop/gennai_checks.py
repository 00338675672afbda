"""Checks that take longer than a front end waits: begun at once, kept in memory for a while, asked for by their id."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import anyio

from api.interop.gennai_schemas import ErrorReply, OutputsReply, StatusReply
from api.problems import not_found, overloaded, problem_of
from api.workers import Workers

_KEPT_SECONDS = 600.0
_MOST = 32  # checks that are known at once, done or not


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Checks:
    """The checks of one server; a result is forgotten some minutes after it is there."""

    def __init__(self, kept_seconds: float = _KEPT_SECONDS) -> None:
        """Keep each result for ``kept_seconds``."""
        self._kept_seconds = kept_seconds
        self._checks: dict[str, StatusReply] = {}

    def find(self, check_id: str) -> StatusReply:
        """Return how far a check is; raises the problem `not-found`."""
        if check_id not in self._checks:
            raise not_found("この点検はないか、結果を消しました。もう一度、点検してください。")
        return self._checks[check_id]

    def begin(self) -> str:
        """Return the id of a new check; raises the problem `overloaded` where too many are known."""
        if len(self._checks) >= _MOST:
            raise overloaded()
        check_id, now = str(uuid.uuid4()), _now()
        self._checks[check_id] = StatusReply(
            request_id=check_id, status="PENDING", progress="待っています", created_at=now, updated_at=now
        )
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
        del self._checks[check_id]

    def _tell(self, check_id: str, **what: object) -> None:
        self._checks[check_id] = self._checks[check_id].model_copy(update={**what, "updated_at": _now()})
