"""How often other libraries' keyword retrievers find the answer among Shirube's passages, beside Shirube.

Run it in the peers' environment (requirements.txt): `python tests/benchmarks/peers/run.py IN.json`, where export.py
wrote IN.json. Each peer indexes the text that Shirube indexes, headings included, by which it finds more than by the
passages alone. It is used as it comes: its own splitting into words, its own scoring, no Japanese analyser added; only
the number of passages is set where the default is below five. What it returns is counted as it stands, even where no
word of the question matched. A peer that cannot be imported is left out with the reason.

R@k is the share of answerable questions for which each group of gold quotes has one among the first k passages of its
document; beside it stands the 95 % interval of 1000 bootstrap resamples, the same resamples for every peer.
"""

import argparse
import json
import os
import random
import statistics
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

# Nothing here needs a network; what could look for one is told so before it is imported.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"

KS = (1, 3, 5)
RESAMPLES = 1000
SEED = 20210623


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: ``text`` is indexed, ``folded`` is compared with the gold quotes."""

    id: str
    document_id: str
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A folded gold quote and its document."""

    doc: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """An answerable question; ``shirube`` are the ids of the passages that Shirube finds."""

    question: str
    set: str
    difficulty: str
    gold: list[list[Quote]]
    shirube: list[str]


Search = Callable[[str], list[str]]  # a question in, ids of passages out, best first


def haystack(passages: Sequence[Passage]) -> Search:
    """Return the search of Haystack's InMemoryBM25Retriever."""
    from haystack import Document
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    store.write_documents([Document(id=passage.id, content=passage.text) for passage in passages])
    retriever = InMemoryBM25Retriever(store)
    return lambda question: [document.id for document in retriever.run(query=question)["documents"]]


def llama_index(passages: Sequence[Passage]) -> Search:
    """Return the search of LlamaIndex's BM25Retriever."""
    from llama_index.core.schema import TextNode
    from llama_index.retrievers.bm25 import BM25Retriever

    nodes = [TextNode(id_=passage.id, text=passage.text) for passage in passages]
    retriever = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=max(KS))
    return lambda question: [item.node.node_id for item in retriever.retrieve(question)]


def langchain(passages: Sequence[Passage]) -> Search:
    """Return the search of LangChain's BM25Retriever."""
    warnings.filterwarnings("ignore", message="`langchain-community` is being sunset")
    from langchain_community.retrievers import BM25Retriever

    texts, ids = [passage.text for passage in passages], [passage.id for passage in passages]
    retriever = BM25Retriever.from_texts(texts, ids=ids, k=max(KS))
    return lambda question: [document.id for document in retriever.invoke(question)]


def txtai(passages: Sequence[Passage]) -> Search:
    """Return the search of txtai's keyword index."""
    from txtai import Embeddings

    embeddings = Embeddings(keyword=True)
    embeddings.index([(passage.id, passage.text, None) for passage in passages])
    return lambda question: [found for found, _ in embeddings.search(question, max(KS))]


PEERS: dict[str, Callable[[Sequence[Passage]], Search]] = {
    "haystack-ai": haystack,
    "llama-index-retrievers-bm25": llama_index,
    "langchain-community": langchain,
    "txtai": txtai,
}


def read(path: Path) -> tuple[str, list[Passage], list[Question]]:
    """Return the product's version, the passages and the answerable questions."""
    content = json.loads(path.read_text("utf-8"))
    questions = [
        Question(
            question=row["question"],
            set=row["set"],
            difficulty=row["difficulty"],
            gold=[[Quote(**quote) for quote in group] for group in row["gold"]],
            shirube=row["shirube"],
        )
        for row in content["questions"]
        if row["answerable"]
    ]
    return content["version"], [Passage(**row) for row in content["passages"]], questions


def needed(question: Question, found: Sequence[Passage]) -> int | None:
    """Return how many of the passages it takes until each group has one of its quotes; None if all are too few."""
    ranks = []
    for group in question.gold:
        holding = (
            rank
            for rank, passage in enumerate(found, start=1)
            if any(passage.document_id == gold.doc and gold.quote in passage.folded for gold in group)
        )
        ranks.append(next(holding, None))
    return None if None in ranks else max(rank for rank in ranks if rank is not None)


def interval(hits: Sequence[bool]) -> tuple[float, float]:
    """Return the bounds between which 95 % of the resampled means lie."""
    draw = random.Random(SEED)
    means = [statistics.fmean(draw.choices(hits, k=len(hits))) for _ in range(RESAMPLES)]
    cuts = statistics.quantiles(means, n=40, method="inclusive")
    return cuts[0], cuts[-1]


def groups(questions: Sequence[Question]) -> Iterator[tuple[str, list[int]]]:
    """Yield the name of each row's questions with their numbers: every set, and two difficulties of development."""
    for name in dict.fromkeys(question.set for question in questions):
        yield name, [at for at, question in enumerate(questions) if question.set == name]
        for difficulty in ("paraphrase", "multi") if name == "development" else ():
            inside = [(at, question) for at, question in enumerate(questions) if question.set == name]
            yield f"{name}: {difficulty}", [at for at, question in inside if question.difficulty == difficulty]


def main() -> None:
    """Ask every peer every question and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exported", type=Path)
    product, passages, questions = read(parser.parse_args().exported)
    by_id = {passage.id: passage for passage in passages}
    rows = {f"shirube {product}": [question.shirube for question in questions]}
    left_out = []
    for name, make in PEERS.items():
        try:
            search = make(passages)
        except ImportError as error:
            left_out.append(f"left out: {name} ({error})")
            continue
        rows[f"{name} {version(name)}"] = [search(question.question) for question in questions]
    ranks = {
        name: [needed(question, [by_id[item] for item in ids]) for question, ids in zip(questions, found, strict=True)]
        for name, found in rows.items()
    }
    print(f"{len(passages)} passages, {len(questions)} answerable questions; R@k with its 95 % interval")
    print(f"{'questions':<24}{'n':>4}  {'retriever':<36}" + "".join(f"{f'R@{k}':<20}" for k in KS).rstrip())
    for group, members in groups(questions):
        for name, taken in ranks.items():
            cells = []
            for k in KS:
                hits = [(taken[at] or k + 1) <= k for at in members]
                low, high = interval(hits)
                cells.append(f"{statistics.fmean(hits):.2f} ({low:.2f} to {high:.2f})")
            print(f"{group:<24}{len(members):>4}  {name:<36}{''.join(f'{cell:<20}' for cell in cells).rstrip()}")
    for line in left_out:
        print(line)


main()
