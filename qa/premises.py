"""Premises: figures that a question takes for granted and the documents contradict."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.normalisation import normalise, readable
from corpus.spans import Fragments
from corpus.values import Value, ValueKind, find_values
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.evidence import EvidenceStatement
from qa.quantities import quantities
from qa.questions import AnalysedQuestion, AnswerType

_KINDS = frozenset({ValueKind.PERIOD, ValueKind.AMOUNT, ValueKind.PEOPLE, ValueKind.COUNT, ValueKind.RATIO})
# Units that count the question's own parts (3つの目的, 第2回, 1課題当たり) and assert nothing of the world.
_NO_CLAIM = re.compile(r"(?:つ|点|項目|回|種類|段階)目?$|^第")
_PER = re.compile(r"^(?:当たり|あたり|につき|ごと)")
_BEGINNING = re.compile(
    r"^(?:度)?(?:\s*[0-9]+月)?(?:に|の)?(?:始ま|開始|発足|創設|設置|決定|出た|公表|発表|策定|取りまとめ|まとめ|開かれ|開催|導入)"
)
_ASKING_BACK = re.compile(r"^(?:程度|以上|以内)?(?:です|でしょう|で合って|で正し|という理解)")
_ENOUGH = 0.45  # share of the question's words that the contradicting statement must cover
_READ = 6  # statements that are held against the question


@dataclass(frozen=True, slots=True)
class Correction:
    """What the question takes for granted, and the statement that says otherwise."""

    granted: str
    statement: EvidenceStatement

    def sentences(self, maker: CitationMaker) -> tuple[AnswerSentence, ...]:
        """Return the correction: that the premise does not hold, and the document's own words."""
        statement = self.statement.statement
        fragments: Fragments = (*statement.context, *statement.sentence.fragments)
        said = f"{statement.label}は{statement.value}です。" if statement.label else readable(statement.text)
        return (
            AnswerSentence("質問の前提は、文書の記載と一致しません。", ()),
            AnswerSentence(said, maker.cite(statement.document_id, fragments)),
        )


def contradicted(question: AnalysedQuestion, evidence: Sequence[EvidenceStatement]) -> Correction | None:
    """Return the correction of a figure that the question takes for granted, where the evidence has another.

    A figure is held against the values of its kind and unit in the best statements about the same thing. It stands
    if any of them equals it after conversion; otherwise the best of them is the correction.
    """
    for value in find_values(question.text):
        if not _is_claim(question, value):
            continue
        rivals = [
            (item, [other for other in item.statement.values if _comparable(value, other)])
            for item in evidence[:_READ]
            if item.about and item.coverage >= _ENOUGH
        ]
        rivals = [(item, others) for item, others in rivals if others]
        if rivals and not any(_equal(value, other) for _, others in rivals for other in others):
            return Correction(value.text, rivals[0][0])
    return None


def _is_claim(question: AnalysedQuestion, value: Value) -> bool:
    """Say whether the question asserts ``value`` and neither asks for it, filters by it nor counts with it."""
    after = question.text[value.end :]
    if _ASKING_BACK.match(after) or _PER.match(after) or _NO_CLAIM.search(value.text):
        return False
    if value.kind is ValueKind.DATE:
        return bool(_BEGINNING.match(after)) and not question.asks(AnswerType.DATE)
    return value.kind in _KINDS


def _comparable(value: Value, other: Value) -> bool:
    if value.kind is not other.kind:
        return False
    if value.kind is ValueKind.COUNT:
        return _unit(value.text) == _unit(other.text)
    return True


def _unit(text: str) -> str:
    return re.sub(r"[0-9,.~\-約最大低程度以上内下のべ延\s]", "", text)


def _equal(value: Value, other: Value) -> bool:
    mine, theirs = quantities(normalise(value.text)), quantities(normalise(other.text))
    return bool(mine & theirs) if mine and theirs else value.text == other.text
