"""Retrieval: the passages that are most likely to hold the answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.collection import Collection
from corpus.values import ValueKind, find_values
from indexer.lexical import Scores
from indexer.passages import Passage
from indexer.search_index import SearchIndex
from qa.fusion import fuse
from qa.questions import AnalysedQuestion

# Kept because they won on the development questions; `shirube evaluate` prints what each is worth.
DENSE_WEIGHT = 0.3
WIDENED_WEIGHT = 0.3  # words of the wording list, beside the question's own
THING_BONUS = 0.25  # the passage is about the thing that the question names
DOCUMENT_BONUS = 0.3  # the passage stands in the document that the question names
VALUE_BONUS = 0.2  # the passage holds a value of the kind that is asked for
DUPLICATE = 0.9  # share of common character pairs from which two passages are one


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
    """A passage with its place in the ranking; a rank is None where that leg did not find it."""

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
    index: SearchIndex, question: AnalysedQuestion, limit: int, where: RetrievalFilter | None = None
) -> Retrieval:
    """Return up to ``limit`` passages, best first; near-duplicates of better ones come last."""
    where = where or RetrievalFilter()
    allowed = allowed_rows(index, where)
    if not len(allowed):
        return Retrieval((), ("条件に合う文書がありません。",))
    lexical = index.lexical.scores(weighted_query(question))
    dense = _dense_scores(index, question.core)
    scores = fuse(lexical, dense, DENSE_WEIGHT) + _bonuses(index, question)
    order = allowed[np.argsort(-scores[allowed], kind="stable")]
    found = [int(row) for row in order[: 6 * limit] if lexical[row] > 0 or dense[row] > 0]
    ranks = (_ranks(lexical, allowed), _ranks(dense, allowed))
    return Retrieval(
        tuple(
            RetrievedPassage(row, index.passages[row], round(float(scores[row]), 6), *(leg.get(row) for leg in ranks))
            for row in _without_crowding(index, found)[:limit]
        ),
        _notices(lexical, dense),
    )


def allowed_rows(index: SearchIndex, where: RetrievalFilter) -> NDArray[np.int64]:
    """Return the rows whose documents pass the filter, before anything is scored."""
    documents = where.allowed(index.collection)
    rows = [row for row, passage in enumerate(index.passages) if passage.document_id in documents]
    return np.array(rows, dtype=np.int64)


def _not_after(date: str, as_of: str) -> bool:
    """Compare as far as the document's date is known: a document of 2024 is not later than 2024-05-01."""
    return date <= as_of[: len(date)]


def weighted_query(question: AnalysedQuestion) -> dict[str, float]:
    """Return the question's own words, and with less weight those that papers would use for them."""
    widened = " ".join(word for widening in question.widenings for word in widening.words)
    return {question.core: 1.0, widened: WIDENED_WEIGHT} if widened else {question.core: 1.0}


def _dense_scores(index: SearchIndex, text: str) -> Scores:
    scores = np.zeros(len(index.passages), dtype=np.float32)
    for row, score in index.vectors.search(index.embedder.queries([text])[0], len(index.passages)):
        scores[row] = score
    return scores


def _bonuses(index: SearchIndex, question: AnalysedQuestion) -> Scores:
    scores = np.zeros(len(index.passages), dtype=np.float32)
    wanted = question.value_kinds
    things = question.programmes
    for row, passage in enumerate(index.passages):
        whole = f"{passage.heading}\n{passage.searched}" if things else ""
        scores[row] += THING_BONUS * sum(thing.stands_in(whole) for thing in things)
        scores[row] += DOCUMENT_BONUS * (passage.document_id in question.documents)
        scores[row] += VALUE_BONUS * bool(wanted & _value_kinds(passage.searched)) if wanted else 0.0
    return scores


@lru_cache(maxsize=8192)
def _value_kinds(text: str) -> frozenset[ValueKind]:
    return frozenset(value.kind for value in find_values(text))


def _ranks(scores: Scores, allowed: NDArray[np.int64]) -> dict[int, int]:
    order = allowed[np.argsort(-scores[allowed], kind="stable")]
    return {int(row): rank for rank, row in enumerate(order, start=1) if scores[row] > 0}


def _without_crowding(index: SearchIndex, rows: Sequence[int]) -> list[int]:
    """Return ``rows`` with those last that say again what a better one says."""
    kept: list[int] = []
    repeated: list[int] = []
    for row in rows:
        pairs = _pairs(index.passages[row].searched)
        again = any(_alike(pairs, _pairs(index.passages[other].searched)) for other in kept)
        (repeated if again else kept).append(row)
    return kept + repeated


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
