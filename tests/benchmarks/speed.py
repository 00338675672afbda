"""How fast: building, opening, asking. Times are this machine's; the ratios can be compared between machines.

Run `make bench`.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from corpus.collection import BUNDLED_DOCUMENTS, load_collection
from indexer.embedding import ModelSettings, SentenceTransformerEmbedder
from indexer.generations import GenerationStore
from indexer.search_index import build_index, open_index
from indexer.tokenisation import FugashiTokenizer
from qa.assistant import Assistant
from qa.evaluation.judgments import read_questions
from qa.reader.encoder import EncoderReader


def timed(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median of the seconds that ``work`` takes."""
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def main() -> None:
    """Measure and print."""
    started = time.perf_counter()
    embedder = SentenceTransformerEmbedder(ModelSettings())
    print(f"imports and model        {time.perf_counter() - started:8.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        store = GenerationStore(Path(folder))
        collection = load_collection(BUNDLED_DOCUMENTS)
        text = "\n".join(document.text for document in collection.documents)
        tokenizer = FugashiTokenizer()
        unit = timed(lambda: tokenizer.words(text))
        print(f"analysing all words once {unit:8.3f} s (the unit of the ratios)")
        building = timed(lambda: build_index(store, BUNDLED_DOCUMENTS, embedder), 3)
        opening = timed(lambda: open_index(store, embedder), 3)
        print(f"building the index       {building:8.2f} s {building / unit:8.1f} units")
        print(f"opening it, verified     {opening:8.2f} s {opening / unit:8.1f} units")
        assistant = Assistant(open_index(store, embedder), EncoderReader())
        assistant.warm_up()
        questions = read_questions(ROOT / "tests" / "evaluation" / "development.jsonl")
        seconds = sorted(timed(lambda q=question: assistant.ask(q.question), 1) for question in questions)
        for share in (0.5, 0.95):
            at = seconds[int(share * len(seconds))]
            print(f"asking, p{100 * share:.0f}               {1000 * at:8.1f} ms {at / unit:7.3f} units")
        draft = (ROOT / "tests" / "evaluation" / "drafts" / "d02_strong.txt").read_text("utf-8")
        for length in (2_000, 200_000):
            whole = (draft * (length // len(draft) + 1))[:length]
            checking = timed(lambda text=whole: assistant.check(text), 5 if length < 10_000 else 1)
            print(f"checking {length:7,} letters {1000 * checking:8.1f} ms {checking / unit:7.3f} units")
    print(f"memory at the most       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


main()
