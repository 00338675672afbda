"""Relevance: how likely a sentence is about a guideline: by the head that was fitted to it, else by meaning and words.

What no head was fitted to is told apart from the other guidelines of its paper: how near a sentence is to it, how much
nearer than to any other, and how many of the words has it that are the guideline's own. The weights are of a logistic
regression over the rubric's sentences, in which each consideration was left out in turn and stood for the unknown.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from corpus.guidelines import Guidance, Guideline
from corpus.normalisation import normalise
from indexer.embedding import Vectors
from indexer.tokenisation import FugashiTokenizer
from qa.drafts.draft import Draft
from qa.drafts.heads import Probabilities, SentenceHeads, SentenceReadings, directions
from qa.drafts.rubric import Rubric
from qa.search.words import share_of, words_of

# Even odds; 0.3 to 0.6 were no better on the drafts that the rubric was not written from.
RELEVANT, SUBSTANTIAL = 0.5, 0.5
_BIAS, _NEARNESS, _MARGIN, _WORDS = -3.0, 5.5, 7.6, 6.0
_EVEN = 0.2  # probability of the regression that counts as even odds: 0.15 to 0.25 were best on judged drafts


@dataclass(frozen=True)
class Relevance:
    """Says of sentences whether they are about a guideline of one guidance."""

    guidance: Guidance
    heads: SentenceHeads
    rubric: Rubric

    @property
    def tokenizer(self) -> FugashiTokenizer:
        """Return what cuts words."""
        return self.heads.features.tokenizer

    def of(self, guideline: Guideline, sentences: Sequence[str], readings: SentenceReadings) -> Probabilities:
        """Return how likely each of the sentences in search form is about the guideline; ``readings`` are theirs."""
        key = self.rubric.key_of(guideline)
        return self.estimated(guideline, sentences, readings) if key is None else readings.guidelines[key]

    def estimated(self, guideline: Guideline, sentences: Sequence[str], readings: SentenceReadings) -> Probabilities:
        """Return the same by meaning and words alone."""
        row = self._rows[guideline.guideline_id]
        near = readings.vectors @ self._vectors.T
        others = np.delete(near, row, axis=1).max(axis=1, initial=-1.0)
        odds = _BIAS + _NEARNESS * near[:, row] + _MARGIN * (near[:, row] - others)
        odds += _WORDS * np.array([self._share(row, text) for text in sentences])
        even = np.log(_EVEN / (1 - _EVEN))
        return np.asarray(1.0 / (1.0 + np.exp(even - odds)), dtype=np.float64)

    @cached_property
    def _all(self) -> tuple[Guideline, ...]:
        return (*self.guidance.purposes, *self.guidance.considerations)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {item.guideline_id: row for row, item in enumerate(self._all)}

    @cached_property
    def _vectors(self) -> Vectors:
        """Return the guidelines' directions from their middle, shape (guidelines, dimensions)."""
        vectors = self.heads.features.embedder.queries([normalise(item.text) for item in self._all])
        return directions(vectors - vectors.mean(axis=0))

    @cached_property
    def _words(self) -> list[dict[str, float]]:
        """Return the words of each guideline with their weight: less, the more of the others have them too."""
        words = [words_of(normalise(item.text), self.tokenizer) for item in self._all]
        having = Counter(word for own in words for word in own)
        return [{word: float(np.log((len(words) + 1) / having[word])) for word in sorted(own)} for own in words]

    def _share(self, row: int, text: str) -> float:
        return share_of(self._words[row], words_of(text, self.tokenizer))


@dataclass(frozen=True)
class WeighedDraft:
    """A draft with the readings of its sentences, in their order, and what says which guideline they are about."""

    draft: Draft
    readings: SentenceReadings
    relevance: Relevance

    def about(self, guideline: Guideline) -> Probabilities:
        """Return how likely each sentence is about a guideline."""
        return self.relevance.of(guideline, [sentence.text for sentence in self.draft.sentences], self.readings)


def weigh(draft: Draft, relevance: Relevance) -> WeighedDraft:
    """Return a draft with what its sentences are likely to be."""
    return WeighedDraft(draft, relevance.heads.read([sentence.text for sentence in draft.sentences]), relevance)
