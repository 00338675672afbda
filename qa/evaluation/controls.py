"""Controls: embedders and a reader that know no meaning, against which a model has to prove itself."""

import hashlib
from collections.abc import Sequence
from functools import cache

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline

from indexer.embedding import Vectors
from indexer.tokenisation import FugashiTokenizer
from qa.reader.reader import Reading, Support

_DIMENSION = 160  # that of the bundled model
_SEED = 20240830


class RandomEmbedder:
    """The mean of a random vector for each word: shared words bring texts together, and nothing else does."""

    identity = "random vectors"

    def __init__(self, tokenizer: FugashiTokenizer) -> None:
        """Take the tokenizer whose words get a vector."""
        self._tokenizer = tokenizer

    def queries(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of questions, shape (texts, 160), unit length."""
        return _unit(np.array([self._sum(text) for text in texts], dtype=np.float32).reshape(-1, _DIMENSION))

    passages = queries

    def _sum(self, text: str) -> Vectors:
        total = np.zeros(_DIMENSION, dtype=np.float32)
        for word in self._tokenizer.words(text):
            total += _random_vector(word)
        return total


@cache
def _random_vector(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
    return np.random.default_rng(seed).standard_normal(_DIMENSION, dtype=np.float32)


class LatentSemanticEmbedder:
    """Latent semantic analysis fitted on the texts of the index (Deerwester et al. 1990): words that stand together."""

    identity = "latent semantic analysis"

    def __init__(self, tokenizer: FugashiTokenizer, texts: Sequence[str]) -> None:
        """Fit on ``texts``."""
        dimension = max(min(_DIMENSION, len(texts) - 1), 1)
        self._steps = Pipeline(
            [
                ("words", TfidfVectorizer(analyzer=tokenizer.words, sublinear_tf=True)),
                ("axes", TruncatedSVD(dimension, random_state=_SEED)),
            ]
        )
        self._steps.fit(texts)

    def queries(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of questions, shape (texts, at most 160), unit length."""
        return _unit(np.asarray(self._steps.transform(texts), dtype=np.float32))

    passages = queries


class UnreadReader:
    """Finds every window equally good, so that the search alone ranks and chooses."""

    identity = "unread"

    def read(self, question: str, windows: Sequence[str], /) -> list[Reading]:  # noqa: ARG002 - it reads nothing
        """Return the same for every window."""
        return [Reading(0.0, 0.5, 0, 0) for _ in windows]

    def judge(self, claim: str, windows: Sequence[str], /) -> list[Support]:  # noqa: ARG002 - it reads nothing
        """Return silence for every window."""
        return [Support(0.0, 0.0, 1.0) for _ in windows]


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)
