"""The book of jobs: changes to the documents that were begun, told alike by every worker of a server."""

import uuid
from dataclasses import dataclass, replace
from enum import StrEnum

from pydantic import TypeAdapter

from api.commons import Commons
from api.problems import overloaded
from corpus.ingestion import FileReport

_WAITING, _KEPT = 8, 100  # jobs that are not done, and that can be asked for
# Of a worker that died nothing more is heard: its jobs are over, and nobody knows how.
_TABLE = """
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, job_id TEXT NOT NULL UNIQUE, is_over INTEGER NOT NULL,
    worker INTEGER REFERENCES workers ON DELETE SET NULL, job BLOB NOT NULL
)
"""
_UNDER_WAY = "is_over = 0 AND worker IS NOT NULL"


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


_JOB = TypeAdapter(Job)


class JobBook:
    """The jobs of one server, in the order in which they were begun."""

    def __init__(self, commons: Commons) -> None:
        """Keep them in ``commons``."""
        self._commons = commons
        commons.hold(_TABLE)

    def begin(self) -> Job:
        """Write down a new job; raises the problem `overloaded` where too many changes wait."""
        job = Job(str(uuid.uuid4()))
        with self._commons.changing() as database:
            (waiting,) = database.execute(f"SELECT COUNT(*) FROM jobs WHERE {_UNDER_WAY}").fetchone()  # noqa: S608
            if waiting >= _WAITING:
                raise overloaded()
            row = (job.job_id, self._commons.worker, self._sealed(job))
            database.execute("INSERT INTO jobs (job_id, is_over, worker, job) VALUES (?, 0, ?, ?)", row)
            database.execute(
                f"DELETE FROM jobs WHERE NOT ({_UNDER_WAY}) AND number <="  # noqa: S608 - the words above
                " (SELECT number FROM jobs ORDER BY number DESC LIMIT 1 OFFSET ?)",
                (_KEPT,),
            )
        return job

    def find(self, job_id: str) -> Job | None:
        """Return a job as it is now; None where there is none, or it is long over."""
        for worker, job in self._commons.rows("SELECT worker, job FROM jobs WHERE job_id = ?", job_id):
            found = self._unsealed(job)
            return found if worker or found.is_over else replace(found, state=JobState.FAILED, detail=_LEFT)
        return None

    def tell(self, job_id: str, **what: object) -> None:
        """Write down how far a job is."""
        with self._commons.changing() as database:
            (kept,) = database.execute("SELECT job FROM jobs WHERE job_id = ?", (job_id,)).fetchone()
            job: Job = replace(self._unsealed(kept), **what)  # type: ignore[arg-type]
            row = (self._sealed(job), job.is_over, job_id)
            database.execute("UPDATE jobs SET job = ?, is_over = ? WHERE job_id = ?", row)

    def is_next(self, job_id: str) -> bool:
        """Say whether all jobs that were begun before are over."""
        before = f"SELECT 1 FROM jobs WHERE {_UNDER_WAY} AND number < (SELECT number FROM jobs WHERE job_id = ?)"  # noqa: S608
        return not self._commons.rows(f"{before} LIMIT 1", job_id)

    def _sealed(self, job: Job) -> bytes:
        return self._commons.sealed(_JOB.dump_json(job))

    def _unsealed(self, kept: bytes) -> Job:
        return _JOB.validate_json(self._commons.unsealed(kept))


_LEFT = "処理していたプロセスが止まりました。文書の一覧で結果を確かめてください。"
