"""Read a file in a process of its own, with limits on memory and time: a hostile file harms nothing but that process.

The process gets the file on its standard input and answers with one JSON object on its standard output. It knows no
environment, opens no file for writing and is killed with all that it started when its time is up.
"""

import os
import resource
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import PurePath

import msgspec

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.docx import read_docx
from corpus.readers.formats import DocumentFormat, format_of
from corpus.readers.html import read_html
from corpus.readers.markdown import read_markdown
from corpus.readers.pdf import read_pdf
from corpus.readers.pptx import read_pptx
from corpus.readers.reading import ReadText
from corpus.readers.text import read_text
from corpus.readers.xlsx import read_xlsx

_MEMORY_BYTES = 1 << 30
_CPU_SECONDS = 20
_WALL_SECONDS = 30
_MAXIMUM_ANSWER = 32_000_000
_HERE = {DocumentFormat.TEXT: read_text, DocumentFormat.MARKDOWN: read_markdown}  # nothing in them can do harm
_READERS = {
    DocumentFormat.HTML: read_html,
    DocumentFormat.DOCX: read_docx,
    DocumentFormat.PPTX: read_pptx,
    DocumentFormat.XLSX: read_xlsx,
    DocumentFormat.PDF: read_pdf,
}


def read_file(data: bytes, name: str) -> ReadText:
    """Return the text of a file of any format that is read; ``name`` is what the user calls it.

    Plain text is decoded here; all else is read in a process of its own. Raises UnreadableDocument.
    """
    kind = format_of(data, name)
    if kind in _HERE:
        return _HERE[kind](data, name)
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


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the process answers: what it read, or the name of the fault that kept it from reading."""

    read: ReadText | None = None
    fault: str = ""


def _answer(told: bytes, name: str) -> ReadText:
    """Read what the process answered, which is no more to be trusted than the file itself."""
    try:
        answer = msgspec.json.decode(told, type=_Answer)
        if answer.read is None:
            raise UnreadableDocument(name, Fault[answer.fault])
        if not answer.read.is_sound:
            raise UnreadableDocument(name, Fault.DAMAGED)
    except (ValueError, KeyError, RecursionError):
        raise UnreadableDocument(name, Fault.DAMAGED) from None
    return answer.read


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
        told = msgspec.json.encode(_Answer(read=reader(sys.stdin.buffer.read(), "")))
    except UnreadableDocument as error:
        told = msgspec.json.encode(_Answer(fault=error.fault.name))
    except (MemoryError, RecursionError):
        told = msgspec.json.encode(_Answer(fault=Fault.TOO_COSTLY.name))
    except Exception:  # noqa: BLE001 - whatever a broken file makes a library raise, the file is what is wrong
        told = msgspec.json.encode(_Answer(fault=Fault.DAMAGED.name))
    sys.stdout.buffer.write(told)


if __name__ == "__main__":
    main()
