"""Vector stores: the nearest rows to a vector."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.embedding import Vectors

EXACT = 100_000  # rows up to which every vector is compared
PROBED = 32  # cells that are searched
TRAINING_ROWS_A_CELL = 40  # FAISS wants 39 at the least to place a cell
Hit = tuple[int, float]
"""A row and its score, higher is better."""


class VectorStore(Protocol):
    """Finds the rows whose vectors are nearest by inner product."""

    @property
    def rows(self) -> int:
        """Return how many vectors are held."""
        ...

    def search(self, query: Vectors, limit: int, /) -> list[Hit]:
        """Return up to ``limit`` hits for a vector of shape (dimension,), best first, equal scores by row."""
        ...

    def vectors(self, rows: Sequence[int], /) -> Vectors:
        """Return the vectors of rows, shape (rows, dimension), as near to those that were given as they are kept."""
        ...


class FaissStore:
    """Search in FAISS: exact while the rows are few, else among the nearest cells of vectors kept in a byte a number."""

    def __init__(self, index: Any) -> None:
        """Take a FAISS index of inner products."""
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> "FaissStore":
        """Hold ``vectors``, shape (rows, dimension)."""
        import faiss  # noqa: PLC0415 - loaded when first needed

        vectors = np.ascontiguousarray(vectors)
        rows, dimension = vectors.shape
        if rows <= EXACT:
            index: Any = faiss.IndexFlatIP(dimension)
        else:
            cells = int(4 * rows**0.5)
            index = faiss.index_factory(dimension, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
            index.nprobe = PROBED
            index.train(vectors[:: max(rows // (TRAINING_ROWS_A_CELL * cells), 1)])
        index.add(vectors)
        return cls(index)

    def save(self, path: Path) -> None:
        """Write the index file."""
        import faiss  # noqa: PLC0415 - loaded when first needed

        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> "FaissStore":
        """Read an index file whose checksum has been verified: FAISS itself checks nothing."""
        import faiss  # noqa: PLC0415 - loaded when first needed

        return cls(faiss.read_index(str(path)))

    @property
    def rows(self) -> int:
        """Return how many vectors are held."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""
        return int(self._index.d)

    def search(self, query: Vectors, limit: int, /) -> list[Hit]:
        """Return up to ``limit`` hits, best first, equal scores by row; FAISS's padding is left out."""
        if not self.rows or limit < 1:
            return []
        scores: NDArray[np.float32]
        rows: NDArray[np.int64]
        scores, rows = self._index.search(query.reshape(1, -1), min(limit, self.rows))
        found = rows[0] >= 0
        order = np.lexsort((rows[0][found], -scores[0][found]))
        return list(zip(rows[0][found][order].tolist(), scores[0][found][order].tolist(), strict=True))

    def vectors(self, rows: Sequence[int], /) -> Vectors:
        """Return the vectors of rows, shape (rows, dimension); cells keep them to a byte a number."""
        if hasattr(self._index, "make_direct_map"):
            self._index.make_direct_map()  # does nothing where it has been made
        found = [self._index.reconstruct(int(row)) for row in rows]
        return np.stack(found) if found else np.zeros((0, self.dimension), dtype=np.float32)
