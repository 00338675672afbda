"""Calibration: how likely it is that the evidence answers the question, from what the reader says of it."""

import json
import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path

from indexer.lexical import LexicalIndex
from indexer.search_index import SearchIndex
from qa.answer.rendering import Composed
from qa.finding import Findings
from qa.question.analysed import AnalysedQuestion
from qa.reader.evidence import EvidenceStatement

_SURE = 6.0  # log-odds beyond which certainty is certainty
CALIBRATION = Path(__file__).parent / "answerability.json"


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a question and the evidence of its answer.

    ``told`` and ``best`` are the log-odds that what is told, and that the best of all that fits, answers; ``fits``
    whether what is told is of the thing and the year named; ``listed`` the share of the question that the headings of a
    list cover, where one is told; ``unknown`` the share of its words that no document has.
    """

    told: float
    best: float
    fits: float
    listed: float
    unknown: float


def features(findings: Findings, composed: Composed, index: SearchIndex) -> Features:
    """Return the features of a question with what was found for it and the answer composed of that."""
    evidence = composed.evidence
    return Features(
        told=_best_odds(evidence),
        best=_best_odds([item for item in findings.evidence if item.fits and item.about]),
        fits=float(not evidence or (evidence[0].fits and evidence[0].about)),
        listed=composed.listed,
        unknown=unknown_share(findings.question, index.lexical),
    )


def _best_odds(evidence: Sequence[EvidenceStatement]) -> float:
    best = max((item.answers for item in evidence), default=0.0)
    best = min(max(best, 1e-6), 1 - 1e-6)
    return max(min(math.log(best / (1 - best)), _SURE), -_SURE)


def unknown_share(question: AnalysedQuestion, lexical: LexicalIndex) -> float:
    """Return the share of the question's words, by rarity, that no document has."""
    weights = {term: lexical.rarity(term) for term in question.terms}
    foreign = sum(weight for weight in weights.values() if weight >= 1.0)
    return foreign / (sum(weights.values()) or 1.0)


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
    """Return the calibration kept beside this module; `qa.evaluation.calibrating` makes it from judged questions."""
    content = json.loads(CALIBRATION.read_text("utf-8"))
    weights = tuple(float(content["weights"][field.name]) for field in fields(Features))
    return Calibration(weights, float(content["bias"]), float(content["threshold"]))
