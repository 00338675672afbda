"""The shelf: all documents that are kept, with the earlier texts of those that changed, and what became of each file."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.collection import document_of
from corpus.documents import OWN, Document
from corpus.errors import CatalogueError, UnknownDocument
from corpus.ingestion import FileReport, Ingestion, NamedFile, ingest, ingest_files
from corpus.originals import Originals
from corpus.relations import related

_EARLIER = 5  # texts of a document that stay readable beside the newest


@dataclass(frozen=True)
class Shelf:
    """Documents in order, ``earlier`` ones that are no longer searched, newest first, and a report on the files.

    The files themselves are kept in ``originals``, as far as these keep them.
    """

    documents: tuple[Document, ...] = ()
    earlier: tuple[Document, ...] = ()
    report: tuple[FileReport, ...] = ()
    originals: Originals | None = None

    def with_files(
        self,
        files: Iterable[NamedFile],
        collection: str = OWN,
        progress: Callable[[str], None] = lambda _: None,
    ) -> "Shelf":
        """Return the shelf with ``files`` in ``collection``.

        A file that has the name of one that the collection holds is a newer text of the same document, which takes its
        place; where the text is the same, nothing changes. What cannot be read is in the report and nowhere else.
        """
        known = {item.record.file: item.document_id for item in self.documents if item.record.collection == collection}
        taken = {item.document_id for item in self.documents}
        return self.with_sources(ingest_files(files, known, taken, collection, progress, self.keep))

    def keep(self, data: bytes) -> str:
        """Keep a file and return its digest; empty where it is not kept. Raises OSError."""
        return self.originals.keep(data) if self.originals else ""

    @property
    def kept(self) -> frozenset[str]:
        """Return the digests of the files that documents were read from, earlier ones too."""
        return frozenset(item.original for item in (*self.documents, *self.earlier))

    def with_sources(self, read: Ingestion) -> "Shelf":
        """Return the shelf with what was read: in the place of documents of the same ids, else after all others."""
        added = {source.record.document_id: document_of(source) for source in read.sources}
        replaced = [item for item in self.documents if item.document_id in added]
        left = tuple(item for item in replaced if item.sha256 != added[item.document_id].sha256)
        kept = tuple(added.get(item.document_id, item) for item in self.documents)
        new = tuple(item for key, item in added.items() if key not in {it.document_id for it in replaced})
        names = {item.file for item in read.report}
        before = tuple(item for item in self.report if item.file not in names)
        return Shelf(related((*kept, *new)), _few((*left, *self.earlier)), (*before, *read.report), self.originals)

    def only(self, collections: Collection[str]) -> "Shelf":
        """Return the shelf as if there were no other documents than those of ``collections``."""
        kept = {item.document_id for item in self.documents if item.record.collection in collections}
        return Shelf(
            tuple(_related_within(item, kept) for item in self.documents if item.document_id in kept),
            tuple(_related_within(item, kept) for item in self.earlier if item.document_id in kept),
            tuple(item for item in self.report if item.document_id in kept),
            self.originals,
        )

    def without(self, document_id: str) -> "Shelf":
        """Return the shelf without a document and its earlier texts.

        Raises UnknownDocument, and CatalogueError where it is the only one: a shelf without documents answers nothing.
        """
        if document_id not in {item.document_id for item in self.documents}:
            raise UnknownDocument(document_id)
        if len(self.documents) == 1:
            raise CatalogueError("the last document stays; add another one first")
        return Shelf(
            related([item for item in self.documents if item.document_id != document_id]),
            tuple(item for item in self.earlier if item.document_id != document_id),
            tuple(item for item in self.report if item.document_id != document_id),
            self.originals,
        )


def shelf_of(
    folder: Path,
    progress: Callable[[str], None] = lambda _: None,
    originals: Originals | None = None,
    *,
    strict: bool = False,
) -> Shelf:
    """Return the documents of ``folder`` and nothing else; raises as ``ingest``."""
    empty = Shelf(originals=originals)
    return empty.with_sources(ingest(folder, progress, empty.keep, strict=strict))


def _related_within(document: Document, kept: Collection[str]) -> Document:
    relations = tuple(item for item in document.record.relations if item.document_id in kept)
    return replace(document, record=replace(document.record, relations=relations))


def _few(earlier: Iterable[Document]) -> tuple[Document, ...]:
    """Return the newest texts of each document."""
    counts: dict[str, int] = {}
    kept = []
    for item in earlier:
        counts[item.document_id] = counts.get(item.document_id, 0) + 1
        if counts[item.document_id] <= _EARLIER:
            kept.append(item)
    return tuple(kept)
