"""How a collection grows with its documents: indexing, opening, the first answer, later ones, one document more.

Run this file with numbers of documents, such as `5 30 300`. Each document is some 40 kB of resampled paragraphs of the
bundled ones. Each number is measured in a process of its own, in seconds by the clock and of the processor.
"""

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from corpus.collection import BUNDLED_DOCUMENTS, load_collection
from corpus.ingestion import files_of
from indexer.embedding import ModelSettings, SentenceTransformerEmbedder
from indexer.embedding_cache import CachedEmbedder
from indexer.generations import GenerationStore
from indexer.search_index import build_index, change_index, open_index
from qa.assistant import Assistant
from qa.evaluation.judgments import read_questions
from qa.reader.encoder import EncoderReader

SIZE = 13_500  # characters: some 40 kB
ASKED = 20
Taken = tuple[float, float]


def make(folder: Path, count: int) -> Path:
    """Write so many documents, and return one more beside the folder."""
    chance = random.Random(20240830)
    texts = [document.text for document in load_collection(BUNDLED_DOCUMENTS).documents]
    paragraphs = [part for text in texts for part in text.split("\n\n") if part.strip()]
    folder.mkdir()
    for number in range(count + 1):
        text = ""
        while len(text) < SIZE:
            text += chance.choice(paragraphs) + "\n\n"
        path = folder if number < count else folder.parent
        (path / f"made{number:05d}.txt").write_text(f"資料{number}\n\n{text}", "utf-8")
    return folder.parent / f"made{count:05d}.txt"


def taken(work: Callable[[], object]) -> Taken:
    """Return how long ``work`` takes by the clock, and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def measure(folder: Path, count: int) -> None:
    """Print one line for so many documents."""
    one_more = make(folder / "documents", count)
    embedder = CachedEmbedder(SentenceTransformerEmbedder(ModelSettings()), folder / "embeddings.log")
    embedder.queries(["準備"])
    store = GenerationStore(folder / "index")
    indexing = taken(lambda: build_index(store, folder / "documents", embedder))
    opened: list[Assistant] = []
    opening = taken(lambda: opened.append(Assistant(open_index(store, embedder), EncoderReader())))
    questions = [item.question for item in read_questions(ROOT / "tests" / "evaluation" / "development.jsonl")]
    first = taken(lambda: opened[0].ask(questions[0]))
    later = [taken(lambda asked=asked: opened[0].ask(asked)) for asked in questions[1 : ASKED + 1]]
    ask = statistics.median(clock for clock, _ in later), statistics.median(processor for _, processor in later)
    adding = taken(lambda: change_index(store, lambda shelf: shelf.with_files(files_of([one_more])), embedder))
    columns = "".join(f"{clock:9.2f}{processor:9.2f}" for clock, processor in (indexing, opening, first, ask, adding))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:>9,}{columns}{memory:8.0f} MB", flush=True)


def main() -> None:
    """Measure each number in a process of its own."""
    if sys.argv[1:2] == ["measure"]:
        measure(Path(sys.argv[2]), int(sys.argv[3]))
        return
    steps = ("index", "open", "first", "ask p50", "add one")
    print("documents" + "".join(f"{step:>18}" for step in steps) + "      memory   (seconds: clock, processor)")
    for count in sys.argv[1:] or ["5", "30"]:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, __file__, "measure", folder, count], check=True)


main()
