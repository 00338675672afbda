"""Generations: each index is built aside, made durable and switched in by one rename; a crash leaves the old one.

    HOME/index/LOCK               held by the writer (flock, freed by the kernel when it dies)
    HOME/index/CURRENT            the name of the generation to serve and the digest of its manifest
    HOME/index/originals/         the PDF files that documents were read from, by their digests
    HOME/index/generation-000001/ documents, passages, lexical index, vectors, MANIFEST.json

Order of a commit: write every file and flush it, flush the folders, rename the folder to its name, flush; then write
CURRENT aside, flush, rename over the old, flush. Only then is the new generation the one; older ones but the last go.
"""

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.disk import flush
from corpus.originals import Originals
from indexer.errors import IndexingError, IndexLocked, IndexMissing, StorageFailed
from indexer.manifest import MANIFEST_NAME, Manifest, file_entry, list_files, verify

_NAME = re.compile(r"generation-(\d{6,})$")
_KEPT = 2
_NAME_LENGTH = 16  # digits of the digest of a manifest


@dataclass(frozen=True, slots=True)
class VerifiedGeneration:
    """A generation whose every file is what its manifest says; ``notices`` tell why it is not the newest one."""

    folder: Path
    manifest: Manifest
    notices: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the generation's name: the digest of its manifest, the same for the same content."""
        return hashlib.sha256(self.manifest.to_bytes()).hexdigest()[:_NAME_LENGTH]


class GenerationStore:
    """The folder that holds the generations."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is touched yet."""
        self.folder = folder

    @property
    def originals(self) -> Originals:
        """Return the files that documents were read from: beside the generations, which all share them."""
        return Originals(self.folder / "originals")

    def newest(self, rest: Callable[[], None] = lambda: None) -> VerifiedGeneration:
        """Return the current generation, or the newest sound one with notices; raises IndexMissing or IndexDamaged.

        ``rest`` is called after each part of a file that is read.
        """
        names = self._names()
        current, problems = self._current(names)
        failure: IndexingError | None = None
        for name in dict.fromkeys(([current] if current else []) + names[::-1]):
            try:
                return VerifiedGeneration(self.folder / name, verify(self.folder / name, rest), tuple(problems))
            except IndexingError as error:
                failure = failure or error
                problems.append(str(error))
        if failure:
            raise failure
        raise IndexMissing(self.folder)

    def current(self) -> str:
        """Return the name of the generation that was switched to, without a look at it; empty where none is told."""
        try:
            return (self.folder / "CURRENT").read_text("utf-8", errors="replace").partition(" ")[2][:_NAME_LENGTH]
        except OSError:
            return ""

    def damage(self, rest: Callable[[], None] = lambda: None) -> tuple[str, ...]:
        """Return what is not as it was written in CURRENT and in the generation that it names; nothing where all is."""
        try:
            return self.newest(rest).notices
        except IndexingError as error:
            return (str(error),)

    def _current(self, names: list[str]) -> tuple[str, list[str]]:
        """Return the name that CURRENT gives and what is wrong with it; a folder that it does not name is no index."""
        try:
            line = (self.folder / "CURRENT").read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return "", ["CURRENT is missing"] if names else []
        except OSError as error:
            return "", [f"CURRENT cannot be read ({error.strerror})"]
        words = line.split()
        if len(words) != 2 or words[0] not in names or line != _line(*words):
            return "", ["CURRENT is damaged"]
        try:
            digest = file_entry(self.folder / words[0] / MANIFEST_NAME).sha256
        except OSError:
            digest = ""
        return words[0], [] if digest == words[1] else ["CURRENT does not match the manifest"]

    def _names(self) -> list[str]:
        if not self.folder.is_dir():
            return []
        found = [entry.name for entry in self.folder.iterdir() if _NAME.fullmatch(entry.name)]
        return sorted(found, key=lambda name: int(name.rpartition("-")[2]))

    @contextmanager
    def writer(self) -> Iterator[None]:
        """Hold the writer's lock; raises IndexLocked at once where another process holds it."""
        try:
            _make(self.folder)
            handle = os.open(self.folder / "LOCK", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageFailed(self.folder, error.strerror or "") from None
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(handle, 64, 0).decode("utf-8", "replace").strip() or "another process"
                raise IndexLocked(holder) from None
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"process {os.getpid()}".encode(), 0)
            yield
        finally:
            os.close(handle)

    def commit(self, fill: Callable[[Path], Manifest], step: Callable[[str], None] = lambda _: None) -> Manifest:
        """Let ``fill`` write a generation into an empty folder, then switch to it; call while holding the lock.

        ``fill`` returns the manifest without its files, which is returned. ``step`` hears the name of each step before it is done.
        Raises StorageFailed where the disk refuses; the old generation is then untouched.
        """
        aside = self.folder / "building"
        try:
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir()
            manifest = fill(aside)
            self._publish(aside, manifest, step)
        except OSError as error:
            shutil.rmtree(aside, ignore_errors=True)
            raise StorageFailed(self.folder, error.strerror or str(error)) from None
        return manifest

    def _publish(self, aside: Path, manifest: Manifest, step: Callable[[str], None]) -> None:
        step("flush files")
        files = list_files(aside)
        for path in files.values():
            flush(path)
        manifest = manifest.model_copy(update={"files": {name: file_entry(path) for name, path in files.items()}})
        content = manifest.to_bytes()
        step("write manifest")
        _write(aside / MANIFEST_NAME, content)
        step("flush folders")
        for folder in {aside, *(path.parent for path in files.values())}:
            flush(folder)
        name = f"generation-{self._next_number():06d}"
        step("rename generation")
        aside.rename(self.folder / name)
        flush(self.folder)
        step("write CURRENT")
        _write(self.folder / "CURRENT.new", _line(name, hashlib.sha256(content).hexdigest()).encode())
        step("switch CURRENT")
        (self.folder / "CURRENT.new").rename(self.folder / "CURRENT")
        flush(self.folder)
        step("remove old generations")
        self._remove_old(name)
        step("done")

    def _next_number(self) -> int:
        names = self._names()
        return int(names[-1].rpartition("-")[2]) + 1 if names else 1

    def _remove_old(self, current: str) -> None:
        """Keep the current generation and the newest sound one before it."""
        kept = 1
        for name in [name for name in self._names()[::-1] if name != current]:
            sound = kept < _KEPT and _is_sound(self.folder / name)
            kept += sound
            if not sound:
                shutil.rmtree(self.folder / name, ignore_errors=True)


def _line(name: str, digest: str) -> str:
    """Return what CURRENT holds."""
    return f"{name} {digest}\n"


def _is_sound(folder: Path) -> bool:
    try:
        verify(folder)
    except IndexingError:
        return False
    return True


def _make(folder: Path) -> None:
    """Make a folder with those above it, and have the disk hold their names."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in missing:
        flush(path.parent)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    flush(path)
