"""The commons: what processes know together, and what of it goes when one of them does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from api.access.buckets import Rate
from api.access.limits import Limits
from api.audit import Audit
from api.commons import Commons, shared_place
from api.job_book import JobBook, JobState
from api.problems import Problem

ROOT = Path(__file__).parents[2]
# A worker that begins something and dies.
WORKER = """
import os, sys
from pathlib import Path
from api.access.limits import Limits
from api.commons import Commons, Place
from api.job_book import JobBook
commons = Commons(Place(Path(sys.argv[1]), sys.argv[2].encode()))
JobBook(commons).begin()
Limits(concurrency=2, commons=commons).request("a").__enter__()
commons.serves("old")
os._exit(9)
"""
# A process that notes so many lines beside others.
NOTER = """
import sys
from pathlib import Path
from api.audit import Audit
for number in range(100):
    Audit(Path(sys.argv[1])).note(sys.argv[2], "draft.checked", str(number))
"""


@pytest.fixture
def place():
    """Return a place of several workers."""
    with shared_place() as made:
        yield made


def run(script, *arguments):
    """Begin a script in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", script, *arguments], env=environment)


def test_limits_count_together(place):
    """What one worker has let in is not to be had at another."""
    first, second = (Limits(Rate(3, 3_600), concurrency=1, commons=Commons(place)) for _ in range(2))
    with first.request("a"), pytest.raises(Problem, match="too-many-requests"), second.request("a"):
        pass
    with second.request("a"):
        pass
    with pytest.raises(Problem, match="too-many-requests"), first.request("a"):
        pass


def test_a_worker_that_died_holds_nothing_up(place):
    """Its request is counted no more, its job is over, and nobody waits for what it serves."""
    assert run(WORKER, str(place.folder), place.key.decode()).wait() == 9
    commons = Commons(place)
    limits, book = Limits(concurrency=1, commons=commons), JobBook(commons)
    with limits.request("a"):
        pass
    [(job_id,)] = commons.rows("SELECT job_id FROM jobs")
    assert book.find(job_id).state is JobState.FAILED
    assert book.is_next(book.begin().job_id)
    assert commons.all_serve("new")


def test_what_is_said_of_documents_is_sealed(place):
    """Whoever reads the file, or a copy of it, reads no name of a document."""
    book = JobBook(Commons(place))
    job = book.begin()
    book.tell(job.job_id, detail="極秘の文書.docx")
    assert book.find(job.job_id).detail == "極秘の文書.docx"
    for path in place.folder.glob("commons*"):
        assert "極秘".encode() not in path.read_bytes()
    assert place.folder.stat().st_mode & 0o077 == 0


def test_the_commons_go_with_the_server():
    """Nothing of them stays on the disk."""
    with shared_place() as place:
        JobBook(Commons(place)).begin()
    assert not place.folder.exists()


def test_others_are_waited_for_that_serve_something_else(place):
    """One that serves nothing yet, or the same, is not."""
    commons = Commons(place)
    assert commons.all_serve("new")
    commons.serves("old")
    assert not commons.all_serve("new")
    commons.serves("new")
    assert commons.all_serve("new")


def test_several_processes_write_one_chain(tmp_path):
    """No line is lost or put between, whoever writes at once."""
    path = tmp_path / "audit.jsonl"
    writers = [run(NOTER, str(path), f"user:{number}") for number in range(4)]
    assert [writer.wait() for writer in writers] == [0] * 4
    found = Audit(path).verify()
    assert (found.lines, found.wrong) == (400, 0)
