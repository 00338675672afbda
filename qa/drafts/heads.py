"""Heads: what a sentence of a draft is likely to be, told by linear models over its words and its meaning.

The features are words, letter pairs and endings, weighted by their rarity, beside the vector of the sentence. The weights
were fitted to the rubric and to statements of fact (``python -m qa.drafts.fitting``, after the rubric was edited).
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from indexer.embedding import Embedder, ModelSettings, SentenceTransformerEmbedder, Vectors
from indexer.tokenisation import FugashiTokenizer, bigrams
from qa.drafts.rubric import RUBRIC
from qa.errors import DataUnusable

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Probabilities = npt.NDArray[np.float64]
HEADS = Path(__file__).parent / "data" / "heads.npz"
_DIGITS = re.compile(r"[0-9]+")
_ENDINGS = (3, 4, 5, 6, 7)  # characters at the end of a sentence, where Japanese says whether it is done or hoped for


@dataclass(frozen=True, slots=True)
class SentenceReadings:
    """What sentences (rows) are likely to be: about each guideline by its key, a measure, a statement of fact.

    ``vectors`` are their directions from the middle of all sentences, shape (sentences, dimensions).
    """

    guidelines: dict[str, Probabilities]
    substance: Probabilities
    facts: Probabilities
    vectors: Vectors

    def of(self, rows: Sequence[int]) -> "SentenceReadings":
        """Return the readings of some of the sentences, in the order of ``rows``."""
        chosen = {key: likely[rows] for key, likely in self.guidelines.items()}
        return SentenceReadings(chosen, self.substance[rows], self.facts[rows], self.vectors[rows])


@dataclass(frozen=True)
class SentenceHeads:
    """The fitted models; ``names`` are their columns: the keys of the guidelines, ``substance`` and ``fact``."""

    names: tuple[str, ...]
    weights: npt.NDArray[np.float32]
    biases: npt.NDArray[np.float32]
    features: "Features"

    def read(self, sentences: Sequence[str]) -> SentenceReadings:
        """Return the readings of sentences in search form."""
        places = {text: row for row, text in enumerate(dict.fromkeys(sentences))}  # what is said twice is read once
        rows = [places[text] for text in sentences]
        vectors = self.features.directions(list(places))
        scores = np.zeros((0, len(self.names)))
        if places:
            table = self.features.joined(list(places), vectors)
            scores = np.asarray(table @ self.weights, dtype=np.float64) + self.biases
        likely = (1.0 / (1.0 + np.exp(-scores)))[rows]
        columns = {name: likely[:, column] for column, name in enumerate(self.names)}
        return SentenceReadings(columns, columns.pop(SUBSTANCE), columns.pop(FACT), vectors[rows])


SUBSTANCE, FACT = "substance", "fact"


@dataclass(frozen=True)
class Features:
    """Turns sentences into rows of features; ``middle`` is the mean vector of the sentences that it was fitted to."""

    terms: tuple[str, ...]
    rarity: npt.NDArray[np.float32]
    middle: npt.NDArray[np.float32]
    tokenizer: FugashiTokenizer
    embedder: Embedder

    def directions(self, sentences: Sequence[str]) -> Vectors:
        """Return the directions of sentences from the middle, shape (sentences, dimensions)."""
        if not sentences:
            return np.zeros((0, len(self.middle)), dtype=np.float32)
        return self.apart(self.embedder.passages(sentences))

    def apart(self, vectors: Vectors) -> Vectors:
        """Return the directions of vectors from the middle."""
        return directions(vectors - self.middle)

    def joined(self, sentences: Sequence[str], vectors: Vectors) -> "csr_matrix":
        """Return the features of sentences in search form with their directions, shape (sentences, terms + dimensions)."""
        from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415

        return hstack([self._counted.transform(sentences), csr_matrix(vectors)]).tocsr()

    @cached_property
    def _counted(self) -> Any:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - loaded when first needed

        def analyse(text: str) -> list[str]:
            return terms_of(text, self.tokenizer)

        counted = TfidfVectorizer(analyzer=analyse, sublinear_tf=True, vocabulary=list(self.terms), dtype=np.float32)
        counted.idf_ = self.rarity
        return counted


def directions(vectors: Vectors) -> Vectors:
    """Return vectors (rows) at length 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def terms_of(text: str, tokenizer: FugashiTokenizer) -> list[str]:
    """Return the words, letter pairs and endings of a sentence; figures count as figures, whatever they are."""
    alike = _DIGITS.sub("0", text)
    ended = alike.rstrip("。")
    pairs = (f"pair:{pair}" for pair in bigrams(alike))
    return [*tokenizer.words(alike), *pairs, *(f"end:{ended[-length:]}" for length in _ENDINGS)]


def fitted_to(rubric: Path = RUBRIC) -> str:
    """Return what tells the rubric that heads are fitted to."""
    return hashlib.sha256(rubric.read_bytes()).hexdigest()


def load_heads(tokenizer: FugashiTokenizer, embedder: Embedder, path: Path = HEADS) -> SentenceHeads:
    """Return the heads of a file; raises DataUnusable where the rubric was edited since.

    They read vectors of the model that they were fitted with: the bundled one is opened where ``embedder`` is another.
    """
    with np.load(path, allow_pickle=False) as content:
        about = json.loads(content["about"].tobytes())
        if about["rubric"] != fitted_to():
            raise DataUnusable(f"{RUBRIC.name} was edited; fit the heads to it anew: python -m qa.drafts.fitting")
        if about["model"] != embedder.identity:
            embedder = SentenceTransformerEmbedder(ModelSettings())
        terms = tuple(content["terms"].tobytes().decode().split("\n"))
        features = Features(terms, content["rarity"], content["middle"], tokenizer, embedder)
        weights = content["weights"].astype(np.float32)
        return SentenceHeads(tuple(about["names"]), weights, content["biases"], features)
