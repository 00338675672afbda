"""Deterministic stand-ins that need neither a model nor a network."""

import hashlib
import json
from collections.abc import Sequence

import numpy as np

from qa.errors import ModelSilent
from qa.reader.reader import Reading, Support


class HashEmbedder:
    """Vectors from hashed character pairs: near for like spelling, the same in every process."""

    def __init__(self, dimension: int = 16, identity: str = "hash embedder") -> None:
        self.dimension = dimension
        self.identity = identity

    def queries(self, texts: Sequence[str], /) -> np.ndarray:
        """Return the vectors of questions."""
        return self._encode(texts)

    def passages(self, texts: Sequence[str], /) -> np.ndarray:
        """Return the vectors of passages."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for at in range(len(text) - 1):
                digest = hashlib.blake2b(text[at : at + 2].encode(), digest_size=2).digest()
                vectors[row, digest[0] % self.dimension] += 1 if digest[1] % 2 else -1
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.where(norms == 0, 1, norms)


class OverlapReader:
    """Finds a window the better the more character pairs of the question it has."""

    identity = "overlap reader"

    def read(self, question: str, windows: Sequence[str], /) -> list[Reading]:
        """Return the readings in the order of the windows."""
        shares = [_shared_pairs(question, window) for window in windows]
        return [Reading(4 * share, share, 0, len(window)) for share, window in zip(shares, windows, strict=True)]

    def judge(self, claim: str, windows: Sequence[str], /) -> list[Support]:
        """Return support for what says the same, silence for the rest."""
        shares = [_shared_pairs(claim, window) for window in windows]
        return [Support(share, 0.0, 1.0 - share) for share in shares]


class EchoModel:
    """A language model that repeats the statements that it is shown, each with its mark, and counts how often."""

    seconds = 3.0

    def __init__(self) -> None:
        self.asked = 0

    def write(self, _instruction: str, data: str, _seconds: float, /) -> str:
        """Return the statements, or nothing where there are none."""
        self.asked += 1
        return "".join(f"{item['text']}[{item['number']}]" for item in json.loads(data).get("statements", ()))


def _shared_pairs(question: str, window: str) -> float:
    pairs = {question[at : at + 2] for at in range(len(question) - 1)}
    return sum(pair in window for pair in pairs) / (len(pairs) or 1)


class ScriptedModel:
    """A model that always says the same; ``seen`` is what it was shown."""

    seconds = 3.0

    def __init__(self, reply):
        self.reply = reply
        self.seen = []

    def write(self, instruction, data, seconds, /):
        """Say it, or fail where there is nothing to say."""
        self.seen.append(json.loads(data))
        if self.reply is None:
            raise ModelSilent
        return self.reply
