"""The library: a collection and what is drawn from it, as a generation keeps them; opening it reads and draws nothing."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus.collection import Collection
from corpus.knowledge import Knowledge, draw_knowledge


@dataclass(frozen=True, slots=True)
class Library:
    """The documents and the knowledge of them."""

    collection: Collection
    knowledge: Knowledge


def library_of(collection: Collection) -> Library:
    """Return a collection with what is drawn from it."""
    return Library(collection, draw_knowledge(collection))


def write_library(path: Path, library: Library) -> None:
    """Write a library; the same documents give the same bytes."""
    path.write_bytes(msgspec.msgpack.encode(library))


def read_library(path: Path) -> Library:
    """Return the library that was written."""
    return msgspec.msgpack.decode(path.read_bytes(), type=Library)
