"""The scrub: a running server reads the files of its index again now and then, since a disk may change them silently."""

import logging
import signal
import threading
import time

import anyio
from anyio import open_signal_receiver
from anyio.to_thread import run_sync

from api.metrics import Metrics
from indexer.generations import GenerationStore

_EVERY = 24 * 3_600.0  # seconds
_REST = 0.01  # seconds after each part that is read, so that whoever asks meanwhile does not notice
_log = logging.getLogger("shirube")


class Scrub:
    """Looks whether every file of the current generation is still as it was written."""

    def __init__(self, store: GenerationStore, metrics: Metrics, rest: float = _REST) -> None:
        """Look through ``store``; what is found is logged and counted."""
        self._store, self._metrics, self._rest = store, metrics, rest
        self._found: tuple[str, tuple[str, ...]] = ("", ())

    def reasons(self) -> tuple[str, ...]:
        """Return what the last look found wrong with the generation that is the current one now."""
        generation, damage = self._found
        return damage if generation == self._store.current() else ()

    def look(self) -> None:
        """Read every file; where another generation is switched to meanwhile, that one is read."""
        generation = ""
        damage: tuple[str, ...] = ()
        while generation != self._store.current():
            generation = self._store.current()
            damage = self._store.damage(lambda: time.sleep(self._rest))
        self._found = generation, damage
        for reason in damage:
            _log.error("shirube: the files of the index have changed on the disk: %s", reason)
        self._metrics.damaged.set(bool(damage))
        self._metrics.verified.set_to_current_time()

    async def run(self) -> None:
        """Look once a day, and whenever the process is told to (SIGHUP)."""
        async with anyio.create_task_group() as tasks:
            if threading.current_thread() is threading.main_thread():  # elsewhere no signal is heard
                tasks.start_soon(self._when_told)
            while True:
                await anyio.sleep(_EVERY)
                await run_sync(self.look)

    async def _when_told(self) -> None:
        with open_signal_receiver(signal.SIGHUP) as told:
            async for _ in told:
                await run_sync(self.look)
