"""Relevance: how likely it is that a sentence is about a guideline, and that it says what is done and not what is hoped.

Both are logistic models over the words and letter pairs of the rubric's examples, fitted when the rubric is loaded: they
are small, fitted in a second, and follow the file when it is edited. Figures count as figures, whatever they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from corpus.normalisation import normalise
from indexer.tokenisation import FugashiTokenizer, bigrams
from qa.drafts.rubric import Rubric

Probabilities = npt.NDArray[np.float64]
_DIGITS = re.compile(r"[0-9]+")
_ENDINGS = (3, 4, 5, 6, 7)  # characters at the end of a sentence, where Japanese says whether it is done or hoped for
_STRENGTH = 10.0  # of the fit against shrinkage; 3 and 30 were no better on the drafts held apart


@dataclass(frozen=True)
class RelevanceModel:
    """Probabilities for sentences in search form; ``keys`` are the guidelines of the rubric, in order."""

    keys: tuple[str, ...]
    topics: "_Linear"
    substance: "_Linear"

    def relevance(self, sentences: Sequence[str]) -> Probabilities:
        """Return for each sentence (rows) and guideline (columns) the probability that the one is about the other."""
        return self.topics.probabilities(sentences)

    def substances(self, sentences: Sequence[str]) -> Probabilities:
        """Return for each sentence the probability that it names a measure or an analysis."""
        return self.substance.probabilities(sentences)[:, 0]


@dataclass(frozen=True)
class _Linear:
    """Logistic models over one set of features, a column each."""

    vectoriser: TfidfVectorizer
    weights: npt.NDArray[np.float64]
    biases: npt.NDArray[np.float64]

    def probabilities(self, sentences: Sequence[str]) -> Probabilities:
        if not sentences:
            return np.zeros((0, len(self.biases)))
        places = {
            sentence: row for row, sentence in enumerate(dict.fromkeys(sentences))
        }  # what is said twice is read once
        scores = self.vectoriser.transform(list(places)) @ self.weights + self.biases
        return np.asarray(1.0 / (1.0 + np.exp(-scores)))[[places[sentence] for sentence in sentences]]


def fit_relevance(rubric: Rubric, tokenizer: FugashiTokenizer) -> RelevanceModel:
    """Return the model of a rubric; the same rubric gives the same model."""
    sentences = [normalise(example.sentence) for example in rubric.examples]
    keys = rubric.keys
    about = np.array([[key in example.touched for key in keys] for example in rubric.examples])
    touching = [at for at, example in enumerate(rubric.examples) if example.touched]
    done = np.array([[bool(rubric.examples[at].addressed)] for at in touching])

    def topic_features(text: str) -> list[str]:
        return _features(text, tokenizer)

    def substance_features(text: str) -> list[str]:
        return [*_features(text, tokenizer), *(f"end:{text.rstrip('。')[-length:]}" for length in _ENDINGS)]

    return RelevanceModel(
        keys,
        _fit(sentences, about, topic_features),
        _fit([sentences[at] for at in touching], done, substance_features),
    )


def _features(text: str, tokenizer: FugashiTokenizer) -> list[str]:
    figures_alike = _DIGITS.sub("0", text)
    return [*tokenizer.words(figures_alike), *(f"pair:{pair}" for pair in bigrams(figures_alike))]


def _fit(sentences: Sequence[str], labels: npt.NDArray[np.bool_], features: object) -> _Linear:
    vectoriser = TfidfVectorizer(analyzer=features, sublinear_tf=True, min_df=2)
    matrix = vectoriser.fit_transform(sentences)
    columns = [
        LogisticRegression(
            C=_STRENGTH, class_weight="balanced", solver="liblinear", dual=True, max_iter=2_000, random_state=0
        ).fit(matrix, column)
        for column in labels.T
    ]
    weights = np.column_stack([column.coef_[0] for column in columns])
    return _Linear(vectoriser, weights, np.array([column.intercept_[0] for column in columns]))
