"""The lexical index: BM25 over words, with BM25 over character pairs beside it as a safety net."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.quantities import canonical_terms
from indexer.postings import Counted, Postings, merge
from indexer.ranking import Scores, best_set
from indexer.tokenisation import FugashiTokenizer, bigrams

BIGRAM_WEIGHT = 0.5  # best of the weights tried on public questions
ORDINARY = 200  # rows of an index that is not small; the bundled documents have as many
RESCORED = 4_000  # rows whose pairs are counted in an index that has more
_TEXTS = "texts.npy"
Digests = NDArray[np.bytes_]


class LexicalIndex(Protocol):
    """Scores every row for weighted query texts; higher is better, 0 where nothing matches."""

    def scores(self, query: Mapping[str, float], /) -> Scores:
        """Return an array of one score a row, shape (rows,)."""
        ...

    def rarity(self, term: str, /) -> float:
        """Return how much a word tells: 0 where every row has it, 1 where none does."""
        ...


class BM25Index:
    """BM25 over words and over pairs: scores are made when the index is built and memory-mapped when it is read."""

    def __init__(self, texts: Digests, words: Postings, pairs: Postings, tokenizer: FugashiTokenizer) -> None:
        """Take the digests of the texts, and the postings of their words and pairs."""
        self.texts, self.words, self.pairs, self._tokenizer = texts, words, pairs, tokenizer

    @classmethod
    def build(cls, texts: Sequence[str], tokenizer: FugashiTokenizer, before: "BM25Index | None" = None) -> "BM25Index":
        """Index ``texts``; row i is text i. Those that ``before`` has, an index of the same tokenizer, are not read again."""
        digests = _digests(texts)
        place = np.full(len(before.texts) if before else 0, -1, dtype=np.int64)
        known: defaultdict[bytes, list[int]] = defaultdict(list)
        for row, digest in enumerate(before.texts.tolist() if before else ()):
            known[digest].append(row)
        fresh = []
        for row, digest in enumerate(digests.tolist()):
            if known[digest]:
                place[known[digest].pop()] = row
            else:
                fresh.append(row)
        words = Counted.read((row, _words(texts[row], tokenizer)) for row in fresh)
        pairs = Counted.read((row, bigrams(texts[row])) for row in fresh)
        kept = [(before.words, before.pairs)] if before else []
        return cls(
            digests,
            merge([*(Counted.kept(of_words, place) for of_words, _ in kept), words], len(texts)),
            merge([*(Counted.kept(of_pairs, place) for _, of_pairs in kept), pairs], len(texts)),
            tokenizer,
        )

    def save(self, folder: Path) -> None:
        """Write all under ``folder``."""
        np.save(folder / _TEXTS, self.texts, allow_pickle=False)
        self.words.save(folder / "words")
        self.pairs.save(folder / "pairs")

    @classmethod
    def load(cls, folder: Path, tokenizer: FugashiTokenizer) -> "BM25Index":
        """Map all from ``folder``."""
        texts = np.load(folder / _TEXTS, mmap_mode="r", allow_pickle=False)
        return cls(texts, Postings.load(folder / "words"), Postings.load(folder / "pairs"), tokenizer)

    def scores(self, query: Mapping[str, float], /) -> Scores:
        """Return the weighted sum of the scores of each query text.

        In a large index the pairs, which nearly every row shares some of, are counted for the best rows by words
        alone; where no word is known they are counted for all.
        """
        words: defaultdict[str, float] = defaultdict(float)
        pairs: defaultdict[str, float] = defaultdict(float)
        for text, weight in query.items():
            for term in _words(text, self._tokenizer):
                words[term] += weight
            for term in bigrams(text):
                pairs[term] += BIGRAM_WEIGHT * weight
        total = np.zeros(self.words.size, dtype=np.float32)
        _add_everywhere(total, self.words, words)
        if len(total) <= RESCORED or not total.any():
            _add_everywhere(total, self.pairs, pairs)
        else:
            _add_to(total, best_set(total, RESCORED), self.pairs, pairs)
        return total

    def rarity(self, term: str, /) -> float:
        """Return the inverse document frequency of a word, scaled to [0, 1]; an unknown word has 1.

        A small index is taken for a part of one of ``ORDINARY`` rows: what each of a few rows has is no common word.
        """
        frequency = len(self.words.of(term)[0])
        if not frequency:
            return 1.0
        size = max(self.words.size, ORDINARY)
        return float(np.log((size + 1) / (frequency + 0.5)) / np.log(2 * (size + 1)))


def _words(text: str, tokenizer: FugashiTokenizer) -> tuple[str, ...]:
    return (*tokenizer.words(text), *canonical_terms(text))


def _digests(texts: Sequence[str]) -> Digests:
    """Return what tells each text from all others."""
    return np.array([hashlib.blake2b(text.encode(), digest_size=16).hexdigest() for text in texts], dtype="S32")


def _add_everywhere(total: Scores, part: Postings, weights: Mapping[str, float]) -> None:
    for term, weight in weights.items():
        rows, scores = part.of(term)
        total[rows] += np.float32(weight) * scores  # a row stands once in the postings of a term


def _add_to(total: Scores, chosen: NDArray[np.int64], part: Postings, weights: Mapping[str, float]) -> None:
    """Add the scores of the rows ``chosen``, ascending, and of no other."""
    for term, weight in weights.items():
        rows, scores = part.of(term)
        at = np.minimum(np.searchsorted(rows, chosen), max(len(rows) - 1, 0))
        has = rows[at] == chosen if len(rows) else np.zeros(len(chosen), dtype=bool)
        total[chosen[has]] += np.float32(weight) * scores[at[has]]
