"""The lexical index: BM25 over words, with BM25 over character pairs beside it as a safety net."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.quantities import canonical_terms
from indexer.ranking import Scores, best_set
from indexer.tokenisation import FugashiTokenizer, bigrams

K1, B = 1.2, 0.75  # Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019
BIGRAM_WEIGHT = 0.5  # best of the weights tried on public questions
RESCORED = 4_000  # rows whose pairs are counted in an index that has more


class LexicalIndex(Protocol):
    """Scores every row for weighted query texts; higher is better, 0 where nothing matches."""

    def scores(self, query: Mapping[str, float], /) -> Scores:
        """Return an array of one score a row, shape (rows,)."""
        ...

    def rarity(self, term: str, /) -> float:
        """Return how much a word tells: 0 where every row has it, 1 where none does."""
        ...


class BM25Index:
    """BM25 as bm25s computes it: scores are made when the index is built and memory-mapped when it is read."""

    def __init__(self, words: Any, pairs: Any, tokenizer: FugashiTokenizer) -> None:
        """Take the two built retrievers."""
        self._words, self._pairs, self._tokenizer = words, pairs, tokenizer

    @classmethod
    def build(cls, texts: Sequence[str], tokenizer: FugashiTokenizer) -> "BM25Index":
        """Index ``texts``; row i is text i."""
        words = _index([*tokenizer.words(text), *canonical_terms(text)] for text in texts)
        return cls(words, _index(bigrams(text) for text in texts), tokenizer)

    def save(self, folder: Path) -> None:
        """Write both parts under ``folder``."""
        self._words.save(str(folder / "words"), show_progress=False)
        self._pairs.save(str(folder / "pairs"), show_progress=False)

    @classmethod
    def load(cls, folder: Path, tokenizer: FugashiTokenizer) -> "BM25Index":
        """Map both parts from ``folder``."""
        import bm25s  # noqa: PLC0415 - loaded when an index is opened

        words, pairs = (bm25s.BM25.load(str(folder / name), mmap=True, load_vocab=True) for name in ("words", "pairs"))
        return cls(words, pairs, tokenizer)

    def scores(self, query: Mapping[str, float], /) -> Scores:
        """Return the weighted sum of the scores of each query text.

        In a large index the pairs, which nearly every row shares some of, are counted for the best rows by words
        alone; where no word is known they are counted for all.
        """
        words: defaultdict[str, float] = defaultdict(float)
        pairs: defaultdict[str, float] = defaultdict(float)
        for text, weight in query.items():
            for term in (*self._tokenizer.words(text), *canonical_terms(text)):
                words[term] += weight
            for term in bigrams(text):
                pairs[term] += BIGRAM_WEIGHT * weight
        total = np.zeros(self._rows, dtype=np.float32)
        _add_everywhere(total, self._words, words)
        if len(total) <= RESCORED or not total.any():
            _add_everywhere(total, self._pairs, pairs)
        else:
            _add_to(total, best_set(total, RESCORED), self._pairs, pairs)
        return total

    def rarity(self, term: str, /) -> float:
        """Return the inverse document frequency of a word, scaled to [0, 1]; an unknown word has 1."""
        number = self._words.vocab_dict.get(term)
        if number is None:
            return 1.0
        frequency = int(self._words.scores["indptr"][number + 1] - self._words.scores["indptr"][number])
        return float(np.log((self._rows + 1) / (frequency + 0.5)) / np.log(2 * (self._rows + 1)))

    @property
    def _rows(self) -> int:
        return int(self._words.scores["num_docs"])


def _postings(part: Any, weights: Mapping[str, float]) -> Iterator[tuple[NDArray[np.int32], Scores]]:
    """Yield for each known term the rows that have it, ascending, and what it adds to the score of each."""
    scores = part.scores
    for term, weight in weights.items():
        number = part.vocab_dict.get(term)
        if number is not None:
            stretch = slice(int(scores["indptr"][number]), int(scores["indptr"][number + 1]))
            yield scores["indices"][stretch], np.float32(weight) * scores["data"][stretch]


def _add_everywhere(total: Scores, part: Any, weights: Mapping[str, float]) -> None:
    for rows, scores in _postings(part, weights):
        total[rows] += scores  # a row stands once in the postings of a term


def _add_to(total: Scores, chosen: NDArray[np.int64], part: Any, weights: Mapping[str, float]) -> None:
    """Add the scores of the rows ``chosen``, ascending, and of no other."""
    for rows, scores in _postings(part, weights):
        at = np.minimum(np.searchsorted(rows, chosen), max(len(rows) - 1, 0))
        has = rows[at] == chosen
        total[chosen[has]] += scores[at[has]]


def _index(texts: Iterable[Sequence[str]]) -> Any:
    """Build a retriever over the terms of each text; terms are numbered as they come, so that none is held twice."""
    import bm25s  # noqa: PLC0415 - loaded when an index is built

    part = bm25s.BM25(method="lucene", k1=K1, b=B)
    vocabulary: dict[str, int] = {}
    rows = [[vocabulary.setdefault(term, len(vocabulary)) for term in terms] for terms in texts]
    part.index((rows, vocabulary), show_progress=False, create_empty_token=False)
    return part
