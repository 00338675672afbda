"""The manifest: what a generation was built from, and what each of its files must be."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.collection import BUNDLED_DOCUMENTS
from corpus.ingestion import read_report
from indexer.errors import IndexDamaged, IndexMismatch, IndexOutdated

FORMAT = 6
MANIFEST_NAME = "MANIFEST.json"
_CHUNK = 1 << 20
_NAMED = 5  # files that are told by name


class FileEntry(BaseModel):
    """Size and digest of one file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: int
    sha256: str


class Manifest(BaseModel):
    """What a generation holds. The same documents and settings give the same manifest, byte for byte."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    corpus_digest: str
    drawn_by: str
    passage_settings: str
    dictionary: str
    model: str
    dimension: int
    documents: int
    passages: int
    statements: int
    files: dict[str, FileEntry]

    def to_bytes(self) -> bytes:
        """Return the file's content: the digest of all that follows, then JSON."""
        body = self.model_dump_json(indent=1).encode()
        return hashlib.sha256(body).hexdigest().encode() + b"\n" + body + b"\n"


def file_entry(path: Path, rest: Callable[[], None] = lambda: None) -> FileEntry:
    """Measure a file; ``rest`` is called after each part that is read."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            rest()
    return FileEntry(size=size, sha256=digest.hexdigest())


def list_files(folder: Path) -> dict[str, Path]:
    """Return every path below ``folder`` that is no folder, by name relative to it, the manifest apart."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if (path.is_symlink() or not path.is_dir()) and path.name != MANIFEST_NAME
    }


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a generation; raises IndexDamaged, or IndexMismatch for another format."""
    name = folder.name
    try:
        content = (folder / MANIFEST_NAME).read_bytes()
    except OSError as error:
        raise IndexDamaged(name, f"{MANIFEST_NAME} cannot be read ({error.strerror})") from None
    digest, _, body = content.partition(b"\n")
    if hashlib.sha256(body.removesuffix(b"\n")).hexdigest().encode() != digest or not body.endswith(b"}\n"):
        raise IndexDamaged(name, f"{MANIFEST_NAME} does not match its own checksum")
    try:
        manifest = Manifest.model_validate_json(body)
    except ValidationError:
        raise IndexOutdated(FORMAT, _format_of(body), _rebuilding(folder)) from None
    if manifest.format > FORMAT:
        raise IndexMismatch("format", str(FORMAT), str(manifest.format))
    if manifest.format != FORMAT:
        raise IndexOutdated(FORMAT, str(manifest.format), _rebuilding(folder))
    return manifest


def _format_of(body: bytes) -> str:
    found = json.loads(body).get("format")
    return str(found) if isinstance(found, int) else "不明"


def _rebuilding(folder: Path) -> str:
    """Say by which commands the documents of a generation are indexed again, as far as its report tells their files."""
    try:
        files = {item.file for item in read_report(folder / "report.json") if item.document_id}
    except (OSError, ValueError, KeyError, TypeError):
        files = set()
    bundled = {path.name for path in BUNDLED_DOCUMENTS.iterdir()}
    own = sorted(files - bundled)
    named = "、".join(own[:_NAMED]) + (f" など {len(own)} 件" if len(own) > _NAMED else "")
    if not files:
        return "shirube index で作り直してください（自分の文書は --documents でフォルダーを示します）。"
    if not own:
        return "収録の文書だけの索引です。shirube index で作り直してください。"
    if files == set(own):
        return f"文書（{named}）のあるフォルダーを示して、shirube index --documents フォルダー で作り直してください。"
    return f"shirube index で作り直し、加えていた文書（{named}）を shirube add ファイル で加え直してください。"


def verify(folder: Path, rest: Callable[[], None] = lambda: None) -> Manifest:
    """Check every file of a generation against its manifest before any of it is used; raises IndexDamaged."""
    manifest = read_manifest(folder)
    present = list_files(folder)
    for name in sorted(set(manifest.files) - set(present)):
        raise IndexDamaged(folder.name, f"{name} is missing")
    for name in sorted(set(present) - set(manifest.files)):
        raise IndexDamaged(folder.name, f"{name} does not belong to it")
    for name, expected in manifest.files.items():
        path = present[name]
        if path.is_symlink():
            raise IndexDamaged(folder.name, f"{name} is a link")
        try:
            entry = file_entry(path, rest)
        except OSError as error:
            raise IndexDamaged(folder.name, f"{name} cannot be read ({error.strerror})") from None
        if entry != expected:
            raise IndexDamaged(folder.name, f"{name} has changed")
    return manifest
