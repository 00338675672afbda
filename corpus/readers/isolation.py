"""Read a file in a process of its own, with limits on memory and time: a hostile file harms nothing but that process.

The process gets the file on its standard input and answers with one JSON object on its standard output. It knows no
environment, opens no file for writing and is killed with all that it started when its time is up.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.conversion import NEWER, converted
from corpus.readers.docx import read_docx
from corpus.readers.formats import DocumentFormat, format_of
from corpus.readers.html import read_html
from corpus.readers.markdown import read_markdown
from corpus.readers.pdf import read_pdf
from corpus.readers.pptx import read_pptx
from corpus.readers.processes import Limits, answer_of
from corpus.readers.reading import ReadText
from corpus.readers.recognition import is_installed
from corpus.readers.scans import MAXIMUM_SCANS, read_picture, read_recognised_pdf, read_recognised_picture
from corpus.readers.text import read_text
from corpus.readers.xlsx import read_xlsx

_MAXIMUM_ANSWER = 32_000_000
_LIMITS = Limits(memory=1 << 30, processor=20, clock=30)
_MODELS = Limits(memory=4 << 30, processor=60, clock=120, files=256)  # to recognise text, before the first page
_EACH_PAGE = 60  # seconds of processor more for each page whose text is recognised, some six times what one takes
_WAITING = 4  # times as long by the clock: others may want the processor too
_HERE = {DocumentFormat.TEXT: read_text, DocumentFormat.MARKDOWN: read_markdown}  # nothing in them can do harm
_READERS: dict[str, Callable[[bytes, str], ReadText]] = {
    DocumentFormat.HTML: read_html,
    DocumentFormat.DOCX: read_docx,
    DocumentFormat.PPTX: read_pptx,
    DocumentFormat.XLSX: read_xlsx,
    DocumentFormat.PDF: read_pdf,
    DocumentFormat.PICTURE: read_picture,
}


_RECOGNISERS: dict[str, Callable[[bytes, str], ReadText]] = {
    DocumentFormat.PDF: read_recognised_pdf,
    DocumentFormat.PICTURE: read_recognised_picture,
}
_NO_PART = "文字認識の部品（pip install 'shirube[ocr]'）を入れて加え直すと読み取れます。"
_TOO_MANY = f"{MAXIMUM_SCANS} ページを超えるため、文字認識を行いませんでした。"
_TOO_COSTLY = "文字認識に時間又はメモリーがかかりすぎるため、中止しました。"


def read_file(data: bytes, name: str) -> ReadText:
    """Return the text of a file of any format that is read; ``name`` is what the user calls it.

    Plain text is decoded here; all else is read in a process of its own. Raises UnreadableDocument.
    """
    return _told(_read(data, name, format_of(data, name)), name, Fault.NO_TEXT)


def read_document(data: bytes, name: str) -> ReadText:
    """Return what ``read_file`` does, and the text of pages that are pictures where text can be recognised here.

    It may take half a minute a page. Raises UnreadableDocument.
    """
    kind = format_of(data, name)
    read = _read(data, name, kind)
    if not read.pictures:
        return _told(read, name, Fault.NO_TEXT)
    if not is_installed():
        return _told(read, name, Fault.NEEDS_RECOGNITION, _NO_PART)
    if len(read.pictures) > MAXIMUM_SCANS:
        return _told(read, name, Fault.TOO_MANY_SCANS, _TOO_MANY)
    try:
        recognised = _apart(data, name, kind, len(read.pictures))
    except UnreadableDocument as error:
        return _told(read, name, error.fault, _TOO_COSTLY)
    return _told(recognised, name, Fault.NOT_RECOGNISED)


def _told(read: ReadText, name: str, fault: Fault, remedy: str = "") -> ReadText:
    """Return what was read with notices on pages that are pictures; raises ``fault`` where no page has text."""
    if not read.text.strip():
        raise UnreadableDocument(name, fault)
    notices = list(read.notices)
    if read.confidences:
        sure = sum(read.confidences.values()) / len(read.confidences)
        notices.append(
            f"文字認識：{len(read.confidences)} ページの文字を画像から読み取りました（確信度 {sure:.0%}）。誤りがあり得ます。"
        )
    if read.pictures:
        notices.append(f"{len(read.pictures)} ページに文字の情報がありません（画像の可能性があります）。{remedy}")
    return replace(read, notices=tuple(notices))


def _read(data: bytes, name: str, kind: DocumentFormat) -> ReadText:
    if kind in NEWER:
        data, kind = converted(data, name, kind), NEWER[kind]
    return _HERE[kind](data, name) if kind in _HERE else _apart(data, name, kind)


def _apart(data: bytes, name: str, kind: DocumentFormat, scans: int = 0) -> ReadText:
    """Read a file in a process of its own, recognising the text of ``scans`` pages."""
    command = [sys.executable, "-I", "-m", "corpus.readers.isolation", kind.value, str(scans)]
    told = answer_of(command, data, _limits(scans).clock, {"PATH": "", "LANG": "C.UTF-8"})
    if not told or len(told) > _MAXIMUM_ANSWER:
        raise UnreadableDocument(name, Fault.TOO_COSTLY)
    return _answer(told, name)


def _limits(scans: int) -> Limits:
    if not scans:
        return _LIMITS
    more = _EACH_PAGE * scans
    return replace(_MODELS, processor=_MODELS.processor + more, clock=_MODELS.clock + _WAITING * more)


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


def main() -> None:
    """Read standard input in the format that the first argument names, and answer on standard output.

    The second one says of how many pages the text is to be recognised.
    """
    kind, scans = sys.argv[1], int(sys.argv[2])
    _limits(scans).hold()
    reader = (_RECOGNISERS if scans else _READERS)[kind]
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
