"""The embedding cache: vectors of passages by the digest of their text, so that only changed text is embedded again."""

import hashlib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexer.embedding import Embedder, Vectors
from indexer.errors import StorageFailed


class CachedEmbedder:
    """An embedder that keeps the vectors of the passages that it last embedded in a file.

    Questions and drafts are never kept. A file that is missing or damaged (each array in it carries a CRC) is no
    error: what it held is computed again.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        """Take the embedder and the file, which is written when first needed."""
        self._embedder, self._path = embedder, path
        self.identity = embedder.identity

    def queries(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of questions, shape (texts, dimension)."""
        return self._embedder.queries(texts)

    def passages(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of passages, shape (texts, dimension); raises StorageFailed."""
        known = self._read()
        digests = [self._digest(text) for text in texts]
        missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
        if not missing and texts:
            return np.stack([known[digest] for digest in digests])
        made = self._embedder.passages(list(missing.values()))
        known |= dict(zip(missing, made, strict=True))
        vectors = np.stack([known[digest] for digest in digests]) if texts else made
        self._write(digests, vectors)
        return vectors

    def _digest(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.identity}\n{text}".encode()).digest()

    def _read(self) -> dict[bytes, Vectors]:
        try:
            with np.load(self._path, allow_pickle=False) as content:
                return {
                    bytes(digest): vector for digest, vector in zip(content["digests"], content["vectors"], strict=True)
                }
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return {}

    def _write(self, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Write aside and switch by a rename, so that a crash leaves the old file."""
        aside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with aside.open("wb") as file:
                np.savez(
                    file, digests=np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(-1, 32), vectors=vectors
                )
            aside.replace(self._path)
        except OSError as error:
            raise StorageFailed(self._path.parent, error.strerror or str(error)) from None
