"""The supervisor: keeps several worker processes that answer on one port, and takes no part in answering."""

import multiprocessing
import os
import signal
import sys

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from api.server import OPTIONS
from api.service import Service

_UNUSABLE = 69  # exit code: an index that no worker can open
_SILENT = 120  # seconds after which a worker that says nothing is taken for dead: on a busy machine it begins slowly


class Supervisor(Multiprocess):
    """Replaces a worker that dies; what ends the server lets each worker finish what it has begun."""

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
        timeout_worker_healthcheck=_SILENT,
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
