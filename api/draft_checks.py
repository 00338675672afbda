"""Draft checks for whoever sends a draft: text, or a file that is yet to be read; nothing of it is kept or logged."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath

from api.access.visit import visit
from api.draft_replies import draft_reply
from api.problems import internal, problem_of
from api.schemas import DraftReply
from corpus.readers.isolation import read_file
from qa.assistant import Assistant

_REFUSED = 500  # from here on it is our fault, whose own words may hold the draft's


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was sent; ``title`` is the name of the file where there is one, ``guidance`` the document it is held against."""

    title: str
    text: str = ""
    data: bytes | None = None
    guidance: str | None = None


def checked(submitted: Submitted, assistant: Assistant) -> DraftReply:
    """Return the check of a draft, which is counted; raises DraftUnusable, UnreadableDocument and Problem."""
    visit.get().draft()
    with untold():
        started = time.perf_counter()
        if submitted.data is None:
            report = assistant.check(submitted.text, submitted.title, guidance=submitted.guidance)
        else:
            read = read_file(submitted.data, submitted.title)
            report = assistant.check(read.text, PurePath(submitted.title).stem, read.notices, submitted.guidance)
        return draft_reply(report, assistant.index, (time.perf_counter() - started) * 1000)


@contextmanager
def untold() -> Iterator[None]:
    """Let no fault of our own tell what a draft says, as its traceback would; raises the problem `internal`."""
    try:
        yield
    except Exception as error:
        if problem_of(error).status >= _REFUSED:
            raise internal() from None
        raise
