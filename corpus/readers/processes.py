"""Processes: a command with limits on memory, time and files, in a session of its own, killed whole when its time is up."""

import os
import resource
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

_ROOT = PurePath("/")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may cost: bytes of memory, seconds of processor and of the clock, open files, bytes of one file."""

    memory: int
    processor: int
    clock: float
    files: int = 64
    written: int = 0

    def hold(self) -> None:
        """Hold the process that calls this, and all that it starts, to the limits, the clock aside."""
        resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (self.processor, self.processor))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (self.files, self.files))
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.written, self.written))


def answer_of(
    command: Sequence[str],
    data: bytes,
    clock: float,
    environment: Mapping[str, str],
    folder: PurePath = _ROOT,
) -> bytes:
    """Return what a command answers to ``data`` on its standard output; nothing where it fails or takes too long.

    It knows ``environment`` and nothing of ours, and nothing that it starts outlives it.
    """
    with subprocess.Popen(  # noqa: S603 - every command is ours, word for word
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
        start_new_session=True,
    ) as process:
        try:
            told, _ = process.communicate(data, timeout=clock)
        except subprocess.TimeoutExpired:
            return b""
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    return told if process.returncode == 0 else b""
