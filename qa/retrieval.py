"""Retrieval: the passages that are most likely to hold the answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.collection import Collection
from corpus.values import ValueKind, find_values
from indexer.passages import Passage
from indexer.ranking import Scores, best_rows
from indexer.search_index import SearchIndex
from qa.fusion import fuse
from qa.questions import AnalysedQuestion

CONSIDERED = 6  # times as many rows as are asked for are read for what they are about
NEAREST = 300  # rows that a leg ranks; what lies beyond is not found by it
DUPLICATE = 0.9  # share of common character pairs from which two passages are one


@dataclass(frozen=True, slots=True)
class RetrievalWeights:
    """What each part of a passage's score counts; the defaults won on the development questions.

    ``lexical`` scores as a share of the best one; ``dense`` cosines; ``widened`` words of the wording list, beside the
    question's own; ``thing``: the passage is about a thing that the question names; ``document``: it stands in the
    document that is named; ``value``: it holds a value of the kind asked for.
    """

    lexical: float = 1.0
    dense: float = 0.3
    widened: float = 0.3
    thing: float = 0.25
    document: float = 0.3
    value: float = 0.2


@dataclass(frozen=True, slots=True)
class RetrievalFilter:
    """Which documents may answer: all ids or some, none dated later than ``as_of`` (ISO)."""

    documents: tuple[str, ...] = ()
    as_of: str = ""

    def allowed(self, collection: Collection) -> frozenset[str]:
        """Return the ids of the documents that may answer."""
        return frozenset(
            document.document_id
            for document in collection.documents
            if (not self.documents or document.document_id in self.documents)
            and (not self.as_of or _not_after(document.record.date, self.as_of))
        )


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage with its place in the ranking; a rank is None where that leg has it not among its nearest."""

    row: int
    passage: Passage
    score: float
    lexical_rank: int | None
    dense_rank: int | None


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The ranking for one question, best first, and what went wrong on the way."""

    passages: tuple[RetrievedPassage, ...]
    notices: tuple[str, ...] = ()


def retrieve(
    index: SearchIndex,
    question: AnalysedQuestion,
    limit: int,
    where: RetrievalFilter | None = None,
    weights: RetrievalWeights | None = None,
) -> Retrieval:
    """Return up to ``limit`` passages, best first; near-duplicates of better ones come last."""
    where, weights = where or RetrievalFilter(), weights or RetrievalWeights()
    documents = where.allowed(index.collection)
    if not documents:
        return Retrieval((), ("条件に合う文書がありません。",))
    lexical = index.lexical.scores(weighted_query(question, weights.widened))
    dense = _dense_scores(index, question.core)
    if len(documents) < len(index.collection.documents):
        barred = ~index.passages.rows_of_documents(documents)
        lexical[barred] = dense[barred] = 0
    scores = fuse(lexical, dense, weights.lexical, weights.dense)
    found = {
        row: float(scores[row]) + _bonus(index.passages[row], question, weights)
        for row in best_rows(scores, CONSIDERED * limit).tolist()
        if lexical[row] > 0 or dense[row] > 0
    }
    order = sorted(found, key=lambda row: (-found[row], row))
    ranks = (_ranks(lexical), _ranks(dense))
    return Retrieval(
        tuple(
            RetrievedPassage(row, index.passages[row], round(found[row], 6), *(leg.get(row) for leg in ranks))
            for row in _without_crowding(index, order, limit)
        ),
        _notices(lexical, dense),
    )


def _not_after(date: str, as_of: str) -> bool:
    """Compare as far as the document's date is known: a document of 2024 is not later than 2024-05-01."""
    return date <= as_of[: len(date)]


def weighted_query(question: AnalysedQuestion, widened_weight: float) -> dict[str, float]:
    """Return the question's own words, and with less weight those that papers would use for them."""
    widened = " ".join(word for widening in question.widenings for word in widening.words)
    return {question.core: 1.0, widened: widened_weight} if widened and widened_weight else {question.core: 1.0}


def _dense_scores(index: SearchIndex, text: str) -> Scores:
    scores = np.zeros(len(index.passages), dtype=np.float32)
    for row, score in index.vectors.search(index.embedder.queries([text])[0], NEAREST):
        scores[row] = score
    return scores


def _bonus(passage: Passage, question: AnalysedQuestion, weights: RetrievalWeights) -> float:
    whole = f"{passage.heading}\n{passage.searched}" if question.programmes else ""
    wanted = question.value_kinds
    return (
        weights.thing * sum(thing.stands_in(whole) for thing in question.programmes)
        + weights.document * (passage.document_id in question.documents)
        + weights.value * bool(wanted and wanted & _value_kinds(passage.searched))
    )


@lru_cache(maxsize=8192)
def _value_kinds(text: str) -> frozenset[ValueKind]:
    return frozenset(value.kind for value in find_values(text))


def _ranks(scores: Scores) -> dict[int, int]:
    rows = best_rows(scores, NEAREST)
    return {row: rank for rank, row in enumerate(rows[scores[rows] > 0].tolist(), start=1)}


def _without_crowding(index: SearchIndex, rows: Sequence[int], limit: int) -> list[int]:
    """Return the first ``limit`` of ``rows`` with those last that say again what a better one says."""
    kept: dict[int, frozenset[str]] = {}
    repeated: list[int] = []
    for row in rows:
        if len(kept) == limit:
            break
        pairs = _pairs(index.passages[row].searched)
        if any(_alike(pairs, other) for other in kept.values()):
            repeated.append(row)
        else:
            kept[row] = pairs
    return [*kept, *repeated][:limit]


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    enough = DUPLICATE * max(len(first), len(second), 1)
    # The cheap bound first: the shared pairs are at most those of the shorter, and most texts differ in length.
    return min(len(first), len(second)) >= enough and len(first & second) >= enough


def _notices(lexical: Scores, dense: Scores) -> tuple[str, ...]:
    legs: Iterable[tuple[Scores, str]] = ((lexical, "語句による検索"), (dense, "意味による検索"))
    return tuple(f"{name}では何も見つかりませんでした。" for scores, name in legs if not (scores > 0).any())
