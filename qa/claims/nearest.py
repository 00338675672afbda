"""Nearest statements: those of the documents that share most of a sentence's words, by rarity."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from corpus.statements import Statement
from indexer.search_index import SearchIndex
from qa.search.words import words_of

_ABOVE = 0.8  # of a word that stands only in the headings above a statement


@dataclass(frozen=True)
class NearestStatements:
    """Finds statements for sentences, many at once and without a ranking of passages."""

    index: SearchIndex

    @cached_property
    def _postings(self) -> dict[str, tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]]:
        rows: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for statement in self.index.collection.statements:
            own = words_of(statement.text, self.index.tokenizer)
            above = words_of(" ".join((*statement.path, statement.label)), self.index.tokenizer) - own
            for words, weight in ((own, 1.0), (above, _ABOVE)):
                for word in words:
                    rows[word].append((statement.number, weight))
        return {
            word: (np.array([row for row, _ in found]), np.array([weight for _, weight in found], dtype=np.float32))
            for word, found in rows.items()
        }

    def rarity(self, word: str) -> float:
        """Return how much a word tells: near 0 where every statement has it, 1 where none does."""
        total = len(self.index.collection.statements)
        having = len(self._postings[word][0]) if word in self._postings else 0
        return float(np.log((total + 1) / (having + 0.5)) / np.log(2 * (total + 1)))

    def nearest(self, words: Iterable[str], limit: int) -> list[tuple[Statement, float]]:
        """Return up to ``limit`` statements with the share of the words, by rarity, that each has, best first."""
        weights = {word: self.rarity(word) for word in dict.fromkeys(words)}
        scores = np.zeros(len(self.index.collection.statements), dtype=np.float32)
        for word, weight in weights.items():
            if word in self._postings:
                rows, shares = self._postings[word]
                scores[rows] += weight * shares
        total = sum(weights.values()) or 1.0
        best = np.argsort(-scores, kind="stable")[:limit].tolist()
        statements = self.index.collection.statements
        return [(statements[row], float(scores[row]) / total) for row in best if scores[row] > 0]
