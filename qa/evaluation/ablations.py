"""Ablations: what each part of retrieval is worth, by leaving it out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexer.embedding import Embedder
from indexer.search_index import SearchIndex, index_text
from indexer.vector_store import FaissStore
from qa.assistant import Assistant
from qa.evaluation.controls import LatentSemanticEmbedder, RandomEmbedder, UnreadReader
from qa.evaluation.intervals import Estimate, bootstrap
from qa.evaluation.judgments import JudgedQuestion
from qa.evaluation.runs import run
from qa.search.retrieval import RetrievalWeights

_WHOLE = RetrievalWeights()
_WEIGHTS: Mapping[str, RetrievalWeights] = {
    "as it is": _WHOLE,
    "lexical only": replace(_WHOLE, dense=0.0),
    "dense only": replace(_WHOLE, lexical=0.0),
    "without what is named": replace(_WHOLE, thing=0.0, document=0.0, value=0.0),
}


@dataclass(frozen=True, slots=True)
class Ablation:
    """The recall within one, three and five passages and the share of right answers, with a part left out."""

    name: str
    recall: Mapping[int, Estimate]
    right: Estimate


def ablate(
    assistant: Assistant, questions: Sequence[JudgedQuestion], progress: Callable[[str], None] = lambda _: None
) -> Iterator[Ablation]:
    """Yield each ablation of ``assistant`` over the answerable ones of ``questions``."""
    answerable = [question for question in questions if question.answerable]
    for name, variant in _variants(assistant):
        progress(name)
        scores = run(variant, answerable).scores
        recall = {k: bootstrap([item.recall[k] for item in scores if item.recall]) for k in (1, 3, 5)}
        yield Ablation(name, recall, bootstrap([float(bool(item.right)) for item in scores]))


def _variants(assistant: Assistant) -> Iterator[tuple[str, Assistant]]:
    index, reader = assistant.index, assistant.reader
    for name, weights in _WEIGHTS.items():
        yield name, Assistant(index, reader, weights)
    yield "without the reader", Assistant(index, UnreadReader())
    texts = [index_text(passage) for passage in index.passages]
    yield "random vectors", Assistant(_with_embedder(index, RandomEmbedder(index.tokenizer)), reader)
    fitted = LatentSemanticEmbedder(index.tokenizer, texts)
    yield "latent semantic analysis", Assistant(_with_embedder(index, fitted), reader)


def _with_embedder(index: SearchIndex, embedder: Embedder) -> SearchIndex:
    passages = [index_text(passage) for passage in index.passages]
    statements = [index.collection.window(statement) for statement in index.collection.statements]
    return replace(
        index,
        embedder=embedder,
        vectors=FaissStore.build(np.ascontiguousarray(embedder.passages(passages))),
        statement_vectors=FaissStore.build(np.ascontiguousarray(embedder.passages(statements))),
    )
