"""Reranking: passages ordered anew by the best statements in them, or by a model that reads them with the question."""

from collections.abc import Sequence
from dataclasses import replace

from indexer.ranking import best_rows
from indexer.search_index import SearchIndex, index_text
from qa.evidence import EvidenceStatement
from qa.questions import AnalysedQuestion
from qa.retrieval import RetrievedPassage

READ_TOGETHER = 20  # passages that a cross-encoder reads, about as many as it can in a second on two cores


def rerank(passages: Sequence[RetrievedPassage], evidence: Sequence[EvidenceStatement]) -> tuple[RetrievedPassage, ...]:
    """Return ``passages`` by the score of the best statement of each, best first."""
    best: dict[int, float] = {}
    for item in evidence:
        best[item.passage.row] = max(best.get(item.passage.row, 0.0), item.score)
    scored = [replace(passage, score=round(best.get(passage.row, 0.0), 6)) for passage in passages]
    return tuple(sorted(scored, key=lambda passage: -passage.score))


def read_together(
    index: SearchIndex, question: AnalysedQuestion, passages: Sequence[RetrievedPassage]
) -> tuple[RetrievedPassage, ...]:
    """Return ``passages`` with the first ones in the order of the cross-encoder, where the index has one."""
    if index.cross_encoder is None:
        return tuple(passages)
    first, rest = passages[:READ_TOGETHER], passages[READ_TOGETHER:]
    scores = index.cross_encoder.scores(question.text, [index_text(item.passage) for item in first])
    return (*(first[row] for row in best_rows(scores, len(first))), *rest)


def interleave(rankings: Sequence[Sequence[RetrievedPassage]]) -> tuple[RetrievedPassage, ...]:
    """Return the rankings merged so that each has its turn: first the best of each, then the second of each."""
    depth = max((len(ranking) for ranking in rankings), default=0)
    turns = (ranking[at] for at in range(depth) for ranking in rankings if at < len(ranking))
    merged: dict[int, RetrievedPassage] = {}
    for passage in turns:
        merged.setdefault(passage.row, passage)
    return tuple(merged.values())
