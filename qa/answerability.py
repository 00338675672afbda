"""Answerability: how likely it is that the evidence answers the question."""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path

from indexer.lexical import LexicalIndex
from indexer.tokenisation import FugashiTokenizer
from qa.asking_words import asking_words
from qa.evidence import EvidenceStatement, words_of
from qa.finding import Findings
from qa.questions import AnalysedQuestion
from qa.retrieval import RetrievedPassage
from qa.shapes.rendering import Composed

_COMPOUND = re.compile(r"[一-龯々ァ-ヶー]{2,}")
_LONG_QUESTION, _LONG_STATEMENT = 20, 200  # words, characters
CALIBRATION = Path(__file__).parent / "answerability.json"


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a question and the evidence of its answer, each between 0 and 1.

    ``coverage`` and ``focus`` as in EvidenceStatement; ``fits`` whether the best evidence is of the year and turn
    named; ``listed`` how well a list fits; ``asked`` and ``told`` the lengths of question and evidence: a long
    question is never covered wholly, and a long statement covers much by chance; ``sought`` whether the evidence has
    the noun that is asked for; ``strange`` the share of its compounds that the passages found do not have; ``checks``
    whether it is asked what to look at, as papers of this kind tell. Of some 40 features tried these told most in
    cross-validation.
    """

    coverage: float
    focus: float
    fits: float
    listed: float
    asked: float
    told: float
    sought: float
    checks: float
    strange: float


def features(findings: Findings, composed: Composed, tokenizer: FugashiTokenizer) -> Features:
    """Return the features of a question with what was found for it and the answer composed of that."""
    question, evidence, listed = findings.question, composed.evidence, composed.listed
    best = evidence[0] if evidence else None
    return Features(
        coverage=max((item.coverage for item in evidence), default=listed),
        focus=max((item.focus for item in evidence), default=listed),
        fits=float(best is None or best.fits),
        listed=listed,
        asked=min(len(question.terms) / _LONG_QUESTION, 1.0),
        told=min(len(best.statement.text) / _LONG_STATEMENT, 1.0) if best else 0.0,
        sought=float(_has_sought(question, evidence, tokenizer)),
        checks=float(question.checks),
        strange=_strange_share(question, findings.passages),
    )


def _strange_share(question: AnalysedQuestion, passages: Sequence[RetrievedPassage]) -> float:
    """Return the share of the question's compounds that no passage has and that are no everyday wording."""
    compounds = _COMPOUND.findall(question.core)
    found = "\n".join(item.passage.searched for item in passages)
    everyday = "\n".join("".join(item.terms) for item in question.widenings)
    strange = [word for word in compounds if word not in found and word not in everyday]
    return len(strange) / len(compounds) if compounds else 0.0


def _has_sought(question: AnalysedQuestion, evidence: Sequence[EvidenceStatement], tokenizer: FugashiTokenizer) -> bool:
    """Say whether the evidence speaks of the noun that is asked for; true where there is none, or it is a name known."""
    sought = question.sought
    named = any(sought in name or name in sought for thing in question.things for name in thing.names)
    telling = [word for word in tokenizer.words(sought) if word not in asking_words().formal and not word.isdigit()]
    if not telling or named or not evidence:
        return True
    text = " ".join(
        f"{' '.join(item.statement.path)} {item.statement.label} {item.statement.text}" for item in evidence
    )
    widened = {term for item in question.widenings if any(word in text for word in item.words) for term in item.terms}
    return telling[-1] in words_of(text, tokenizer) | widened


def unknown_share(question: AnalysedQuestion, lexical: LexicalIndex) -> float:
    """Return the share of the question's words, by rarity, that neither a document nor the wording list has."""
    weights = {term: lexical.rarity(term) for term in question.terms}
    everyday = {term for widening in question.widenings for term in widening.terms}
    foreign = sum(weight for term, weight in weights.items() if weight >= 1.0 and term not in everyday)
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
    """Return the calibration kept beside this module; `qa.calibration` makes it from judged questions."""
    content = json.loads(CALIBRATION.read_text("utf-8"))
    weights = tuple(float(content["weights"][field.name]) for field in fields(Features))
    return Calibration(weights, float(content["bias"]), float(content["threshold"]))
