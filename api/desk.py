"""The desk: what is served now. It switches to another index in one step; a request keeps the one it began with."""

import threading
from dataclasses import dataclass

from api.commons import Commons
from api.editing import Editor
from indexer.errors import IndexingError
from qa.assistant import Assistant
from qa.examples import Examples


@dataclass(frozen=True, slots=True)
class Served:
    """An assistant with the examples that were tried on it."""

    assistant: Assistant
    examples: Examples


class Desk:
    """Serves one assistant at a time; ``editor`` is None where the documents cannot change while it serves."""

    def __init__(self, assistant: Assistant, editor: Editor | None = None, commons: Commons | None = None) -> None:
        """Begin with ``assistant``; the other workers learn from ``commons`` what is served."""
        self.served = Served(assistant, Examples(assistant))
        self.editor = editor
        self._commons = commons or Commons()
        self._newest = assistant.index.generation
        self._lock = threading.Lock()
        self._commons.serves(self._newest)

    def refresh(self) -> str:
        """Switch to the newest index where another one is there; returns the generation that is served.

        Where the new one cannot be opened the old one goes on being served; raises IndexingError then.
        """
        with self._lock:
            newest = self.editor.store.current() if self.editor else self._newest
            if self.editor and newest != self._newest:
                assistant = self.editor.open()
                self.served = Served(assistant, Examples(assistant))
                self._newest = newest
                self._commons.serves(assistant.index.generation)
            return self.served.assistant.index.generation

    def look(self) -> bool:
        """Switch where another process has changed the documents; says no where that could not be opened, yet."""
        try:
            self.refresh()
        except (IndexingError, OSError):  # broken, or changed again while it was opened
            return False
        return True
