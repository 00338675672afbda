"""Buckets: how often somebody may do something. Each holds so many tokens and fills up again steadily."""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}
_MOST = 10_000  # somebodies that are remembered before the full buckets are emptied out


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
    """A bucket for each somebody (token bucket, on a clock that never goes back)."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        """Let each do something at ``rate``, all at once if they like."""
        self._rate, self._clock = rate, clock
        self._filled: dict[str, tuple[float, float]] = {}  # tokens, and when there were so many
        self._lock = threading.Lock()

    def take(self, who: str) -> int:
        """Take a token; returns 0, or the whole seconds until there is one."""
        with self._lock:
            now = self._clock()
            tokens = self._tokens(who, now)
            if tokens < 1:
                return math.ceil((1 - tokens) * self._rate.seconds / self._rate.times)
            if len(self._filled) >= _MOST:
                self._filled = {
                    key: kept for key, kept in self._filled.items() if self._tokens(key, now) < self._rate.times
                }
            self._filled[who] = (tokens - 1, now)
            return 0

    def _tokens(self, who: str, now: float) -> float:
        tokens, then = self._filled.get(who, (self._rate.times, now))
        return min(self._rate.times, tokens + (now - then) * self._rate.times / self._rate.seconds)
