"""Originals: the PDF files that documents were read from, kept by their digest, so that their pages can be shown."""

import hashlib
import os
import re
from collections.abc import Collection
from pathlib import Path

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PDF = b"%PDF-"


class Originals:
    """A folder of files that nobody but its owner reads; a file that was not kept has the digest ``""``."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when a file is kept."""
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Keep a PDF and return its digest; of any other file nothing is kept. Raises OSError."""
        if not data.startswith(_PDF):
            return ""
        digest = hashlib.sha256(data).hexdigest()
        if not self._path(digest).exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            aside = self._folder / "arriving"
            aside.unlink(missing_ok=True)
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
            aside.rename(self._path(digest))
        return digest

    def find(self, digest: str) -> bytes | None:
        """Return a file; None where it is not kept, or is no longer what it was."""
        if not _DIGEST.fullmatch(digest):
            return None
        try:
            data = self._path(digest).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None

    def leave(self, digests: Collection[str]) -> None:
        """Remove all files but those of ``digests``; raises OSError."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.name not in digests:
                path.unlink()

    def _path(self, digest: str) -> Path:
        return self._folder / digest
