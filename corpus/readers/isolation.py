"""Read a file in a process of its own, with limits on memory and time: a hostile file harms nothing but that process.

The process gets the file on its standard input and answers with one JSON object on its standard output. It knows no
environment, opens no file for writing and is killed with all that it started when its time is up.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import PurePath

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.docx import read_docx
from corpus.readers.formats import DocumentFormat, format_of
from corpus.readers.pdf import read_pdf
from corpus.readers.reading import ReadText
from corpus.readers.text import read_text

_MEMORY_BYTES = 1 << 30
_CPU_SECONDS = 20
_WALL_SECONDS = 30
_MAXIMUM_ANSWER = 32_000_000
_READERS = {DocumentFormat.DOCX: read_docx, DocumentFormat.PDF: read_pdf}


def read_file(data: bytes, name: str) -> ReadText:
    """Return the text of a file of any format that is read; ``name`` is what the user calls it.

    Plain text is decoded here; DOCX and PDF are read in a process of their own. Raises UnreadableDocument.
    """
    kind = format_of(data, name)
    if kind is DocumentFormat.TEXT:
        return read_text(data, name)
    return _answer(_run(data, name, kind), name)


def _run(data: bytes, name: str, kind: DocumentFormat) -> bytes:
    command = [sys.executable, "-I", "-m", "corpus.readers.isolation", kind.value]
    environment = {"PATH": "", "LANG": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603 - the command is ours, word for word
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=PurePath("/"),
        start_new_session=True,
    ) as process:
        try:
            told, _ = process.communicate(data, timeout=_WALL_SECONDS)
        except subprocess.TimeoutExpired:
            raise UnreadableDocument(name, Fault.TOO_COSTLY) from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode != 0 or not told or len(told) > _MAXIMUM_ANSWER:
        raise UnreadableDocument(name, Fault.TOO_COSTLY)
    return told


def _answer(told: bytes, name: str) -> ReadText:
    """Read what the process answered, which is no more to be trusted than the file itself."""
    try:
        answer = json.loads(told)
        if "fault" in answer:
            raise UnreadableDocument(name, Fault[answer["fault"]])
        text, notices = str(answer["text"]), tuple(str(notice) for notice in answer["notices"])
        text.encode()  # raises where it holds half of a surrogate pair
        breaks = tuple(int(offset) for offset in answer["page_breaks"] if 0 <= int(offset) <= len(text))
        return ReadText(text, breaks, notices)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise UnreadableDocument(name, Fault.DAMAGED) from None


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Read standard input in the format that the first argument names, and answer on standard output."""
    _limit()
    reader = _READERS[DocumentFormat(sys.argv[1])]
    try:
        read = reader(sys.stdin.buffer.read(), "")
        answer = {"text": read.text, "page_breaks": read.page_breaks, "notices": read.notices}
    except UnreadableDocument as error:
        answer = {"fault": error.fault.name}
    except (MemoryError, RecursionError):
        answer = {"fault": Fault.TOO_COSTLY.name}
    except Exception:  # noqa: BLE001 - whatever a broken file makes a library raise, the file is what is wrong
        answer = {"fault": Fault.DAMAGED.name}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
