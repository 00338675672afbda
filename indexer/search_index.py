"""The search index: an immutable snapshot of documents, passages, words and vectors."""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import corpus
from corpus.collection import Collection
from corpus.ingestion import FileReport, read_report, write_report
from corpus.knowledge import Drawn, Knowledge
from corpus.library import Library, draw_library, read_drawn, read_library, write_drawn, write_library
from corpus.originals import Originals
from corpus.shelf import Shelf, shelf_of
from indexer.embedding import Embedder, Vectors
from indexer.errors import IndexMismatch, StorageFailed
from indexer.generations import GenerationStore, VerifiedGeneration
from indexer.lexical import BM25Index, LexicalIndex
from indexer.manifest import FORMAT, Manifest
from indexer.passage_file import PassageFile, write_passages
from indexer.passages import Passage, PassageSettings, split_into_passages
from indexer.tokenisation import FugashiTokenizer
from indexer.vector_store import FaissStore, VectorStore

Progress = Callable[[str], None]
STATEMENT_ROWS = "statement_rows.npy"
# The documents as they were read, what was read in each by itself, and what became of each file.
LIBRARY, DRAWN, REPORT = "library.msgpack", "drawn.msgpack", "report.json"
_EMBEDDED = 2_048  # texts that are embedded between two words of progress


@dataclass(frozen=True)
class SearchIndex:
    """Everything that answering needs, from one generation; row i is passage i in every part.

    ``statement_lexical`` and ``statement_vectors`` have a row for each statement of the collection, ``statement_rows``
    the row of the passage that each begins in. ``report`` says what became of each file.
    """

    generation: str
    library: Library
    passages: PassageFile
    lexical: LexicalIndex
    vectors: VectorStore
    statement_lexical: LexicalIndex
    statement_vectors: VectorStore
    statement_rows: NDArray[np.int32]
    embedder: Embedder
    tokenizer: FugashiTokenizer
    report: tuple[FileReport, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def collection(self) -> Collection:
        """Return the documents."""
        return self.library.collection

    @property
    def knowledge(self) -> Knowledge:
        """Return what is drawn from the documents."""
        return self.library.knowledge

    def statements_of(self, row: int) -> tuple[int, ...]:
        """Return the numbers of the collection's statements that begin in the passage of a row, in order."""
        order, starts = self._by_row
        return tuple(order[starts[row] : starts[row + 1]].tolist())

    @cached_property
    def _by_row(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the statements by row, and where those of each row begin."""
        order = np.argsort(self.statement_rows, kind="stable")
        return order, np.searchsorted(self.statement_rows[order], np.arange(len(self.passages) + 1))


def build_index(
    store: GenerationStore,
    documents: Path,
    embedder: Embedder,
    *,
    settings: PassageSettings | None = None,
    progress: Progress = lambda _: None,
    step: Progress = lambda _: None,
    strict: bool = False,
) -> Manifest:
    """Build a generation from the folder ``documents`` and switch to it; returns its manifest without file entries.

    Files that cannot be read are left out and reported in the generation, unless ``strict``. ``progress`` hears what is
    being done, ``step`` the steps of the commit. Raises CorpusError, IndexLocked and StorageFailed; the generation
    served until now is untouched by any of them.
    """
    with store.writer():
        with _on_disk(store):
            shelf = shelf_of(documents, progress, store.originals, strict=strict)
        made = store.commit(_filling(shelf, embedder, settings, progress), step)
        with _on_disk(store):
            store.originals.leave(shelf.kept)
        return made


def change_index(
    store: GenerationStore,
    change: Callable[[Shelf], Shelf],
    embedder: Embedder,
    *,
    source: GenerationStore | None = None,
    settings: PassageSettings | None = None,
    progress: Progress = lambda _: None,
    step: Progress = lambda _: None,
) -> Manifest:
    """Build a generation from what the newest one holds, changed, and switch to it; returns as ``build_index``.

    It is the newest of ``source`` where that is another store.

    What was read in the documents that stay, their words and, where ``embedder`` keeps them, their vectors are taken over;
    the generation is the same as if all had been read at once. Raises what ``change`` raises,
    IndexMissing, IndexDamaged, IndexLocked and StorageFailed; what was served until now is untouched by any of them.
    """
    with store.writer():
        before = _Before.of((source or store).newest(), store.originals)
        with _on_disk(store):
            shelf = change(before.shelf)
        made = store.commit(_filling(shelf, embedder, settings, progress, before), step)
        with _on_disk(store):
            store.originals.leave(shelf.kept)
        return made


@contextmanager
def _on_disk(store: GenerationStore) -> Iterator[None]:
    """Tell what the disk refuses of the originals as of all else."""
    try:
        yield
    except OSError as error:
        raise StorageFailed(store.folder, error.strerror or str(error)) from None


@dataclass(frozen=True, slots=True)
class _Before:
    """What a generation holds for the next one; without ``drawn`` and the indexes where other code or words made it."""

    shelf: Shelf
    library: Library | None = None
    drawn: Drawn | None = None
    lexical: BM25Index | None = None
    statement_lexical: BM25Index | None = None

    @classmethod
    def of(cls, generation: VerifiedGeneration, originals: Originals) -> "_Before":
        """Read a generation; the files that come are kept in ``originals``."""
        tokenizer, folder = FugashiTokenizer(), generation.folder
        library = read_library(folder / LIBRARY)
        shelf = Shelf(library.collection.documents, library.earlier, read_report(folder / REPORT), originals)
        if (generation.manifest.drawn_by, generation.manifest.dictionary) != (code_digest(), tokenizer.identity):
            return cls(shelf)
        lexical, statements = (BM25Index.load(folder / name, tokenizer) for name in ("lexical", "statements"))
        return cls(shelf, library, read_drawn(folder / DRAWN), lexical, statements)


def _filling(
    shelf: Shelf,
    embedder: Embedder,
    settings: PassageSettings | None,
    progress: Progress,
    before: _Before | None = None,
) -> Callable[[Path], Manifest]:
    """Return what writes a generation of ``shelf`` into a folder."""
    return lambda folder: _fill(
        folder, shelf, embedder, settings or PassageSettings(), progress, before or _Before(Shelf())
    )


def _fill(
    folder: Path,
    shelf: Shelf,
    embedder: Embedder,
    settings: PassageSettings,
    progress: Progress,
    before: _Before,
) -> Manifest:
    tokenizer = FugashiTokenizer()
    progress("names and programmes")
    library, drawn = draw_library(shelf, before.library, before.drawn)
    collection = library.collection
    passages = split_into_passages(collection, settings)
    write_library(folder / LIBRARY, library)
    write_drawn(folder / DRAWN, drawn)
    write_report(folder / REPORT, shelf.report)
    write_passages(folder, passages, [document.document_id for document in collection.documents])
    texts = [index_text(passage) for passage in passages]
    progress("lexical index")
    windows = [collection.window(statement) for statement in collection.statements]
    for name, of, old in (("lexical", texts, before.lexical), ("statements", windows, before.statement_lexical)):
        (folder / name).mkdir()
        BM25Index.build(of, tokenizer, old).save(folder / name)
    made = _embedded(embedder, [*texts, *windows], progress)
    vectors = FaissStore.build(made[: len(texts)])
    vectors.save(folder / "vectors.faiss")
    FaissStore.build(made[len(texts) :]).save(folder / "statements.faiss")
    np.save(folder / STATEMENT_ROWS, _rows_of_statements(collection, passages), allow_pickle=False)
    return Manifest(
        format=FORMAT,
        corpus_digest=collection.digest,
        drawn_by=code_digest(),
        passage_settings=settings.identity(),
        dictionary=tokenizer.identity,
        model=embedder.identity,
        dimension=vectors.dimension,
        documents=len(collection.documents),
        passages=len(passages),
        statements=len(collection.statements),
        files={},
    )


def _embedded(embedder: Embedder, texts: Sequence[str], progress: Progress) -> Vectors:
    """Return the vectors of passages, telling how many are made."""
    made = []
    for at in range(0, len(texts) or 1, _EMBEDDED):
        progress(f"vectors {at:,}/{len(texts):,}")
        made.append(embedder.passages(texts[at : at + _EMBEDDED]))
    return np.concatenate(made)


@cache
def code_digest() -> str:
    """Return the SHA-256 over the code that reads documents and draws from them: what other code made is made anew."""
    digest = hashlib.sha256()
    for package in (Path(corpus.__file__).parent, Path(__file__).parent):
        for path in sorted(package.rglob("*.py")):
            digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _rows_of_statements(collection: Collection, passages: Sequence[Passage]) -> NDArray[np.int32]:
    """Return for each statement the row of the passage that it begins in, or of the last one before it."""
    places = [(passage.document_id, passage.span.start) for passage in passages]
    first = {document_id: row for row, (document_id, _) in reversed(list(enumerate(places)))}
    order = sorted(range(len(places)), key=lambda row: (first[places[row][0]], places[row][1]))
    keys = [(first[places[row][0]], places[row][1]) for row in order]
    return np.array(
        [
            order[max(bisect_right(keys, (first[item.document_id], item.sentence.span.start)) - 1, 0)]
            for item in collection.statements
        ],
        dtype=np.int32,
    )


def index_text(passage: Passage) -> str:
    """Return what of a passage is indexed: its headings and its search text."""
    return "\n".join((*passage.path, passage.searched))


def open_index(
    store: GenerationStore,
    embedder: Embedder,
    *,
    settings: PassageSettings | None = None,
) -> SearchIndex:
    """Verify and open the current generation; raises IndexMissing, IndexDamaged or IndexMismatch."""
    generation = store.newest()
    tokenizer = FugashiTokenizer()
    _check_built_for(generation, embedder, tokenizer, settings or PassageSettings())
    library = read_library(generation.folder / LIBRARY)
    return SearchIndex(
        generation=generation.name,
        library=library,
        passages=PassageFile(generation.folder, [item.document_id for item in library.collection.documents]),
        lexical=BM25Index.load(generation.folder / "lexical", tokenizer),
        vectors=FaissStore.load(generation.folder / "vectors.faiss"),
        statement_lexical=BM25Index.load(generation.folder / "statements", tokenizer),
        statement_vectors=FaissStore.load(generation.folder / "statements.faiss"),
        statement_rows=np.load(generation.folder / STATEMENT_ROWS, mmap_mode="r"),
        embedder=embedder,
        tokenizer=tokenizer,
        report=read_report(generation.folder / REPORT),
        notices=generation.notices,
    )


def _check_built_for(
    generation: VerifiedGeneration, embedder: Embedder, tokenizer: FugashiTokenizer, settings: PassageSettings
) -> None:
    manifest = generation.manifest
    for what, expected, found in (
        ("model", embedder.identity, manifest.model),
        ("dictionary", tokenizer.identity, manifest.dictionary),
        ("passage settings", settings.identity(), manifest.passage_settings),
    ):
        if expected != found:
            raise IndexMismatch(what, expected, found)
