"""The supervisor: keeps several worker processes that answer on one port, and takes no part in answering."""

import multiprocessing
import os
import signal
import sys
import time
from multiprocessing.connection import wait

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from api.server import OPTIONS
from api.service import Service

_UNUSABLE = 69  # exit code: an index that no worker can open
_SILENT = 30  # seconds after which a worker that said something before and is silent is taken for dead

_ENDING = 34  # seconds for requests under way, a little more than a worker gives them


class Worker(Process):
    """A process that answers; how long it takes to begin says nothing of its health."""

    _is_asked = _has_begun = False

    def is_alive(self, timeout: float = _SILENT) -> bool:
        """Say whether it runs and, once it has begun, answers the supervisor; one that dies meanwhile is not waited for."""
        if not self.process.is_alive():
            return False
        if not self._is_asked:
            self.parent_conn.send(b"ping")
            self._is_asked = True
        ready = wait([self.parent_conn, self.process.sentinel], timeout if self._has_begun else 0)
        if self.parent_conn in ready:
            self._is_asked, self._has_begun = False, bool(self.parent_conn.recv())
            return True
        return not self._has_begun


class Supervisor(Multiprocess):
    """Replaces a worker that dies; what ends the server lets each worker finish what it has begun."""

    def init_processes(self) -> None:
        """Begin the workers."""
        self.processes = [self._begun() for _ in range(self.processes_num)]

    def keep_subprocess_alive(self) -> None:
        """Replace a worker that died; one that cannot begin ends the server, since the next could not either."""
        for number, worker in enumerate(self.processes):
            if self.should_exit.is_set() or worker.is_alive(_SILENT):
                continue
            worker.kill()
            worker.join()
            if worker.exitcode == STARTUP_FAILURE:
                self.should_exit.set()
            else:
                self.processes[number] = self._begun()

    def _begun(self) -> Worker:
        worker = Worker(self.config, self.sockets)
        worker.start()
        return worker

    def handle_hup(self) -> None:
        """Have every worker look whether the index is sound."""
        for process in self.processes:
            if process.pid and process.exitcode is None:
                os.kill(process.pid, signal.SIGHUP)

    def terminate_all(self) -> None:
        """Take no more connections, and end the workers."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()

    def join_all(self) -> None:
        """Wait for the workers to end; one that does not, as it has hardly begun or hangs, is ended."""
        until = time.monotonic() + _ENDING
        for worker in self.processes:
            worker.process.join(max(until - time.monotonic(), 0))
            worker.process.kill()
            worker.process.join()


def supervise(service: Service, port: int, workers: int) -> None:
    """Serve with so many workers until a signal ends it; ends the process where they cannot begin."""
    if service.place.metrics:
        # Where the library that counts has processes meet; it looks there as soon as it is imported.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(service.place.metrics)
    config = uvicorn.Config(
        service,
        factory=True,
        host=service.host,
        port=port,
        workers=workers,
        callback_notify=_end_with_supervisor,
        timeout_notify=1,
        **OPTIONS,
    )
    supervisor = Supervisor(config, [config.bind_socket()])
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        sys.exit(_UNUSABLE)


async def _end_with_supervisor() -> None:
    """End a worker whose supervisor was killed: nobody would end or replace it."""
    supervisor = multiprocessing.parent_process()
    if supervisor and not supervisor.is_alive():
        signal.raise_signal(signal.SIGTERM)
