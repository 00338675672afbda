"""Packages: an office file is a zip of parts; each limit is checked before a part is unpacked.

A document type declaration is refused, since entities hide behind it.
"""

import io
import zipfile
import zlib

from lxml import etree

from corpus.errors import Fault, UnreadableDocument

_MAXIMUM_ENTRIES = 5_000
_MAXIMUM_PART = 50_000_000
_MAXIMUM_UNPACKED = 200_000_000
_MAXIMUM_RATIO = 100
_LARGE = 20_000_000  # a part so large that fails did so for want of memory, which the parser does not tell apart
_SMALL = 1_000_000  # below this a high ratio is only a short text that compresses well
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MACROS = frozenset({"word/vbaProject.bin", "xl/vbaProject.bin", "ppt/vbaProject.bin"})


def open_package(data: bytes, name: str, body: str) -> zipfile.ZipFile:
    """Return the package, which must hold the part ``body``; raises UnreadableDocument."""
    package = open_zip(data, name)
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _MAXIMUM_ENTRIES or unpacked > _MAXIMUM_UNPACKED:
        raise UnreadableDocument(name, Fault.EXPANDS)
    if unpacked > _SMALL and unpacked > _MAXIMUM_RATIO * len(data):
        raise UnreadableDocument(name, Fault.EXPANDS)
    if len(set(names)) != len(names) or any(leaves_folder(entry) for entry in names):
        raise UnreadableDocument(name, Fault.DAMAGED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableDocument(name, Fault.ENCRYPTED)
    if not _MACROS.isdisjoint(names):
        raise UnreadableDocument(name, Fault.MACROS)
    if body not in names:
        raise UnreadableDocument(name, Fault.DAMAGED)
    return package


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """Return the zip that a file is; raises UnreadableDocument."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableDocument(name, Fault.DAMAGED) from None


def leaves_folder(entry: str) -> bool:
    """Say whether the name of an entry leads out of the folder that it would be unpacked into."""
    return entry.startswith(("/", "\\")) or ".." in entry.replace("\\", "/").split("/")


def read_entry(package: zipfile.ZipFile, entry: str, name: str, maximum: int | None = None) -> bytes:
    """Return an entry, never unpacking more of it than is allowed, whatever the package promises."""
    maximum = _MAXIMUM_PART if maximum is None else maximum
    try:
        with package.open(entry) as stream:
            data = stream.read(maximum + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError):
        raise UnreadableDocument(name, Fault.DAMAGED) from None
    if len(data) > maximum:
        raise UnreadableDocument(name, Fault.EXPANDS)
    return data


def read_part(package: zipfile.ZipFile, part: str, name: str) -> etree._Element:
    """Return the root of a part; raises UnreadableDocument."""
    data = read_entry(package, part, name).replace(_STRICT, _TRANSITIONAL)
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


def core_title(package: zipfile.ZipFile, name: str) -> str:
    """Return the title among the core properties; empty where there is none."""
    if "docProps/core.xml" not in package.namelist():
        return ""
    found = read_part(package, "docProps/core.xml", name).find("{http://purl.org/dc/elements/1.1/}title")
    return (found.text or "").strip() if found is not None else ""
