"""Premises: figures, years, places and trends that a question takes for granted and the documents contradict."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.collection import Collection
from corpus.statements import Statement
from corpus.values import Value, ValueKind, find_values
from qa.answer.figures.arithmetic import asks_arithmetic
from qa.answer.figures.trends import amounts_by_year
from qa.answer.rendering import sentence_of
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.claims.values.agreement import agree, comparable
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import AnswerType
from qa.reader.evidence import EvidenceStatement

_KINDS = frozenset({ValueKind.PERIOD, ValueKind.AMOUNT, ValueKind.PEOPLE, ValueKind.COUNT, ValueKind.RATIO})
# Units that count the question's own parts (3つの目的, 第2回, 1課題当たり) and assert nothing of the world.
_NO_CLAIM = re.compile(r"(?:つ|(?<!拠)点|項目|回|種類|段階)目?$|^第")
_PER = re.compile(r"^(?:当たり|あたり|につき|ごと)")
_ONE = re.compile(r"(?:1|一)(?![0-9]).{1,4}")
_FOR_ONE = re.compile(r"[にで、]|最大|約|[0-9]")
_BEGINNING = re.compile(
    r"^(?:度)?(?:\s*[0-9]+月)?(?:に|の)?(?:始ま|開始|発足|創設|設置|決定|出た|公表|発表|策定|取りまとめ|まとめ|開かれ|開催|導入)"
)
_ASKING_BACK = re.compile(r"^(?:程度|以上|以内)?(?:です|でしょう|で合って|で正し|という理解)")
_PLACE = re.compile(r"([一-龯ァ-ヴーA-Za-z]{2,8})(?:で|において)(?:開催|開か|行われ|実施され)")
# 東京で開かれる会合は？ asks which event is held there and takes none for granted.
_ASKS_EVENT = re.compile(
    r"(?:開催|開か|行われ|実施)[^、。?]{0,6}(?:会合|会議|行事|イベント|フォーラム|もの)(?:は|を|に|って|[?？])"
)
_HELD = re.compile(r"(?:開催|開か|会場|於)")
_STARTED = re.compile(r"開始|事業期間|創設|設置")
_GREW = re.compile(r"倍増|増額|増加し|増えた|増やされ|拡充され")
_SHRANK = re.compile(r"減額|減少し|減った|減らされ|削減され")
_READABLE = 0.08  # probability of answering that a contradicting statement must have
_READ = 6  # statements that are held against the question


@dataclass(frozen=True, slots=True)
class Correction:
    """The statements that say otherwise than the question takes for granted, the telling one first."""

    statements: tuple[Statement, ...]

    def sentences(self, collection: Collection, maker: CitationMaker) -> tuple[AnswerSentence, ...]:
        """Return the correction: that the premise does not hold, and the documents' own words."""
        told = tuple(sentence_of(collection, statement, maker) for statement in self.statements)
        return (AnswerSentence("質問の前提は、文書の記載と一致しません。", ()), *told)


def contradicted(question: AnalysedQuestion, evidence: Sequence[EvidenceStatement]) -> Correction | None:
    """Return the correction of what the question takes for granted, where the documents say otherwise."""
    named = bool(question.programmes)
    near = [item for item in evidence[:_READ] if item.about and (named or item.answers >= _READABLE)]
    return (
        _other_value(question, near)
        or _other_beginning(question, evidence)
        or _other_place(question, near)
        or _other_trend(question, evidence)
    )


def _other_value(question: AnalysedQuestion, near: Sequence[EvidenceStatement]) -> Correction | None:
    """Hold each figure against the values of its kind and unit in the best statements about the same thing.

    It stands if any of them equals it after conversion; otherwise the best of them is the correction.
    """
    for value in find_values(question.text):
        if not _is_claim(question, value):
            continue
        rivals = [(item, [other for other in item.statement.values if comparable(value, other)]) for item in near]
        rivals = [(item, others) for item, others in rivals if others]
        if rivals and not any(agree(value, other) for _, others in rivals for other in others):
            telling = next((item for item, _ in rivals if item.statement.label), rivals[0][0])
            return Correction((telling.statement,))
    return None


def _other_beginning(question: AnalysedQuestion, evidence: Sequence[EvidenceStatement]) -> Correction | None:
    """Hold the year in which something is said to have begun against the field that tells it."""
    if not question.programmes:
        return None
    fields = [item for item in evidence if item.about and _STARTED.search(item.statement.label)]
    for value in find_values(question.text):
        if value.kind is ValueKind.DATE and _BEGINNING.match(question.text[value.end :]):
            for item in fields:
                dates = [other for other in item.statement.values if other.kind is ValueKind.DATE]
                if dates and not any(agree(value, other) for other in dates):
                    return Correction((item.statement,))
    return None


def _other_place(question: AnalysedQuestion, near: Sequence[EvidenceStatement]) -> Correction | None:
    """Hold the place where something is said to have been held against the statement that tells of its holding."""
    found = None if _ASKS_EVENT.search(question.text) else _PLACE.search(question.text)
    held = [item for item in near if _HELD.search(item.statement.text)]
    if found and held and not any(found.group(1) in item.statement.text for item in held):
        return Correction((held[0].statement,))
    return None


def _other_trend(question: AnalysedQuestion, evidence: Sequence[EvidenceStatement]) -> Correction | None:
    """Hold a growth or loss that the question explains or asks the reason of against both years' amounts."""
    direction = 1 if _GREW.search(question.text) else -1 if _SHRANK.search(question.text) else 0
    if not direction or not question.asks(AnswerType.REASON) or not question.asks(AnswerType.AMOUNT):
        return None
    told = amounts_by_year([item for item in evidence if item.about and item.statement.label])
    if told is None:
        return None
    (now, this_year), (before, last_year) = told
    same_place = this_year.statement.place == last_year.statement.place
    return (
        Correction((this_year.statement, last_year.statement))
        if same_place and (now - before) * direction <= 0
        else None
    )


def _measures(value: Value, after: str) -> bool:
    """Say whether a value is the one of something that another is told for: 1課題で1年に最大…, 一人300万円."""
    return _ONE.fullmatch(value.text) is not None and (
        value.kind is not ValueKind.PERIOD or _FOR_ONE.match(after) is not None
    )


def _is_claim(question: AnalysedQuestion, value: Value) -> bool:
    """Say whether the question asserts ``value`` and neither asks for it, filters by it nor counts with it."""
    after = question.text[value.end :]
    if asks_arithmetic(question.text) and value.kind is not ValueKind.DATE:
        return False  # 146億円と501億円の合計は: operands
    if _ASKING_BACK.match(after) or _PER.match(after) or _NO_CLAIM.search(value.text) or _measures(value, after):
        return False
    if value.kind is ValueKind.DATE:
        unnamed = not question.programmes
        return unnamed and bool(_BEGINNING.match(after)) and not question.asks(AnswerType.DATE)
    if value.kind is ValueKind.RATIO and question.asks(AnswerType.RATIO):
        return False  # 上位1割に入る論文の割合は: one share only names what the other is of
    return value.kind in _KINDS
