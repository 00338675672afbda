"""Answerability: how likely it is that the evidence answers the question."""

import json
import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path

from indexer.lexical import LexicalIndex
from qa.evidence import EvidenceStatement
from qa.questions import AnalysedQuestion

CALIBRATION = Path(__file__).parent / "answerability.json"


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a question and the evidence of its answer, each between 0 and 1.

    ``coverage``, ``own``, ``focus``, ``label``, ``about`` and ``fits`` as in EvidenceStatement; ``unknown`` the share
    of the question's words, by rarity, that neither a document nor the wording list has; ``named`` whether it names a programme or body, ``gap``
    what is then missing of the focus; ``listed`` how well a list fits.
    """

    coverage: float
    own: float
    focus: float
    unknown: float
    named: float
    gap: float
    about: float
    fits: float
    label: float
    listed: float


def features(
    question: AnalysedQuestion, evidence: Sequence[EvidenceStatement], lexical: LexicalIndex, listed: float
) -> Features:
    """Return the features of a question with the evidence that an answer was composed of."""
    weights = {term: lexical.rarity(term) for term in question.terms}
    everyday = {term for widening in question.widenings for term in widening.terms}
    foreign = sum(weight for term, weight in weights.items() if weight >= 1.0 and term not in everyday)
    unknown = foreign / (sum(weights.values()) or 1.0)
    best = evidence[0] if evidence else None
    named = float(bool(question.programmes))
    focus = max((item.focus for item in evidence), default=listed)
    return Features(
        coverage=max((item.coverage for item in evidence), default=listed),
        own=max((item.own for item in evidence), default=listed),
        unknown=unknown,
        focus=focus,
        named=named,
        gap=named * (1.0 - focus),
        about=float(best is None or best.about),
        fits=float(best is None or best.fits),
        label=max((item.label for item in evidence), default=0.0),
        listed=listed,
    )


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of the features, and the probability under which the documents are said not to answer."""

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, found: Features) -> float:
        """Return the probability that the evidence answers."""
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, astuple(found), strict=True))
        return 1.0 / (1.0 + math.exp(-total))


@cache
def load_calibration() -> Calibration:
    """Return the calibration kept beside this module; `qa.calibration` makes it from judged questions."""
    content = json.loads(CALIBRATION.read_text("utf-8"))
    weights = tuple(float(content["weights"][field.name]) for field in fields(Features))
    return Calibration(weights, float(content["bias"]), float(content["threshold"]))
