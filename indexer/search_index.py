"""The search index: an immutable snapshot of documents, passages, words and vectors."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from corpus.collection import Collection, load_collection
from corpus.statements import Statement
from indexer.cross_encoder import CrossEncoder
from indexer.embedding import Embedder
from indexer.errors import IndexMismatch
from indexer.generations import GenerationStore, VerifiedGeneration
from indexer.lexical import BM25Index, LexicalIndex
from indexer.manifest import FORMAT, Manifest
from indexer.passage_file import PassageFile, write_passages
from indexer.passages import Passage, PassageSettings, split_into_passages
from indexer.tokenisation import FugashiTokenizer
from indexer.vector_store import FaissStore, VectorStore

Progress = Callable[[str], None]


@dataclass(frozen=True)
class SearchIndex:
    """Everything that answering needs, from one generation; row i is passage i in every part."""

    generation: str
    collection: Collection
    passages: PassageFile
    lexical: LexicalIndex
    vectors: VectorStore
    embedder: Embedder
    tokenizer: FugashiTokenizer
    cross_encoder: CrossEncoder | None = None
    notices: tuple[str, ...] = ()

    def statements_of(self, row: int) -> tuple[int, ...]:
        """Return the numbers of the collection's statements that stand in the passage of a row, in order."""
        passage = self.passages[row]
        if passage.passage_id not in self._statements:
            self._statements[passage.passage_id] = tuple(
                statement.number
                for statement in self._by_document[passage.document_id]
                if any(fragment.overlaps(passage.span) for fragment in statement.sentence.fragments)
            )
        return self._statements[passage.passage_id]

    @cached_property
    def _statements(self) -> dict[str, tuple[int, ...]]:
        return {}

    @cached_property
    def _by_document(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {document.document_id: [] for document in self.collection.documents}
        for statement in self.collection.statements:
            found[statement.document_id].append(statement)
        return found


def build_index(
    store: GenerationStore,
    documents: Path,
    embedder: Embedder,
    *,
    settings: PassageSettings | None = None,
    progress: Progress = lambda _: None,
    step: Progress = lambda _: None,
) -> Manifest:
    """Build a generation from the folder ``documents`` and switch to it; returns its manifest without file entries.

    ``progress`` hears what is being done, ``step`` the steps of the commit. Raises CorpusError, IndexLocked and
    StorageFailed; the generation served until now is untouched by any of them.
    """
    settings = settings or PassageSettings()
    with store.writer():
        collection = load_collection(documents, progress)
        return store.commit(lambda folder: _fill(folder, documents, collection, embedder, settings, progress), step)


def _fill(
    folder: Path,
    source: Path,
    collection: Collection,
    embedder: Embedder,
    settings: PassageSettings,
    progress: Progress,
) -> Manifest:
    passages = split_into_passages(collection, settings)
    tokenizer = FugashiTokenizer()
    _save_documents(folder / "documents", source, collection)
    write_passages(folder, passages, [document.document_id for document in collection.documents])
    texts = [index_text(passage) for passage in passages]
    progress("lexical index")
    lexical = BM25Index.build(texts, tokenizer)
    (folder / "lexical").mkdir()
    lexical.save(folder / "lexical")
    progress("vectors")
    vectors = FaissStore.build(embedder.passages(texts))
    vectors.save(folder / "vectors.faiss")
    return Manifest(
        format=FORMAT,
        corpus_digest=collection.digest,
        passage_settings=settings.identity(),
        dictionary=tokenizer.identity,
        model=embedder.identity,
        dimension=vectors.dimension,
        documents=len(collection.documents),
        passages=len(passages),
        files={},
    )


def index_text(passage: Passage) -> str:
    """Return what of a passage is indexed: its headings and its search text."""
    return "\n".join((*passage.path, passage.searched))


def open_index(
    store: GenerationStore,
    embedder: Embedder,
    *,
    settings: PassageSettings | None = None,
    cross_encoder: CrossEncoder | None = None,
) -> SearchIndex:
    """Verify and open the current generation; raises IndexMissing, IndexDamaged or IndexMismatch."""
    generation = store.newest()
    tokenizer = FugashiTokenizer()
    _check_built_for(generation, embedder, tokenizer, settings or PassageSettings())
    collection = load_collection(generation.folder / "documents")
    return SearchIndex(
        generation=generation.name,
        collection=collection,
        passages=PassageFile(generation.folder, [document.document_id for document in collection.documents]),
        lexical=BM25Index.load(generation.folder / "lexical", tokenizer),
        vectors=FaissStore.load(generation.folder / "vectors.faiss"),
        embedder=embedder,
        tokenizer=tokenizer,
        cross_encoder=cross_encoder,
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


def _save_documents(folder: Path, source: Path, collection: Collection) -> None:
    """Copy the files as they were read, with a catalogue, so that the generation is whole in itself."""
    folder.mkdir()
    entries = []
    for document in collection.documents:
        (folder / document.record.file).write_bytes((source / document.record.file).read_bytes())
        entries.append(asdict(document.record))
    content = json.dumps({"format": 1, "documents": entries}, ensure_ascii=False, indent=1)
    (folder / "catalogue.json").write_text(content + "\n", "utf-8")
