"""How search grows: 1 thousand, 100 thousand and 1 million passages of resampled text.

Run `make bench`, or this file with the numbers of passages as arguments. Each passage is a shuffle of lines of the
bundled documents under one of their headings. Each size is measured in a process of its own: building, the files,
opening without and with the check of every file's digest, memory, and searching for the development questions.
"""

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np

from corpus.collection import BUNDLED_DOCUMENTS, Collection, load_collection
from corpus.library import library_of
from corpus.spans import Span
from indexer.embedding import ModelSettings, SentenceTransformerEmbedder, Vectors
from indexer.lexical import BM25Index
from indexer.manifest import file_entry, list_files
from indexer.passage_file import PassageFile, write_passages
from indexer.passages import Passage, PassageSettings, split_into_passages
from indexer.search_index import SearchIndex, index_text
from indexer.tokenisation import FugashiTokenizer
from indexer.vector_store import FaissStore
from qa.evaluation.judgments import read_questions
from qa.question.reading import analyse_question
from qa.search.retrieval import retrieve

LINES_A_PASSAGE = 4
SHOWN = 5


class RememberingTokenizer(FugashiTokenizer):
    """The same words as ever; a line that comes again, as resampled lines do, is not analysed again."""

    def __init__(self) -> None:
        super().__init__()
        self._line = lru_cache(maxsize=None)(lambda line: super(RememberingTokenizer, self).words(line))

    def words(self, text: str) -> list[str]:
        """Return the content words of ``text``, line by line."""
        return [word for line in text.split("\n") for word in self._line(line)]


def resampled(collection: Collection, count: int) -> Iterator[Passage]:
    """Yield passages of shuffled lines, the same ones each time."""
    chance = random.Random(20240830)
    real = split_into_passages(collection, PassageSettings())
    lines = [line for passage in real for line in passage.searched.split("\n")]
    for number in range(count):
        model = real[number % len(real)]
        words = "\n".join(chance.choices(lines, k=LINES_A_PASSAGE))
        span = Span(number, number + 1)
        yield replace(model, passage_id=f"{model.document_id}#{number}-{number + 1}", span=span, searched=words)


def build(folder: Path, count: int) -> float:
    """Write the passages and both legs into ``folder``; return the seconds that it took."""
    collection = load_collection(BUNDLED_DOCUMENTS)
    embedder = SentenceTransformerEmbedder(ModelSettings())
    passages = list(resampled(collection, count))
    started = time.perf_counter()
    write_passages(folder, passages, [document.document_id for document in collection.documents])
    texts = [index_text(passage) for passage in passages]
    (folder / "lexical").mkdir()
    BM25Index.build(texts, RememberingTokenizer()).save(folder / "lexical")
    FaissStore.build(scattered(embedder, collection, count)).save(folder / "vectors.faiss")
    return time.perf_counter() - started


def scattered(embedder: SentenceTransformerEmbedder, collection: Collection, count: int) -> Vectors:
    """Return ``count`` vectors scattered around those of the real passages: embedding so many texts would take hours."""
    real = embedder.passages([index_text(passage) for passage in split_into_passages(collection, PassageSettings())])
    chance = np.random.default_rng(20240830)
    vectors = real[chance.integers(0, len(real), count)]
    vectors += chance.normal(0, 0.02, vectors.shape).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def open_folder(folder: Path, collection: Collection, embedder: SentenceTransformerEmbedder) -> SearchIndex:
    """Open what ``build`` wrote, as the product opens a generation."""
    tokenizer = FugashiTokenizer()
    vectors = FaissStore.load(folder / "vectors.faiss")
    return SearchIndex(
        generation="scale",
        library=library_of(collection),
        passages=PassageFile(folder, [document.document_id for document in collection.documents]),
        lexical=BM25Index.load(folder / "lexical", tokenizer),
        vectors=vectors,
        # One statement a passage: what counts here is that both are searched.
        statement_lexical=BM25Index.load(folder / "lexical", tokenizer),
        statement_vectors=vectors,
        statement_rows=np.arange(vectors.rows, dtype=np.int32),
        embedder=embedder,
        tokenizer=tokenizer,
    )


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def search(folder: Path, count: int, building: float) -> None:
    """Open, search and print one line."""
    collection = load_collection(BUNDLED_DOCUMENTS)
    embedder = SentenceTransformerEmbedder(ModelSettings())
    embedder.queries(["準備"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    opening = seconds(lambda: open_folder(folder, collection, embedder))
    checking = seconds(lambda: [file_entry(path) for path in list_files(folder).values()])
    index = open_folder(folder, collection, embedder)
    names = index.knowledge.names
    questions = read_questions(ROOT / "tests" / "evaluation" / "development.jsonl")
    asked = [analyse_question(question.question, names, index.tokenizer) for question in questions]
    retrieve(index, asked[0], SHOWN)
    taken = sorted(seconds(lambda q=question: retrieve(index, q, SHOWN)) for question in asked)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    disk = sum(path.stat().st_size for path in list_files(folder).values())
    print(
        f"{count:>9,} {building:8.1f} s {disk / 2**20:8.0f} MB {opening:6.2f} s {checking:6.2f} s"
        f" {memory / 1024:6.0f} MB (+{(memory - before) / 1024:.0f})"
        f" {1000 * statistics.median(taken):7.1f} ms {1000 * taken[int(0.95 * len(taken))]:7.1f} ms",
        flush=True,
    )


def main() -> None:
    """Build and search each size in processes of their own."""
    if sys.argv[1:2] == ["build"]:
        print(build(Path(sys.argv[2]), int(sys.argv[3])))
        return
    if sys.argv[1:2] == ["search"]:
        search(Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
        return
    print(" passages   building        disk   opens    checks         memory     p50        p95")
    for count in [int(number) for number in sys.argv[1:]] or [1_000, 100_000, 1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__]
            built = subprocess.run([*command, "build", folder, str(count)], check=True, capture_output=True, text=True)
            subprocess.run([*command, "search", folder, str(count), built.stdout.split()[-1]], check=True)


main()
