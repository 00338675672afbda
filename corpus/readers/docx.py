"""Read DOCX: the words that a person sees, tables and text boxes included, deletions and hidden text left out.

The package is opened by hand, since the common library misses text boxes, content controls and tracked insertions.
Every limit is checked before a part is unpacked; a document type declaration is refused, since entities hide behind it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.reading import ReadText, joined_pages

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY, _NOTES = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml")
_MAXIMUM_ENTRIES = 2_000
_MAXIMUM_PART = 50_000_000
_MAXIMUM_UNPACKED = 200_000_000
_MAXIMUM_RATIO = 100
_LARGE = 20_000_000  # a part so large that fails did so for want of memory, which the parser does not tell apart
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SMALL = 1_000_000  # below this a high ratio is only a short text that compresses well
_LEFT_OUT = frozenset({f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}instrText", f"{_COMPATIBILITY}Fallback"})
_RUBY_READING = f"{_WORD}rt"


def read_docx(data: bytes, name: str) -> ReadText:
    """Return the text of a DOCX: a line a paragraph, a line of tab-separated cells a table row, notes at the end."""
    package = _open(data, name)
    lines = _lines(_part(package, _BODY, name))
    for part in _NOTES:
        if part in package.namelist():
            lines += [line for line in _lines(_part(package, part, name)) if line.strip()]
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        raise UnreadableDocument(name, Fault.EMPTY)
    return joined_pages([text], name)


def _open(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableDocument(name, Fault.DAMAGED) from None
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _MAXIMUM_ENTRIES or unpacked > _MAXIMUM_UNPACKED:
        raise UnreadableDocument(name, Fault.EXPANDS)
    if unpacked > _SMALL and unpacked > _MAXIMUM_RATIO * len(data):
        raise UnreadableDocument(name, Fault.EXPANDS)
    if len(set(names)) != len(names) or any(_leaves_folder(entry) for entry in names):
        raise UnreadableDocument(name, Fault.DAMAGED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableDocument(name, Fault.ENCRYPTED)
    if "word/vbaProject.bin" in names:
        raise UnreadableDocument(name, Fault.MACROS)
    if _BODY not in names:
        raise UnreadableDocument(name, Fault.DAMAGED)
    return package


def _leaves_folder(entry: str) -> bool:
    return entry.startswith(("/", "\\")) or ".." in entry.replace("\\", "/").split("/")


def _part(package: zipfile.ZipFile, part: str, name: str) -> etree._Element:
    """Return the root of a part, never unpacking more of it than is allowed, whatever the package promises."""
    try:
        with package.open(part) as stream:
            data = stream.read(_MAXIMUM_PART + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError):
        raise UnreadableDocument(name, Fault.DAMAGED) from None
    if len(data) > _MAXIMUM_PART:
        raise UnreadableDocument(name, Fault.EXPANDS)
    data = data.replace(_STRICT, _TRANSITIONAL)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        declared = b"<!DOCTYPE" in data or b"<!\x00D" in data[:4096]
        fault = Fault.DECLARES_TYPE if declared else Fault.TOO_COSTLY if len(data) > _LARGE else Fault.DAMAGED
        raise UnreadableDocument(name, fault) from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableDocument(name, Fault.DECLARES_TYPE)
    return root


def _lines(root: etree._Element) -> list[str]:
    return list(_block_lines(root))


def _block_lines(element: etree._Element) -> Iterator[str]:
    """Yield the lines of what stands in ``element``: paragraphs, rows, and what their wrappers hold."""
    for child in element:
        if child.tag == f"{_WORD}p":
            yield from _paragraph(child)
        elif child.tag == f"{_WORD}tr":
            if child.find(f"{_WORD}trPr/{_WORD}del") is None:
                yield "\t".join(" ".join(line for line in _block_lines(cell) if line) for cell in _cells(child))
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _block_lines(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row, those that a wrapper holds too, but not those of a table inside a cell."""
    for child in row:
        if child.tag == f"{_WORD}tc":
            yield child
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _cells(child)


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """Yield a paragraph's own line, then the lines of text boxes that are anchored in it."""
    boxes: list[etree._Element] = []
    line = "".join(_words(paragraph, boxes))
    if line.strip() or not boxes:
        yield from line.split("\n")
    for box in boxes:
        yield from _block_lines(box)


def _words(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in (f"{_WORD}t", f"{_MATH}t"):
            yield str(child.xpath("string()"))
        elif tag == f"{_WORD}tab":
            yield "\t" if element.tag == f"{_WORD}r" else ""  # elsewhere it sets a tab stop
        elif tag in (f"{_WORD}br", f"{_WORD}cr"):
            yield "\n"
        elif tag == f"{_WORD}noBreakHyphen":
            yield "-"
        elif tag == f"{_WORD}sym":
            yield _symbol(child)
        elif tag == f"{_WORD}txbxContent":
            boxes.append(child)
        elif tag == f"{_WORD}r" and _hidden(child):
            continue
        elif tag not in _LEFT_OUT and tag != _RUBY_READING and isinstance(tag, str):
            yield from _words(child, boxes)


def _symbol(symbol: etree._Element) -> str:
    """Return a character of a symbol font, which stands in the private use area."""
    code = symbol.get(f"{_WORD}char", "")
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not code.upper().startswith("D") else ""


def _hidden(run: etree._Element) -> bool:
    mark = run.find(f"{_WORD}rPr/{_WORD}vanish")
    return mark is not None and mark.get(f"{_WORD}val", "true") not in ("false", "0", "off")
