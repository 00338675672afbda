"""Ingestion: a folder of files as sources; what can be read is, and what cannot is told with its reason."""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from corpus.archives import archived
from corpus.catalogue import CATALOGUE_NAME, DOCUMENT_ID, read_catalogue
from corpus.descriptions import date_of, title_of
from corpus.documents import OWN, Record
from corpus.errors import CatalogueError, Fault, UnreadableDocument
from corpus.readers.formats import MAXIMUM_BYTES
from corpus.readers.isolation import read_document
from corpus.readers.reading import ReadText
from corpus.sources import Source

# What office software and file managers leave beside the files: no document of anybody.
_LEFT_BEHIND = re.compile(r"~\$|\.|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)
_ARCHIVE = ".zip"
_FEW = 3  # files that are named where none can be read


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of a file, by its place in the folder.

    ``document_id`` is empty where it was not read, and ``notices`` then say why; else they are what its reader wants to
    be known. Both are words for the user.
    """

    file: str
    document_id: str
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file by its place in a folder or the name that it came by, how to get its bytes, and a catalogue's record of it."""

    name: str
    data: Callable[[], bytes]
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Ingestion:
    """The sources of a folder, and what became of each file, both in order."""

    sources: tuple[Source, ...]
    report: tuple[FileReport, ...]


def write_report(path: Path, report: Iterable[FileReport]) -> None:
    """Write what became of each file."""
    path.write_text(json.dumps([asdict(item) for item in report], ensure_ascii=False, indent=1) + "\n", "utf-8")


def read_report(path: Path) -> tuple[FileReport, ...]:
    """Return the report that was written."""
    rows = json.loads(path.read_text("utf-8"))
    return tuple(FileReport(row["file"], row["document_id"], tuple(row["notices"])) for row in rows)


def _nothing_kept(_: bytes) -> str:
    return ""


def ingest(
    folder: Path,
    progress: Callable[[str], None] = lambda _: None,
    keep: Callable[[bytes], str] = _nothing_kept,
    *,
    strict: bool = False,
) -> Ingestion:
    """Read every file of ``folder``, in folders below it too, or those that its catalogue names; each is read once.

    ``progress`` hears each file's name before it is read; ``keep`` gets the bytes of each that was read and returns what
    they are kept as. Raises CatalogueError where the catalogue is broken or no file
    can be read, and, if ``strict``, UnreadableDocument at the first file that cannot.
    """
    if not folder.is_dir():
        raise CatalogueError(
            f"{folder} is no folder; name one that holds .docx, .pdf, .pptx, .xlsx, .html, .txt, .md, .doc, .xls, .ppt, .png, .jpg or .tiff files"
        )
    given = read_catalogue(folder)
    files = [NamedFile(item.file, _bytes_of(folder, item.file), item) for item in given] if given else _found(folder)
    read = _gathered(files, {}, (), OWN, progress, keep, strict=strict)
    if not read.sources:
        raise CatalogueError(_nothing(folder, read.report))
    return read


def ingest_files(
    files: Iterable[NamedFile],
    known: Mapping[str, str],
    taken: Collection[str],
    collection: str,
    progress: Callable[[str], None] = lambda _: None,
    keep: Callable[[bytes], str] = _nothing_kept,
) -> Ingestion:
    """Read files that came by themselves, for ``collection``; archives are unpacked.

    ``known`` are the ids of that collection's documents by the name of their file: a file of such a name is a new
    version of its document. ``taken`` are the ids that no other document may have.
    """
    found = (item for file in files for item in _unpacked(file.name, file.data))
    return _gathered(found, known, taken, collection, progress, keep, strict=False)


def files_of(paths: Iterable[Path]) -> Iterator[NamedFile]:
    """Yield the files that ``paths`` name, of folders all that are below them."""
    for path in paths:
        if path.is_dir():
            yield from (NamedFile(name, _bytes_of(path, name)) for name in _files(path))
        else:
            yield NamedFile(path.name, _bytes_of(path.parent, path.name))


def _gathered(
    files: Iterable[NamedFile],
    known: Mapping[str, str],
    taken: Collection[str],
    collection: str,
    progress: Callable[[str], None],
    keep: Callable[[bytes], str],
    *,
    strict: bool,
) -> Ingestion:
    sources: dict[str, Source] = {}
    report: list[FileReport] = []
    for found in files:
        progress(found.name)
        try:
            source = _read(found, known, {*taken, *sources}, collection, keep)
        except UnreadableDocument as error:
            if strict:
                raise
            report.append(FileReport(found.name, "", (error.fault.value,)))
        else:
            sources[source.record.document_id] = source
            report.append(FileReport(found.name, source.record.document_id, source.notices))
    return Ingestion(tuple(sources.values()), tuple(report))


def _nothing(folder: Path, not_read: Sequence[FileReport]) -> str:
    if not not_read:
        return (
            f"{folder} holds no .docx, .pdf, .pptx, .xlsx, .html, .txt, .md, .doc, .xls, .ppt, .png, .jpg or .tiff file"
        )
    told = "; ".join(f"{item.file}: {item.notices[0]}" for item in not_read[:_FEW])
    more = f"; and {len(not_read) - _FEW} more" if len(not_read) > _FEW else ""
    return f"{folder} holds no file that can be read: {told}{more}"


def _files(folder: Path) -> Iterator[str]:
    """Yield the files below ``folder`` in order; hidden ones and locks are passed over."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_dir() or place.name == CATALOGUE_NAME or any(map(_LEFT_BEHIND.match, place.parts)):
            continue
        yield place.as_posix()


def _found(folder: Path) -> Iterator[NamedFile]:
    """Yield the files below ``folder``, those in archives in the place of these; a broken archive is a file."""
    for file in _files(folder):
        yield from _unpacked(file, _bytes_of(folder, file))


def _unpacked(file: str, read: Callable[[], bytes]) -> Iterator[NamedFile]:
    if not file.lower().endswith(_ARCHIVE):
        yield NamedFile(file, read)
        return
    try:
        inside = [NamedFile(f"{file}/{place}", data) for place, data in archived(read(), file)]
    except UnreadableDocument as error:
        yield NamedFile(file, partial(_refuse, error))
    else:
        yield from (item for item in inside if not any(map(_LEFT_BEHIND.match, Path(item.name).parts)))


def _refuse(error: UnreadableDocument) -> bytes:
    raise error


def _read(
    found: NamedFile,
    known: Mapping[str, str],
    taken: Collection[str],
    collection: str,
    keep: Callable[[bytes], str],
) -> Source:
    data = found.data()
    read = read_document(data, found.name)
    record = found.record or _described(found.name, read, collection)
    if not record.document_id:
        record = replace(record, document_id=known.get(found.name) or _identifier(found.name, data, taken))
    return Source(record, read.text, read.page_breaks, read.notices, read.parts, read.confidences, original=keep(data))


def _bytes_of(folder: Path, file: str) -> Callable[[], bytes]:
    return lambda: _stored(folder / file, file)


def _stored(path: Path, name: str) -> bytes:
    if path.is_symlink():
        raise UnreadableDocument(name, Fault.LINK)
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise UnreadableDocument(name, Fault.TOO_LARGE)
        return path.read_bytes()
    except OSError:
        raise UnreadableDocument(name, Fault.UNOPENED) from None


def _described(file: str, read: ReadText, collection: str) -> Record:
    """Return the record of a file that no catalogue describes, yet without an id."""
    return Record(
        document_id="",
        file=file,
        title=title_of(read, file),
        date=date_of(read, file),
        issuing_body="",
        kind="文書",
        language="ja",
        source=file,
        collection=collection,
    )


def _identifier(file: str, data: bytes, taken: Collection[str]) -> str:
    """Return the file's name where it can be an id and no other has it, else one by its content, else by its place too."""
    digests = (hashlib.sha256(data), hashlib.sha256(data + file.encode()))
    wanted = (Path(file).stem.lower(), *(f"doc-{digest.hexdigest()[:12]}" for digest in digests))
    return next(name for name in wanted if re.fullmatch(DOCUMENT_ID, name) and name not in taken)
