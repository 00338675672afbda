"""Editing: changes to the documents of a running server, and how the changed index is opened."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.shelf import Shelf
from indexer.embedding import Embedder
from indexer.generations import GenerationStore
from indexer.search_index import change_index, open_index
from qa.assistant import Assistant
from qa.reader.reader import Reader

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Editor:
    """Changes the index of ``store``; the models are those that the server answers with."""

    store: GenerationStore
    embedder: Embedder
    reader: Reader

    def change(self, change: Callable[[Shelf], Shelf], progress: Progress) -> None:
        """Build the changed index and switch to it on the disk; raises as ``change_index``."""
        change_index(self.store, change, self.embedder, progress=progress)

    def open(self) -> Assistant:
        """Open the newest index, ready for the first question; raises IndexingError."""
        assistant = Assistant(open_index(self.store, self.embedder), self.reader)
        assistant.warm_up()
        return assistant
