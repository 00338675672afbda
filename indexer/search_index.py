"""The search index: an immutable snapshot of documents, passages, words and vectors."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from corpus.collection import Collection, load_collection
from corpus.spans import Span
from corpus.statements import Statement
from indexer.embedding import Embedder
from indexer.errors import IndexMismatch
from indexer.generations import GenerationStore, VerifiedGeneration
from indexer.lexical import BM25Index, LexicalIndex
from indexer.manifest import FORMAT, Manifest
from indexer.passages import Passage, PassageSettings, split_into_passages
from indexer.tokenisation import FugashiTokenizer
from indexer.vector_store import FaissStore, VectorStore

Progress = Callable[[str], None]


@dataclass(frozen=True)
class SearchIndex:
    """Everything that answering needs, from one generation; row i is passage i in every part."""

    generation: str
    collection: Collection
    passages: tuple[Passage, ...]
    lexical: LexicalIndex
    vectors: VectorStore
    embedder: Embedder
    tokenizer: FugashiTokenizer
    notices: tuple[str, ...] = ()

    @cached_property
    def statements_of(self) -> tuple[tuple[int, ...], ...]:
        """Return for each row the numbers of the collection's statements that stand in that passage, in order."""
        by_document: dict[str, list[Statement]] = {}
        for statement in self.collection.statements:
            by_document.setdefault(statement.document_id, []).append(statement)
        return tuple(
            tuple(
                statement.number
                for statement in by_document[passage.document_id]
                if any(fragment.overlaps(passage.span) for fragment in statement.sentence.fragments)
            )
            for passage in self.passages
        )

    @cached_property
    def rows(self) -> dict[str, int]:
        """Return the row of each passage by its id."""
        return {passage.passage_id: row for row, passage in enumerate(self.passages)}


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
    _save_passages(folder / "passages.jsonl", passages)
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
) -> SearchIndex:
    """Verify and open the current generation; raises IndexMissing, IndexDamaged or IndexMismatch."""
    generation = store.newest()
    tokenizer = FugashiTokenizer()
    _check_built_for(generation, embedder, tokenizer, settings or PassageSettings())
    collection = load_collection(generation.folder / "documents")
    return SearchIndex(
        generation=generation.name,
        collection=collection,
        passages=_load_passages(generation.folder / "passages.jsonl"),
        lexical=BM25Index.load(generation.folder / "lexical", tokenizer),
        vectors=FaissStore.load(generation.folder / "vectors.faiss"),
        embedder=embedder,
        tokenizer=tokenizer,
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


def _save_passages(path: Path, passages: tuple[Passage, ...]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for passage in passages:
            lines.write(json.dumps(asdict(passage), ensure_ascii=False) + "\n")


def _load_passages(path: Path) -> tuple[Passage, ...]:
    with path.open(encoding="utf-8") as lines:
        return tuple(_passage(json.loads(line)) for line in lines)


def _passage(row: dict[str, object]) -> Passage:
    fields = {**row, "span": Span(**row["span"]), "path": tuple(row["path"])}  # type: ignore[arg-type]
    return Passage(**fields)  # type: ignore[arg-type]
