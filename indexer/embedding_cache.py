"""The embedding cache: vectors of passages by the digest of their text, so that only changed text is embedded again."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embedding import Embedder, Vectors
from indexer.errors import StorageFailed

Records = NDArray[np.void]
_MOST = 2 << 30  # bytes of the file, over which the older half is left out
_HEAD = 36  # bytes that name the model and the length of its vectors
_MADE = 128  # texts that are embedded before their vectors are written: a crash loses no more


class CachedEmbedder:
    """An embedder that keeps the vectors of passages in a file, to which it adds as they are made.

    Questions and drafts are never kept, and of passages only the digest. Each vector has a checksum of its own: what is
    damaged or was half written is computed again, and so is all where the file is another model's.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        """Take the embedder and the file, which is written when first needed."""
        self._embedder, self._path = embedder, path
        self.identity = embedder.identity
        self._name = hashlib.sha256(self.identity.encode()).digest()

    def queries(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of questions, shape (texts, dimension)."""
        return self._embedder.queries(texts)

    def passages(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of passages, shape (texts, dimension); raises StorageFailed."""
        digests = [hashlib.sha256(text.encode()).digest() for text in texts]
        known = self._known(set(digests))
        missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
        if not texts:
            return self._embedder.passages([])
        try:
            known |= self._made(missing)
        except OSError as error:
            raise StorageFailed(self._path.parent, error.strerror or str(error)) from None
        return np.stack([known[digest] for digest in digests])

    def _made(self, missing: Mapping[bytes, str]) -> dict[bytes, Vectors]:
        """Embed what is missing, and write it down part by part."""
        made: dict[bytes, Vectors] = {}
        order = list(missing)
        for at in range(0, len(order), _MADE):
            part = order[at : at + _MADE]
            vectors = self._embedder.passages([missing[digest] for digest in part])
            self._append(part, vectors)
            made |= zip(part, vectors, strict=True)
        return made

    def _records(self) -> Records:
        """Map the vectors of the file; none where there is none, or it is another model's."""
        try:
            with self._path.open("rb") as file:
                name, width = file.read(32), int.from_bytes(file.read(4), "little")
            record = _record(width if name == self._name else 0)
            rows = (self._path.stat().st_size - _HEAD) // record.itemsize
        except OSError:
            return np.empty(0, _record(0))
        if name != self._name or rows <= 0:
            return np.empty(0, record)
        return np.memmap(self._path, record, "r", offset=_HEAD, shape=(rows,))

    def _known(self, wanted: set[bytes]) -> dict[bytes, Vectors]:
        """Return the sound vectors of the file among those that are wanted."""
        records = self._records()
        found: dict[bytes, Vectors] = {}
        for row, digest in enumerate(_digests(records)):
            if digest in wanted:
                record = records[row]
                vector = np.array(record["vector"])
                if zlib.crc32(digest + vector.tobytes()) == record["check"]:
                    found[digest] = vector
        return found

    def _append(self, digests: Sequence[bytes], vectors: Vectors) -> None:
        width = vectors.shape[1]
        added = np.empty(len(digests), _record(width))
        added["digest"] = np.frombuffer(b"".join(digests), np.uint8).reshape(-1, 32)
        added["vector"] = vectors
        pairs = zip(digests, vectors, strict=True)
        added["check"] = [zlib.crc32(digest + np.ascontiguousarray(vector).tobytes()) for digest, vector in pairs]
        kept = self._records()
        if kept.dtype != added.dtype or kept.nbytes > _MOST:
            self._rewrite(kept[len(kept) // 2 :] if kept.dtype == added.dtype else added[:0], width)
            kept = self._records()
        with self._path.open("r+b") as file:
            file.seek(_HEAD + kept.nbytes)  # over what was half written
            file.truncate()
            file.write(added.tobytes())

    def _rewrite(self, kept: Records, width: int) -> None:
        """Write the file anew aside and switch by a rename."""
        aside = self._path.with_suffix(".new")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(self._name + width.to_bytes(4, "little") + kept.tobytes())
        aside.replace(self._path)


def _record(width: int) -> np.dtype[np.void]:
    return np.dtype([("digest", np.uint8, 32), ("check", np.uint32), ("vector", np.float32, width)])


def _digests(records: Records) -> Iterator[bytes]:
    content = np.ascontiguousarray(records["digest"]).tobytes()
    return (content[at : at + 32] for at in range(0, len(content), 32))
