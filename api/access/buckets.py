"""Buckets: how often somebody may do something. Each holds so many tokens and fills up again steadily."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import Connection

from api.commons import Commons

SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}
_MOST = 10_000  # somebodies that are remembered before the full buckets are emptied out
_TABLE = """
CREATE TABLE IF NOT EXISTS buckets (
    name TEXT NOT NULL, who TEXT NOT NULL, tokens REAL NOT NULL, at REAL NOT NULL, PRIMARY KEY (name, who)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times in so many seconds."""

    times: int
    seconds: int


def rate(words: str) -> Rate:
    """Read a rate such as `60/minute`; raises ValueError."""
    times, _, unit = words.partition("/")
    if not times.isdecimal() or not int(times) or unit not in SECONDS:
        raise ValueError("60/minute や 500/day のように書いてください（second、minute、hour、day）。")
    return Rate(int(times), SECONDS[unit])


class Buckets:
    """A bucket for each somebody (token bucket, on a clock that never goes back and that all processes share)."""

    def __init__(self, rate: Rate, commons: Commons, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Let each do something at ``rate``, all at once if they like; it is counted in ``commons`` under ``name``."""
        self._rate, self._commons, self._name, self._clock = rate, commons, name, clock
        commons.hold(_TABLE)

    def take(self, who: str) -> int:
        """Take a token; returns 0, or the whole seconds until there is one."""
        now = self._clock()
        with self._commons.changing() as database:
            found = database.execute("SELECT tokens, at FROM buckets WHERE name = ? AND who = ?", (self._name, who))
            tokens, then = found.fetchone() or (self._rate.times, now)
            tokens = min(self._rate.times, tokens + (now - then) * self._rate.times / self._rate.seconds)
            if tokens < 1:
                return math.ceil((1 - tokens) * self._rate.seconds / self._rate.times)
            self._forget_full(database, now)
            database.execute("INSERT OR REPLACE INTO buckets VALUES (?, ?, ?, ?)", (self._name, who, tokens - 1, now))
            return 0

    def _forget_full(self, database: Connection, now: float) -> None:
        """Empty out buckets that are full again, once there are many."""
        (known,) = database.execute("SELECT COUNT(*) FROM buckets WHERE name = ?", (self._name,)).fetchone()
        if known >= _MOST:
            database.execute(
                "DELETE FROM buckets WHERE name = :name AND tokens + (:now - at) * :times / :seconds >= :times",
                {"name": self._name, "now": now, "times": self._rate.times, "seconds": float(self._rate.seconds)},
            )
