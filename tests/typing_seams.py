"""Checked by the type checker, never run: each implementation fits its seam."""

from doubles import HashEmbedder

from indexer.embedding import Embedder, ModelSettings, SentenceTransformerEmbedder
from indexer.lexical import BM25Index, LexicalIndex
from indexer.vector_store import FaissStore, VectorStore


def embedders() -> list[Embedder]:
    """Return one of each embedder."""
    return [SentenceTransformerEmbedder(ModelSettings()), HashEmbedder()]


def stores(faiss: FaissStore) -> list[VectorStore]:
    """Return one of each vector store."""
    return [faiss]


def lexical_indexes(bm25: BM25Index) -> list[LexicalIndex]:
    """Return one of each lexical index."""
    return [bm25]
