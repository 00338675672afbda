"""Views: for a key that sees some collections only, an index of those alone.

Nothing of the other documents is in it: no passage, name, count, programme, suggestion, and no weight of a word either.
So no route has to leave anything out, and how long it takes tells nothing. A view is built when it is first needed after
the documents have changed, and kept on the disk.
"""

import hashlib
import shutil
import threading
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from api.desk import Served
from api.editing import Editor
from api.locks import held
from api.problems import Problem, storage
from corpus.shelf import Shelf
from indexer.errors import IndexingError
from indexer.generations import GenerationStore
from indexer.search_index import change_index
from qa.examples import Examples


def nothing_to_see() -> Problem:
    """Return the problem of a key whose collections hold no document."""
    return Problem(
        403,
        "not-permitted",
        "見られる文書がありません",
        "このキーで見られる文書群に文書がありません。管理者に確かめてください。",
    )


@dataclass
class Views:
    """The views on the documents of ``editor``, under ``folder``; safe between threads."""

    editor: Editor
    folder: Path
    _opened: dict[tuple[str, ...], tuple[str, Served]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, served: Served, collections: tuple[str, ...]) -> Served:
        """Return what of ``served`` is in ``collections``; raises Problem."""
        whole = served.assistant.index.generation
        if self._is_old(whole, collections):
            with self._lock:
                if self._is_old(whole, collections):
                    self._opened[collections] = (whole, self._open(whole, collections))
        return self._opened[collections][1]

    def _is_old(self, whole: str, collections: tuple[str, ...]) -> bool:
        return self._opened.get(collections, ("",))[0] != whole

    def _open(self, whole: str, collections: tuple[str, ...]) -> Served:
        place = self.folder / hashlib.sha256("/".join(collections).encode()).hexdigest()[:16]
        store = GenerationStore(place / whole)
        editor = Editor(store, self.editor.embedder, self.editor.reader)
        try:
            with held(self.folder / f"{place.name}.lock"):  # one process builds, the others find it built
                if not (store.folder / "CURRENT").exists():
                    shutil.rmtree(place, ignore_errors=True)  # views of what the documents were before
                    only = partial(_only, collections=collections)
                    change_index(store, only, self.editor.embedder, source=self.editor.store)
                assistant = editor.open()
        except (IndexingError, OSError):
            raise storage("文書を開けません", "少し待ってから、もう一度送ってください。", 10) from None
        return Served(assistant, Examples(assistant))


def _only(shelf: Shelf, collections: tuple[str, ...]) -> Shelf:
    kept = shelf.only(collections)
    if not kept.documents:
        raise nothing_to_see()
    return kept
