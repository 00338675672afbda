"""Office packages whose bytes are the same whenever they are made, and text that they can hold."""

import io
import re
import zipfile
from datetime import datetime

from docx.document import Document
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - the library wants it without a zone
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a package can bear
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NO_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")  # characters that no XML may hold


def plain(text: str) -> str:
    """Return a text without the characters that no office file can hold."""
    return _NO_XML.sub("", str(ILLEGAL_CHARACTERS_RE.sub("", text)))


def packed(document: Document) -> bytes:
    """Return a document as a file that bears no time."""
    document.core_properties.created = document.core_properties.modified = MADE
    document.core_properties.author = "しるべ"
    written = io.BytesIO()
    document.save(written)
    return repacked(written.getvalue())


def repacked(package: bytes) -> bytes:
    """Return a package with the times taken out that its writer put in."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            fixed = zipfile.ZipInfo(entry.filename, _EPOCH)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, data)
    return written.getvalue()
