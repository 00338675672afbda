"""Premises: figures that a question takes for granted and the documents contradict."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.normalisation import readable
from corpus.spans import Fragments
from corpus.values import Value, ValueKind, find_values
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.evidence import EvidenceStatement
from qa.questions import AnalysedQuestion

# Wording by which a question takes a figure for granted instead of asking for it.
_GRANTED = re.compile(
    r"(?:に|へと?|まで)?(?:延長|短縮|増額|減額|増や|減ら|拡大|縮小|引き上げ|引き下げ|設定|変更|な(?:った|り)|という目標)|である|なのは"
)
_KINDS = frozenset({ValueKind.PERIOD, ValueKind.AMOUNT, ValueKind.PEOPLE, ValueKind.COUNT, ValueKind.RATIO})
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_UNIT = re.compile(r"[0-9,.]+\s*([^0-9,.\s~]+)")
_ENOUGH = 0.5  # share of the question's words that the contradicting statement must cover


@dataclass(frozen=True, slots=True)
class Correction:
    """What the question takes for granted, and what the documents say instead."""

    granted: str
    statement: EvidenceStatement

    def sentences(self, maker: CitationMaker) -> tuple[AnswerSentence, ...]:
        """Return the correction: what was assumed, and the document's own words."""
        statement = self.statement.statement
        fragments: Fragments = (*statement.context, *statement.sentence.fragments)
        said = f"{statement.label}は{statement.value}です。" if statement.label else readable(statement.text)
        return (
            AnswerSentence("質問の前提は、文書の記載と一致しません。", ()),
            AnswerSentence(said, maker.cite(statement.document_id, fragments)),
        )


def contradicted_value(question: AnalysedQuestion, evidence: Sequence[EvidenceStatement]) -> Correction | None:
    """Return the correction of a figure that the question takes for granted, where the best evidence has another."""
    granted = [
        value for value in find_values(question.text) if value.kind in _KINDS and _is_granted(question.text, value)
    ]
    for value in granted:
        for item in evidence[:3]:
            same_kind = [
                other for other in item.statement.values if other.kind is value.kind and _unit(other) == _unit(value)
            ]
            if item.about and item.coverage >= _ENOUGH and same_kind:
                stated = {number for other in same_kind for number in _NUMBER.findall(other.text)}
                if not set(_NUMBER.findall(value.text)) & stated:
                    return Correction(value.text, item)
                break
    return None


def _is_granted(text: str, value: Value) -> bool:
    return _GRANTED.match(text, value.end) is not None


def _unit(value: Value) -> str:
    found = _UNIT.search(value.text)
    return found.group(1)[:1] if found else ""
