"""Public benchmarks: how well the retrieval of the product ranks texts that it was not made for.

A benchmark is a folder of ``corpus.jsonl.gz`` ({"id", "title", "text"}), ``queries.jsonl.gz`` ({"id", "text"}) and
``qrels.tsv`` (query id, text id, grade; with a heading line).
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.names import KnownNames
from corpus.normalisation import normalise
from indexer.embedding import Embedder
from indexer.lexical import BM25Index
from indexer.ranking import Scores, best_rows
from indexer.tokenisation import FugashiTokenizer
from indexer.vector_store import FaissStore
from qa.errors import JudgmentsUnreadable
from qa.question.reading import analyse_question
from qa.search.retrieval import NEAREST, Legs, RetrievalWeights

_DEPTH = 10
_NO_NAMES = KnownNames((), ())


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Texts, queries, and for each query the rows of the texts that are right."""

    name: str
    texts: tuple[str, ...]
    queries: tuple[str, ...]
    right: tuple[frozenset[int], ...]


def read_benchmark(folder: Path) -> Benchmark:
    """Read a benchmark; raises JudgmentsUnreadable."""
    try:
        corpus = list(_read_lines(folder / "corpus.jsonl.gz"))
        queries = list(_read_lines(folder / "queries.jsonl.gz"))
        rows = {item["id"]: row for row, item in enumerate(corpus)}
        right: dict[str, set[int]] = {item["id"]: set() for item in queries}
        for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
            query, text, grade = line.split("\t")
            if int(grade) > 0:
                right[query].add(rows[text])
    except (OSError, ValueError, KeyError) as error:
        raise JudgmentsUnreadable(f"{folder} is no benchmark ({type(error).__name__}: {error})") from None
    return Benchmark(
        folder.name,
        tuple(f"{item.get('title', '')}\n{item['text']}" for item in corpus),
        tuple(item["text"] for item in queries),
        tuple(frozenset(right[item["id"]]) for item in queries),
    )


def _read_lines(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def gains(benchmark: Benchmark, embedder: Embedder, weights: RetrievalWeights | None = None) -> tuple[float, ...]:
    """Return nDCG@10 for each query, ranked as questions are: by words, pairs and vectors."""
    weights = weights or RetrievalWeights()
    tokenizer = FugashiTokenizer()
    texts = [normalise(text) for text in benchmark.texts]
    lexical = BM25Index.build(texts, tokenizer)
    vectors = FaissStore.build(embedder.passages(texts))
    found = []
    for query, right in zip(benchmark.queries, benchmark.right, strict=True):
        question = analyse_question(query[:2_000], _NO_NAMES, tokenizer)
        dense: Scores = np.zeros(len(texts), dtype=np.float32)
        for row, score in vectors.search(embedder.queries([question.text])[0], NEAREST):
            dense[row] = score
        scores = Legs(lexical.scores({question.core: 1.0}), dense).fused(weights)
        found.append(gain([int(row) for row in best_rows(scores, _DEPTH)], right))
    return tuple(found)


def gain(ranking: Sequence[int], right: frozenset[int]) -> float:
    """Return the normalised discounted cumulative gain of a ranking (Järvelin & Kekäläinen 2002)."""
    discounts = 1 / np.log2(np.arange(2, _DEPTH + 2))
    reached = sum(discounts[at] for at, row in enumerate(ranking[:_DEPTH]) if row in right)
    return float(reached / discounts[: len(right)].sum()) if right else 0.0
