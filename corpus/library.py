"""The library: a collection and what is drawn from it, as a generation keeps them; opening it reads and draws nothing."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus.collection import Collection, gathered
from corpus.documents import Document
from corpus.errors import UnknownDocument
from corpus.knowledge import Drawn, Knowledge, draw_knowledge
from corpus.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Library:
    """The documents, the knowledge of them, and ``earlier`` texts of documents, which are read and not searched."""

    collection: Collection
    knowledge: Knowledge
    earlier: tuple[Document, ...] = ()

    def version(self, document_id: str, version: str = "") -> Document:
        """Return a document as it is, or as it was in ``version``; raises UnknownDocument."""
        if not version:
            return self.collection.document(document_id)
        texts = (*self.collection.documents, *self.earlier)
        found = next((it for it in texts if it.document_id == document_id and it.version == version), None)
        if found is None:
            raise UnknownDocument(document_id)
        return found

    @property
    def earlier_versions(self) -> dict[str, tuple[str, ...]]:
        """Return the versions of the earlier texts of each document that has had any, newest first."""
        found: dict[str, tuple[str, ...]] = {}
        for document in self.earlier:
            found[document.document_id] = (*found.get(document.document_id, ()), document.version)
        return found


def library_of(shelf: Shelf) -> Library:
    """Return the documents of a shelf with what is drawn from them."""
    return draw_library(shelf)[0]


def draw_library(shelf: Shelf, before: Library | None = None, drawn: Drawn | None = None) -> tuple[Library, Drawn]:
    """Return the documents of a shelf with what is drawn from them, and what was read in each by itself.

    ``drawn`` is what was read in the documents of ``before``: of those that are the same nothing is read again.
    """
    collection_before = before.collection if before else None
    collection = gathered(shelf.documents, collection_before)
    knowledge, read = draw_knowledge(collection, collection_before, drawn)
    return Library(collection, knowledge, shelf.earlier), read


def write_library(path: Path, library: Library) -> None:
    """Write a library; the same documents give the same bytes."""
    path.write_bytes(msgspec.msgpack.encode(library))


def read_library(path: Path) -> Library:
    """Return the library that was written."""
    return msgspec.msgpack.decode(path.read_bytes(), type=Library)


def write_drawn(path: Path, drawn: Drawn) -> None:
    """Write what was read in each document; the same documents give the same bytes."""
    path.write_bytes(msgspec.msgpack.encode(drawn))


def read_drawn(path: Path) -> Drawn:
    """Return what was written."""
    return msgspec.msgpack.decode(path.read_bytes(), type=Drawn)
