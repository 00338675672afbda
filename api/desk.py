"""The desk: what is served now. It switches to another index in one step; a request keeps the one it began with."""

import threading
from dataclasses import dataclass

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

    def __init__(self, assistant: Assistant, editor: Editor | None = None) -> None:
        """Begin with ``assistant``, which was opened from the newest index."""
        self.served = Served(assistant, Examples(assistant))
        self.editor = editor
        self._mark = editor.mark() if editor else ""
        self._lock = threading.Lock()

    def refresh(self) -> str:
        """Switch to the newest index where another one is there; returns the generation that is served.

        Where the new one cannot be opened the old one goes on being served; raises IndexingError then.
        """
        with self._lock:
            mark = self.editor.mark() if self.editor else self._mark
            if self.editor and mark != self._mark:
                assistant = self.editor.open()
                self.served = Served(assistant, Examples(assistant))
                self._mark = mark
            return self.served.assistant.index.generation

    def look(self) -> None:
        """Switch where another process has changed the documents; a broken index is left for the next look."""
        try:
            self.refresh()
        except IndexingError:
            return
