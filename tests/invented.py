"""Invented documents, indexed without any model."""

from pathlib import Path

from doubles import HashEmbedder

from indexer.generations import GenerationStore
from indexer.search_index import SearchIndex, build_index, open_index


def index_of(folder: Path, text: str) -> SearchIndex:
    """Return the index of one text, built in an empty folder."""
    (folder / "texts").mkdir()
    (folder / "texts" / "plan.txt").write_text(text, "utf-8")
    store = GenerationStore(folder / "index")
    build_index(store, folder / "texts", HashEmbedder())
    return open_index(store, HashEmbedder())
