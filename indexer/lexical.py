"""The lexical index: BM25 over words, with BM25 over character pairs beside it as a safety net."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.tokenisation import FugashiTokenizer, bigrams

Scores = NDArray[np.float32]
K1, B = 1.2, 0.75  # Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019
BIGRAM_WEIGHT = 0.5  # best of the weights tried on public questions


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
        words = _index([tokenizer.words(text) for text in texts])
        return cls(words, _index([bigrams(text) for text in texts]), tokenizer)

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
        """Return the weighted sum of the scores of each query text."""
        total = np.zeros(self._rows, dtype=np.float32)
        for text, weight in query.items():
            total += weight * self._score(self._words, self._tokenizer.words(text))
            total += weight * BIGRAM_WEIGHT * self._score(self._pairs, bigrams(text))
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

    def _score(self, part: Any, terms: list[str]) -> Scores:
        known = [term for term in terms if term in part.vocab_dict]
        if not known:
            return np.zeros(self._rows, dtype=np.float32)
        scores: Scores = part.get_scores(known)
        return scores


def _index(terms: list[list[str]]) -> Any:
    import bm25s  # noqa: PLC0415 - loaded when an index is built

    part = bm25s.BM25(method="lucene", k1=K1, b=B)
    vocabulary = {term: number for number, term in enumerate(sorted({term for row in terms for term in row}))}
    rows = [[vocabulary[term] for term in row] for row in terms]
    part.index((rows, vocabulary), show_progress=False, create_empty_token=False)
    return part
