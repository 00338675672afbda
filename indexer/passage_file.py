"""The passage file: the passages of an index on the disk, each read when it is asked for."""

import json
import mmap
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from corpus.spans import Span
from indexer.passages import Passage

TEXTS, PLACES = "passages.jsonl", "passages.npy"
_REMEMBERED = 16_384


class PassageFile(Sequence[Passage]):
    """The passages in the order of their rows, from a file of lines and a table of where each stands.

    The table has one line a row, int64: the offset of its line in bytes, the number of its document, and its span.
    """

    def __init__(self, folder: Path, document_ids: Sequence[str]) -> None:
        """Map the files in ``folder``; ``document_ids`` are in the order in which documents are numbered."""
        self._places: NDArray[np.int64] = np.load(folder / PLACES, mmap_mode="r", allow_pickle=False)
        self._numbers = {document_id: number for number, document_id in enumerate(document_ids)}
        with (folder / TEXTS).open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self) else b""
        self._read = lru_cache(maxsize=_REMEMBERED)(self._parse)

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Passage: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Passage, ...]: ...

    def __getitem__(self, at: int | slice) -> Passage | tuple[Passage, ...]:
        """Return the passage of a row, or those of several."""
        if isinstance(at, slice):
            return tuple(self._read(row) for row in range(*at.indices(len(self))))
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self._read(at % len(self))

    def rows_of_documents(self, document_ids: frozenset[str]) -> NDArray[np.bool_]:
        """Say for each row whether it stands in one of the documents."""
        numbers = [number for document_id, number in self._numbers.items() if document_id in document_ids]
        return np.isin(self._places[:, 1], numbers)

    def rows_at(self, document_id: str, span: Span) -> NDArray[np.int64]:
        """Return the rows whose passages share a character with ``span`` of a document, ascending."""
        numbers, starts, ends = self._places[:, 1:].T
        here = numbers == self._numbers.get(document_id, -1)
        return np.flatnonzero(here & (starts < span.end) & (span.start < ends))

    def row_of(self, passage_id: str) -> int | None:
        """Return the row of a passage, None where there is no such passage."""
        document_id, _, span = passage_id.rpartition("#")
        start, _, end = span.partition("-")
        if document_id not in self._numbers or not (_is_offset(start) and _is_offset(end)):
            return None
        place = (self._numbers[document_id], int(start), int(end))
        found = np.flatnonzero((self._places[:, 1:] == place).all(axis=1))
        return int(found[0]) if len(found) else None

    def _parse(self, row: int) -> Passage:
        start = int(self._places[row, 0])
        end = int(self._places[row + 1, 0]) if row + 1 < len(self) else len(self._lines)
        fields = json.loads(self._lines[start:end])
        return Passage(**{**fields, "span": Span(**fields["span"]), "path": tuple(fields["path"])})


def write_passages(folder: Path, passages: Sequence[Passage], document_ids: Sequence[str]) -> None:
    """Write the passages of the documents numbered as in ``document_ids``."""
    numbers = {document_id: number for number, document_id in enumerate(document_ids)}
    places = np.zeros((len(passages), 4), dtype=np.int64)
    with (folder / TEXTS).open("wb") as lines:
        for row, passage in enumerate(passages):
            places[row] = lines.tell(), numbers[passage.document_id], passage.span.start, passage.span.end
            lines.write(json.dumps(asdict(passage), ensure_ascii=False).encode() + b"\n")
    np.save(folder / PLACES, places, allow_pickle=False)


def _is_offset(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) < 16
