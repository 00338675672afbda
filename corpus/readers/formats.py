"""Formats: which reader a file is for, by what its bytes are and never by its name alone."""

import re
from enum import StrEnum
from pathlib import PurePath

from corpus.errors import Fault, UnreadableDocument

MAXIMUM_BYTES = 20_000_000
MAXIMUM_TEXT_BYTES = 5_000_000
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an old binary office file, or an encrypted new one
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_VBA_PROJECT = "_VBA_PROJECT".encode("utf-16-le")
_PICTURE_HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_BINARY_HEADS = (
    b"GIF8",
    b"\x7fELF",
    b"MZ",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"{\\rtf",
)
_MACRO_SUFFIXES = (".docm", ".dotm", ".xlsm", ".pptm")
_ICHITARO_SUFFIXES = (".jtd", ".jtt", ".jtdc", ".jttc", ".jaw", ".jtw", ".jbw", ".juw", ".jfw", ".jvw")
# Of a format, not the end of a sentence that serves as a name.
_OTHER_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{1,4}")


class DocumentFormat(StrEnum):
    """A format that is read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    PDF = "pdf"
    PICTURE = "picture"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"


_BY_SUFFIX = {
    ".txt": DocumentFormat.TEXT,
    ".md": DocumentFormat.MARKDOWN,
    ".html": DocumentFormat.HTML,
    ".htm": DocumentFormat.HTML,
    ".docx": DocumentFormat.DOCX,
    ".pptx": DocumentFormat.PPTX,
    ".xlsx": DocumentFormat.XLSX,
    ".pdf": DocumentFormat.PDF,
    ".png": DocumentFormat.PICTURE,
    ".jpg": DocumentFormat.PICTURE,
    ".jpeg": DocumentFormat.PICTURE,
    ".tif": DocumentFormat.PICTURE,
    ".tiff": DocumentFormat.PICTURE,
    ".doc": DocumentFormat.DOC,
    ".xls": DocumentFormat.XLS,
    ".ppt": DocumentFormat.PPT,
}
SUFFIXES = tuple(_BY_SUFFIX)
_PACKAGES = {
    b"word/document.xml": DocumentFormat.DOCX,
    b"ppt/presentation.xml": DocumentFormat.PPTX,
    b"xl/workbook.xml": DocumentFormat.XLSX,
}
# The streams by which old office files tell what they are, as the directory of such a file spells them.
_STREAMS = {
    name.encode("utf-16-le") + b"\0\0": kind
    for name, kind in (
        ("WordDocument", DocumentFormat.DOC),
        ("PowerPoint Document", DocumentFormat.PPT),
        ("Workbook", DocumentFormat.XLS),
        ("Book", DocumentFormat.XLS),
    )
}
_PLAIN = frozenset({DocumentFormat.TEXT, DocumentFormat.MARKDOWN, DocumentFormat.HTML})
_HEADINGS = re.compile(rb"(?:\A|\n[ \t]*\r?\n)#{1,6} [^#\s]")
_FEWEST_HEADINGS = 2
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def format_of(data: bytes, name: str) -> DocumentFormat:
    """Return the format of a file; raises UnreadableDocument where it is none that is read, or claims another one."""
    suffix = PurePath(name).suffix.lower()
    if len(data) > MAXIMUM_BYTES:
        raise UnreadableDocument(name, Fault.TOO_LARGE)
    if not data.strip():
        raise UnreadableDocument(name, Fault.EMPTY)
    if suffix in _MACRO_SUFFIXES:
        raise UnreadableDocument(name, Fault.MACROS)
    if suffix in _ICHITARO_SUFFIXES:
        raise UnreadableDocument(name, Fault.ICHITARO)
    if suffix and suffix not in SUFFIXES and _OTHER_SUFFIX.fullmatch(suffix):
        raise UnreadableDocument(name, Fault.UNSUPPORTED)
    found, promised = _format(data, name), _BY_SUFFIX.get(suffix)
    if promised is DocumentFormat.TEXT and _is_marked_up(data):
        promised = DocumentFormat.MARKDOWN
    if promised in _PLAIN and found in _PLAIN:
        found = promised  # a plain file is what its name says: Markdown may open with an element of HTML
    if promised and found is not promised:
        raise UnreadableDocument(name, Fault.DAMAGED if found in _PLAIN else Fault.UNSUPPORTED)
    if found in _PLAIN and len(data) > MAXIMUM_TEXT_BYTES:
        raise UnreadableDocument(name, Fault.TOO_LARGE)
    return found


def _is_marked_up(data: bytes) -> bool:
    """Say whether a text has headings of Markdown: two lines at least, each after an empty one or the first."""
    return len(_HEADINGS.findall(data)) >= _FEWEST_HEADINGS


def _format(data: bytes, name: str) -> DocumentFormat:
    if data.startswith(b"%PDF-"):
        return DocumentFormat.PDF
    if data.startswith(b"PK\x03\x04"):
        # A package without any of the parts that tell is left to the reader that says what is wrong with it.
        return next((found for part, found in _PACKAGES.items() if part in data), DocumentFormat.DOCX)
    if data.startswith(_COMPOUND_FILE):
        return _old_format(data, name)
    if data.startswith(_PICTURE_HEADS):
        return DocumentFormat.PICTURE
    if data.startswith(_BINARY_HEADS):
        raise UnreadableDocument(name, Fault.UNSUPPORTED)
    return DocumentFormat.HTML if _PAGE.match(data) else DocumentFormat.TEXT


def _old_format(data: bytes, name: str) -> DocumentFormat:
    """Return which of the old office formats a compound file is; a document may hold one of another kind inside."""
    if _ENCRYPTED_PACKAGE in data:
        raise UnreadableDocument(name, Fault.ENCRYPTED)
    found = [kind for stream, kind in _STREAMS.items() if stream in data]
    if not found:
        raise UnreadableDocument(name, Fault.UNSUPPORTED)
    if _VBA_PROJECT in data:
        raise UnreadableDocument(name, Fault.MACROS)
    promised = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    return promised if promised in found else found[0]
