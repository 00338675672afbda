"""Retrieval: the passages that are most likely to hold the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.collection import Collection
from corpus.documents import Document
from corpus.values import ValueKind, find_values
from indexer.embedding import Vectors
from indexer.passages import Passage
from indexer.ranking import Scores, best_rows
from indexer.search_index import SearchIndex
from indexer.vector_store import VectorStore
from qa.question.analysed import AnalysedQuestion
from qa.search.fusion import floor_of, normalised
from qa.search.words import pairs_of

NEAREST = 300  # rows that a leg ranks; what lies beyond is not found by it
FLOOR = 50  # a cosine counts by how far it is above that of the row at this rank
PASSAGES = 40  # passages whose statements may be read
DUPLICATE = 0.9  # share of common character pairs from which two passages are one


@dataclass(frozen=True, slots=True)
class RetrievalWeights:
    """What each part of a score counts; the defaults won on the questions for tuning.

    ``lexical`` and ``dense`` scores, each normalised; ``around``: the score of the passage that a statement stands in;
    ``thing``: a passage is about a thing that the question names; ``document``: it stands in the document that is
    named; ``value``: it holds a value of the kind asked for.
    """

    lexical: float = 0.3
    dense: float = 1.0
    around: float = 0.5
    thing: float = 0.25
    document: float = 0.3
    value: float = 0.1


@dataclass(frozen=True, slots=True)
class RetrievalFilter:
    """Which documents may answer: all or some, by id or by collection, none dated later than ``as_of`` (ISO)."""

    documents: tuple[str, ...] = ()
    as_of: str = ""
    collections: tuple[str, ...] = ()

    def allowed(self, collection: Collection) -> frozenset[str]:
        """Return the ids of the documents that may answer."""
        return frozenset(
            document.document_id
            for document in collection.documents
            if (not (self.documents or self.collections) or self._names(document))
            and (not self.as_of or _not_after(document.record.date, self.as_of))
        )

    def _names(self, document: Document) -> bool:
        return document.document_id in self.documents or document.record.collection in self.collections


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage with its place in the ranking; a rank is None where that leg has it not among its nearest."""

    row: int
    passage: Passage
    score: float
    lexical_rank: int | None
    dense_rank: int | None


@dataclass(frozen=True, slots=True)
class CandidateStatement:
    """A statement that may answer, by its number in the collection, with its score."""

    number: int
    score: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The rankings for one question, best first, and what went wrong on the way."""

    passages: tuple[RetrievedPassage, ...]
    statements: tuple[CandidateStatement, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Legs:
    """The scores of all rows by both legs, of passages or of statements, 0 where a leg has not found one."""

    lexical: Scores
    dense: Scores

    def without(self, barred: NDArray[np.bool_]) -> "Legs":
        """Return the scores with those of the rows ``barred`` set to 0."""
        return Legs(np.where(barred, 0, self.lexical), np.where(barred, 0, self.dense))

    def fused(self, weights: RetrievalWeights) -> Scores:
        """Return the weighted sum of both legs, each normalised; shape (rows,)."""
        lexical = weights.lexical * normalised(self.lexical)
        return lexical + weights.dense * normalised(self.dense, floor_of(self.dense, FLOOR))


def retrieve(
    index: SearchIndex,
    question: AnalysedQuestion,
    limit: int,
    where: RetrievalFilter | None = None,
    weights: RetrievalWeights | None = None,
) -> Retrieval:
    """Return up to ``limit`` statements and the passages, best first; near-duplicates of better passages come last.

    A passage's dense score is the better of its own and its best statement's.
    """
    where, weights = where or RetrievalFilter(), weights or RetrievalWeights()
    documents = where.allowed(index.collection)
    if not documents:
        return Retrieval((), (), ("条件に合う文書がありません。",))
    passages, statements = _legs(index, question)
    if len(documents) < len(index.collection.documents):
        barred = ~index.passages.rows_of_documents(documents)
        passages, statements = passages.without(barred), statements.without(barred[index.statement_rows])
    scores = passages.fused(weights)
    found = {
        row: float(scores[row]) + _bonus(index.passages[row], question, weights)
        for row in best_rows(scores, NEAREST).tolist()
        if scores[row] > 0
    }
    order = sorted(found, key=lambda row: (-found[row], row))[: 2 * PASSAGES]
    ranks = (_ranks(passages.lexical), _ranks(passages.dense))
    return Retrieval(
        tuple(
            RetrievedPassage(row, index.passages[row], round(found[row], 6), *(leg.get(row) for leg in ranks))
            for row in _without_crowding(index, order, PASSAGES)
        ),
        _best_statements(index, statements.fused(weights), found, limit, weights),
        _notices(passages),
    )


def _legs(index: SearchIndex, question: AnalysedQuestion) -> tuple[Legs, Legs]:
    vector = index.embedder.queries([question.text])[0]
    words = {question.core: 1.0}
    told = _dense_scores(index.statement_vectors, vector)
    dense = _dense_scores(index.vectors, vector)
    np.maximum.at(dense, index.statement_rows, told)
    return Legs(index.lexical.scores(words), dense), Legs(index.statement_lexical.scores(words), told)


def _best_statements(
    index: SearchIndex, scores: Scores, passages: Mapping[int, float], limit: int, weights: RetrievalWeights
) -> tuple[CandidateStatement, ...]:
    """Return the best statements by their own scores and those of their passages."""
    around = np.zeros(len(index.passages), dtype=np.float32)
    best = max(passages.values(), default=1.0)
    for row, score in passages.items():
        around[row] = score / best
    total = scores + weights.around * around[index.statement_rows]
    return tuple(
        CandidateStatement(number, float(total[number]))
        for number in best_rows(total, limit).tolist()
        if total[number] > 0
    )


def _not_after(date: str, as_of: str) -> bool:
    """Compare as far as the document's date is known: a document of 2024 is not later than 2024-05-01."""
    return date <= as_of[: len(date)]


def _dense_scores(store: VectorStore, vector: Vectors) -> Scores:
    scores = np.zeros(store.rows, dtype=np.float32)
    for row, score in store.search(vector, NEAREST):
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
        pairs = pairs_of(index.passages[row].searched)
        if any(_alike(pairs, other) for other in kept.values()):
            repeated.append(row)
        else:
            kept[row] = pairs
    return [*kept, *repeated][:limit]


@lru_cache(maxsize=8192)
def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    enough = DUPLICATE * max(len(first), len(second), 1)
    # The cheap bound first: the shared pairs are at most those of the shorter, and most texts differ in length.
    return min(len(first), len(second)) >= enough and len(first & second) >= enough


def _notices(legs: Legs) -> tuple[str, ...]:
    told = ((legs.lexical, "語句による検索"), (legs.dense, "意味による検索"))
    return tuple(f"{name}では何も見つかりませんでした。" for scores, name in told if not (scores > 0).any())
