"""Archives: the files in a ZIP, within limits, under the names that their authors gave them."""

import zipfile
from collections.abc import Callable, Iterator

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.formats import MAXIMUM_BYTES
from corpus.readers.package import leaves_folder, open_zip, read_entry

_MAXIMUM_ENTRIES = 2_000
_MAXIMUM_UNPACKED = 400_000_000
_UNICODE = 0x800  # flag of an entry whose name is in UTF-8


def archived(data: bytes, name: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the files in an archive in order: the place of each in it, and how to get its bytes.

    Raises UnreadableDocument where the archive is broken or too large; getting bytes raises it for that file.
    """
    package = open_zip(data, name)
    entries = [entry for entry in package.infolist() if not entry.is_dir()]
    if len(entries) > _MAXIMUM_ENTRIES or sum(entry.file_size for entry in entries) > _MAXIMUM_UNPACKED:
        raise UnreadableDocument(name, Fault.EXPANDS)
    for place, entry in sorted((_place(entry), entry.filename) for entry in entries):
        if not leaves_folder(place):
            yield place, _reading(package, entry, f"{name}/{place}")


def _place(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; what is in no Unicode was written on a Japanese Windows."""
    if entry.flag_bits & _UNICODE or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return entry.filename


def _reading(package: zipfile.ZipFile, entry: str, name: str) -> Callable[[], bytes]:
    def read() -> bytes:
        if package.getinfo(entry).flag_bits & 1:
            raise UnreadableDocument(name, Fault.ENCRYPTED)
        return read_entry(package, entry, name, MAXIMUM_BYTES)

    return read
