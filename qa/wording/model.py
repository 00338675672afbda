"""The seam to a language model, and the time that one answer gives it."""

import time
from typing import Protocol

from qa.errors import ModelSilent


class LanguageModel(Protocol):
    """Writes what it is told to write of data; what comes back is believed in nothing."""

    @property
    def seconds(self) -> float:
        """Return how long one answer may wait for it in all."""
        ...

    def write(self, instruction: str, data: str, seconds: float, /) -> str:
        """Return what it writes within ``seconds``; raises ModelSilent."""
        ...


class Pen:
    """A language model at work on one answer, for as long as that may wait."""

    def __init__(self, model: LanguageModel) -> None:
        """Begin to count the time at the first word."""
        self._model = model
        self._left = model.seconds

    def write(self, instruction: str, data: str) -> str:
        """Return what the model writes, or nothing where it fails or the time is over."""
        if self._left <= 0:
            return ""
        started = time.monotonic()
        try:
            return self._model.write(instruction, data, self._left)
        except ModelSilent:
            return ""
        finally:
            self._left -= time.monotonic() - started
