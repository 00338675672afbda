"""Workers: questions are answered in a few threads; when too many wait, the next is told so at once."""

from collections.abc import Callable
from typing import TypeVar

import anyio
from anyio.to_thread import run_sync

from api.problems import overloaded

Result = TypeVar("Result")


class Workers:
    """A bounded pool with a bounded queue."""

    def __init__(self, threads: int = 2, queue: int = 32) -> None:
        """Let ``threads`` run at once and ``queue`` more wait."""
        self._limiter = anyio.CapacityLimiter(threads)
        self._places = threads + queue
        self._taken = 0

    async def run(self, work: Callable[[], Result]) -> Result:
        """Return what ``work`` returns; raises the problem `overloaded` where no place is free."""
        if self._taken >= self._places:
            raise overloaded()
        self._taken += 1
        try:
            return await run_sync(work, limiter=self._limiter)
        finally:
            self._taken -= 1
