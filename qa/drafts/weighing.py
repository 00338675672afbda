"""Weighing: a draft with what its sentences are likely to be about."""

from dataclasses import dataclass

import numpy as np

from corpus.guidance import Guideline
from corpus.normalisation import normalise
from indexer.tokenisation import FugashiTokenizer
from qa.drafts.draft import Draft
from qa.drafts.heads import Probabilities, SentenceHeads, SentenceReadings
from qa.drafts.rubric import Rubric
from qa.search.words import words_of


@dataclass(frozen=True)
class WeighedDraft:
    """A draft with the readings of its sentences, in their order."""

    draft: Draft
    readings: SentenceReadings
    rubric: Rubric
    tokenizer: FugashiTokenizer

    def about(self, guideline: Guideline) -> Probabilities:
        """Return how likely each sentence is about a guideline: by the rubric where it knows that, else by its words."""
        key = self.rubric.key_of(guideline)
        return self._shares(guideline) if key is None else self.readings.guidelines[key]

    def _shares(self, guideline: Guideline) -> Probabilities:
        """Return the share of a guideline's words in each sentence: half of them are as good as even odds."""
        wanted = words_of(normalise(guideline.text), self.tokenizer)
        said = (wanted.intersection(self.tokenizer.words(sentence.text)) for sentence in self.draft.sentences)
        return np.array([len(words) / max(len(wanted), 1) for words in said])


def weigh(draft: Draft, heads: SentenceHeads, rubric: Rubric) -> WeighedDraft:
    """Return a draft with what its sentences are likely to be."""
    readings = heads.read([sentence.text for sentence in draft.sentences])
    return WeighedDraft(draft, readings, rubric, heads.features.tokenizer)
