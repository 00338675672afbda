"""Workers: questions are answered in a few threads; when too many wait, the next is told so at once.

Work has a deadline, and stops soon after its request was cancelled.
"""

from collections.abc import Callable
from typing import TypeVar

import anyio
from anyio import from_thread
from anyio.to_thread import run_sync

from api.problems import overloaded, too_long
from qa.patience import looking

Result = TypeVar("Result")


class Workers:
    """A bounded pool with a bounded queue."""

    def __init__(self, threads: int = 2, queue: int = 32, seconds: float = 60.0) -> None:
        """Let ``threads`` run at once and ``queue`` more wait, each for so many seconds in all."""
        self._seconds = seconds
        self._limiter = anyio.CapacityLimiter(threads)
        self._places = threads + queue
        self._taken = 0

    async def run(self, work: Callable[[], Result]) -> Result:
        """Return what ``work`` returns; raises the problem `overloaded` where no place is free, `too-long` at the deadline."""
        if self._taken >= self._places:
            raise overloaded()
        self._taken += 1
        try:
            with anyio.fail_after(self._seconds), looking(from_thread.check_cancelled):
                return await run_sync(work, limiter=self._limiter)
        except TimeoutError:
            raise too_long() from None
        finally:
            self._taken -= 1
