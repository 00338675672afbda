"""Jobs: changes to the documents, made one after another beside the answering of questions."""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from api.commons import Commons
from api.desk import Desk
from api.editing import Editor
from api.job_book import Job, JobBook, JobState
from corpus.errors import CatalogueError, UnknownDocument
from corpus.ingestion import NamedFile
from corpus.shelf import Shelf
from indexer.errors import IndexingError, IndexLocked, StorageFailed

_LOOK_AGAIN = 0.1  # seconds until it is seen that other workers have done something
_PATIENCE = 60.0  # seconds for other workers to serve what was changed


class Jobs:
    """Makes the changes that one worker was asked for, in turn with those of the others."""

    def __init__(self, desk: Desk, editor: Editor, commons: Commons) -> None:
        """Let changes be made by ``editor`` and shown at ``desk``; ``commons`` are those of all workers."""
        self._desk, self._editor, self._commons = desk, editor, commons
        self._book = JobBook(commons)
        self._hand = ThreadPoolExecutor(1, "changes")
        self._closing = threading.Event()

    def find(self, job_id: str) -> Job | None:
        """Return a job of any worker as it is now; None where there is none, or it is long over."""
        return self._book.find(job_id)

    def add(self, files: Iterable[NamedFile], collection: str) -> Job:
        """Begin to add files to a collection; raises the problem `overloaded` where too many changes wait."""
        return self._begin(partial(self._with_files, tuple(files), collection))

    def remove(self, document_id: str) -> Job:
        """Begin to remove a document; raises as ``add``."""
        return self._begin(lambda _, shelf: shelf.without(document_id))

    def close(self) -> None:
        """Let the change under way end, and begin no other."""
        self._closing.set()
        self._hand.shutdown(wait=True)

    def _begin(self, change: Callable[[str, Shelf], Shelf]) -> Job:
        job = self._book.begin()
        self._hand.submit(self._run, job.job_id, change)
        return job

    def _run(self, job_id: str, change: Callable[[str, Shelf], Shelf]) -> None:
        if not self._is_its_turn(job_id):
            self._book.tell(job_id, state=JobState.FAILED, detail="サーバーが終わるため、変更しませんでした。")
            return
        tell = partial(self._book.tell, job_id)
        tell(state=JobState.READING)
        try:
            self._editor.change(partial(self._changed, job_id, change), lambda what: tell(detail=what))
            generation = self._desk.refresh()
            self._wait_for_others(generation)
        except Exception as error:  # noqa: BLE001 - whatever it is, the job is over and the old index is served
            tell(state=JobState.FAILED, detail=_reason(error))
        else:
            tell(state=JobState.DONE, generation=generation, detail="")

    def _is_its_turn(self, job_id: str) -> bool:
        """Wait for the changes that were begun before; says no where the server ends first."""
        while not self._closing.is_set():
            if self._book.is_next(job_id):
                return True
            self._closing.wait(_LOOK_AGAIN)
        return False

    def _wait_for_others(self, generation: str) -> None:
        """Wait until every worker serves what was changed, so that whichever is asked next tells of it."""
        until = time.monotonic() + _PATIENCE
        while not self._commons.all_serve(generation) and time.monotonic() < until:
            if self._closing.wait(_LOOK_AGAIN):
                return

    def _changed(self, job_id: str, change: Callable[[str, Shelf], Shelf], shelf: Shelf) -> Shelf:
        changed = change(job_id, shelf)
        self._book.tell(job_id, state=JobState.INDEXING)
        return changed

    def _with_files(self, files: tuple[NamedFile, ...], collection: str, job_id: str, shelf: Shelf) -> Shelf:
        names = {file.name for file in files}
        changed = shelf.with_files(files, collection, lambda name: self._book.tell(job_id, detail=name))
        self._book.tell(job_id, files=tuple(item for item in changed.report if item.file.split("/")[0] in names))
        return changed


def _reason(error: Exception) -> str:
    match error:
        case UnknownDocument():
            return "この文書はもうありません。"
        case CatalogueError():
            return "最後の一つの文書は削除できません。先に別の文書を追加してください。"
        case IndexLocked():
            return "別の処理が索引を書き込んでいます。終わってから、もう一度お試しください。"
        case StorageFailed():
            return "ディスクに書き込めません。空きを作ってから、もう一度お試しください。"
        case IndexingError():
            return "索引を開けません。shirube index で作り直してください。"
        case _:
            return "内部エラーのため、変更しませんでした。"
