"""Jobs: changes to the documents, made one after another beside the answering of questions."""

import threading
import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from api.desk import Desk
from api.editing import Editor
from api.problems import overloaded
from corpus.errors import CatalogueError, UnknownDocument
from corpus.ingestion import FileReport, NamedFile
from corpus.shelf import Shelf
from indexer.errors import IndexingError, IndexLocked, StorageFailed

_WAITING, _KEPT = 8, 100  # jobs that are not done, and that can be asked for


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    READING = "reading"
    INDEXING = "indexing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """A change to the documents: what became of its files, and the generation that holds it."""

    job_id: str
    state: JobState = JobState.QUEUED
    files: tuple[FileReport, ...] = ()
    generation: str = ""
    detail: str = ""

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will happen."""
        return self.state in (JobState.DONE, JobState.FAILED)


class Jobs:
    """Makes the changes of one server, one at a time."""

    def __init__(self, desk: Desk, editor: Editor) -> None:
        """Let changes be made by ``editor`` and shown at ``desk``."""
        self._desk, self._editor = desk, editor
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._hand = ThreadPoolExecutor(1, "changes")

    def find(self, job_id: str) -> Job | None:
        """Return a job as it is now; None where there is none, or it is long over."""
        return self._jobs.get(job_id)

    def add(self, files: Iterable[NamedFile], collection: str) -> Job:
        """Begin to add files to a collection; raises the problem `overloaded` where too many changes wait."""
        return self._begin(partial(self._with_files, tuple(files), collection))

    def remove(self, document_id: str) -> Job:
        """Begin to remove a document; raises as ``add``."""
        return self._begin(lambda _, shelf: shelf.without(document_id))

    def close(self) -> None:
        """Let the change under way end, and begin no other."""
        self._hand.shutdown(wait=True, cancel_futures=True)

    def _begin(self, change: Callable[[str, Shelf], Shelf]) -> Job:
        with self._lock:
            if sum(not job.is_over for job in self._jobs.values()) >= _WAITING:
                raise overloaded()
            job = Job(str(uuid.uuid4()))
            over = [job_id for job_id, old in self._jobs.items() if old.is_over]
            for job_id in over[: max(len(self._jobs) + 1 - _KEPT, 0)]:
                del self._jobs[job_id]
            self._jobs[job.job_id] = job
        self._hand.submit(self._run, job.job_id, change)
        return job

    def _run(self, job_id: str, change: Callable[[str, Shelf], Shelf]) -> None:
        self._tell(job_id, state=JobState.READING)
        try:
            self._editor.change(partial(self._changed, job_id, change), lambda what: self._tell(job_id, detail=what))
            generation = self._desk.refresh()
        except Exception as error:  # noqa: BLE001 - whatever it is, the job is over and the old index is served
            self._tell(job_id, state=JobState.FAILED, detail=_reason(error))
        else:
            self._tell(job_id, state=JobState.DONE, generation=generation, detail="")

    def _changed(self, job_id: str, change: Callable[[str, Shelf], Shelf], shelf: Shelf) -> Shelf:
        changed = change(job_id, shelf)
        self._tell(job_id, state=JobState.INDEXING)
        return changed

    def _with_files(self, files: tuple[NamedFile, ...], collection: str, job_id: str, shelf: Shelf) -> Shelf:
        names = {file.name for file in files}
        changed = shelf.with_files(files, collection, lambda name: self._tell(job_id, detail=name))
        self._tell(job_id, files=tuple(item for item in changed.report if item.file.split("/")[0] in names))
        return changed

    def _tell(self, job_id: str, **what: object) -> None:
        self._jobs[job_id] = replace(self._jobs[job_id], **what)  # type: ignore[arg-type]


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
