"""Reranking: passages ordered anew by the best statements in them and by the part of a paper that is asked for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.guidance import Guideline
from indexer.ranking import best_rows
from indexer.search_index import SearchIndex, index_text
from qa.evidence import EvidenceStatement
from qa.questions import AnalysedQuestion
from qa.retrieval import RetrievedPassage

# What a passage gains by its best statement and by its part, beside the score of retrieval. Kept because together
# they won on three sets of questions, two of them written before and apart (R@1 .688, .653, .555 to .708, .758, .582).
COVERAGE, FOCUS, LABEL, TYPED = 0.3, 0.3, 0.2, 0.2
CONSIDERATION, PURPOSE = 0.2, 0.1
READ_TOGETHER = 20  # passages that a cross-encoder reads, about as many as it can in a second on two cores
_CHECKING = re.compile(
    r"観点|考慮|点検|確認|チェック|確かめ|べき|すればよい|気を付け|留意|問う|ほうがいい|方がいい|必要[があ]|いいんでしょうか|考えればい"
)
_AIMING = re.compile(r"目的|ゴール|狙い|ねらい|目指")


@dataclass(frozen=True, slots=True)
class GuidanceRows:
    """The rows of an index whose passages hold purposes, and those that hold considerations."""

    purposes: frozenset[int]
    considerations: frozenset[int]


def guidance_rows(index: SearchIndex) -> GuidanceRows:
    """Find the passages that hold the collection's guidance."""
    guidance = index.collection.guidance
    return GuidanceRows(_rows(index, guidance.purposes), _rows(index, guidance.considerations))


def _rows(index: SearchIndex, items: Iterable[Guideline]) -> frozenset[int]:
    return frozenset(int(row) for item in items for row in index.passages.rows_at(item.document_id, item.span))


def rerank(
    question: AnalysedQuestion,
    passages: Sequence[RetrievedPassage],
    evidence: Sequence[EvidenceStatement],
    guidance: GuidanceRows,
) -> tuple[RetrievedPassage, ...]:
    """Return ``passages`` with what their statements and parts add to their scores, best first."""
    gains: dict[int, list[float]] = {}
    for item in evidence:
        features = (item.coverage, item.focus, item.label, float(item.typed and item.about))
        best = gains.setdefault(item.passage.row, [0.0] * len(features))
        best[:] = (max(pair) for pair in zip(best, features, strict=True))
    weights = (COVERAGE, FOCUS, LABEL, TYPED)
    asks = (bool(_CHECKING.search(question.text)), bool(_AIMING.search(question.text)))
    scored = [
        replace(
            passage,
            score=round(
                passage.score
                + sum(weight * gain for weight, gain in zip(weights, gains.get(passage.row, ()), strict=False))
                + CONSIDERATION * (asks[0] and passage.row in guidance.considerations)
                + PURPOSE * (asks[1] and passage.row in guidance.purposes),
                6,
            ),
        )
        for passage in passages
    ]
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
