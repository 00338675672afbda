"""Checked by the type checker, never run: each implementation fits its seam."""

from doubles import EchoModel, HashEmbedder, OverlapReader

from api.language_model import ModelServer
from indexer.embedding import Embedder, ModelSettings, SentenceTransformerEmbedder
from indexer.lexical import BM25Index, LexicalIndex
from indexer.vector_store import FaissStore, VectorStore
from qa.evaluation.controls import UnreadReader
from qa.reader.encoder import EncoderReader
from qa.reader.reader import Reader
from qa.wording.model import LanguageModel


def embedders() -> list[Embedder]:
    """Return one of each embedder."""
    return [SentenceTransformerEmbedder(ModelSettings()), HashEmbedder()]


def stores(faiss: FaissStore) -> list[VectorStore]:
    """Return one of each vector store."""
    return [faiss]


def lexical_indexes(bm25: BM25Index) -> list[LexicalIndex]:
    """Return one of each lexical index."""
    return [bm25]


def readers() -> list[Reader]:
    """Return one of each reader."""
    return [EncoderReader(), UnreadReader(), OverlapReader()]


def language_models() -> list[LanguageModel]:
    """Return one of each language model."""
    return [ModelServer("http://127.0.0.1:1/v1", "small"), EchoModel()]
