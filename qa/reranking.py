"""Reranking: passages ordered anew by the best statements in them and by the part of a paper that is asked for."""

from collections.abc import Sequence
from dataclasses import replace

from indexer.ranking import best_rows
from indexer.search_index import SearchIndex, index_text
from qa.evidence import EvidenceStatement
from qa.guidance_rows import GuidanceRows
from qa.questions import AnalysedQuestion
from qa.retrieval import RetrievedPassage

# What a passage gains by its best statement and by its part, beside the score of retrieval. Kept because together
# they won on three sets of questions, two of them written before and apart (R@1 .688, .653, .555 to .708, .758, .582).
COVERAGE, FOCUS, LABEL, TYPED = 0.3, 0.3, 0.2, 0.2
CONSIDERATION, PURPOSE = 0.2, 0.1
READ_TOGETHER = 20  # passages that a cross-encoder reads, about as many as it can in a second on two cores


def rerank(
    question: AnalysedQuestion,
    passages: Sequence[RetrievedPassage],
    evidence: Sequence[EvidenceStatement],
    guidance: GuidanceRows,
) -> tuple[RetrievedPassage, ...]:
    """Return ``passages`` with what their statements and parts add to their scores, best first."""
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
