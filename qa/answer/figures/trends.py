"""Trends: whether an amount has grown since the year before, where a document gives both years."""

import re
from collections.abc import Sequence
from fractions import Fraction

from corpus.quantities import quantities
from corpus.values import ValueKind
from qa.answer.figures.arithmetic import Told, computed
from qa.answers import AnswerSentence
from qa.question.analysed import AnalysedQuestion
from qa.reader.evidence import EvidenceStatement

_BEFORE = re.compile(r"前年度")
_WHOSE_YEAR = re.compile(r"前年度|(?:令和|平成)?[0-9元]+年度|[\s()]")
YearAmount = tuple[Fraction, EvidenceStatement]
"""An amount in yen and the statement that gives it."""
_TREND = re.compile(r"増え|増加|減[りっ少]|増減|どう変わ|伸び|前年度?[^、。?]{0,3}(?:何倍|の差)")


def asks_trend(question: AnalysedQuestion) -> bool:
    """Say whether a question asks if something has grown or shrunk."""
    return _TREND.search(question.text) is not None


def both_years(best: EvidenceStatement, found: Sequence[EvidenceStatement]) -> list[EvidenceStatement]:
    """Return a field with its counterpart of the other year: 令和6年度予算額 and 前年度予算額 in one section."""

    def place(item: EvidenceStatement) -> tuple[str, int, str]:
        statement = item.statement
        return *statement.place, _WHOSE_YEAR.sub("", statement.label)

    before = bool(_BEFORE.search(best.statement.label))
    others = [
        item for item in found if place(item) == place(best) and before != bool(_BEFORE.search(item.statement.label))
    ]
    pair = [best, *others[:1]] if best.statement.label and others else []
    return sorted(pair, key=lambda item: item.statement.number)


def tell_trend(
    question: AnalysedQuestion, chosen: Sequence[EvidenceStatement], sentences: Sequence[AnswerSentence]
) -> tuple[AnswerSentence, ...]:
    """Return whether an amount has grown since the year before, where both are given and the question asks."""
    if not asks_trend(question):
        return ()
    told = amounts_by_year(chosen)
    if told is None:
        return ()
    (now, this_year), (before, last_year) = told
    citations = {item: sentence.citations for item, sentence in zip(chosen, sentences, strict=True)}
    word = "増加しています" if now > before else "減少しています" if now < before else "同額です"
    particle = "から" if now != before else "と"
    marks = (*citations[this_year], *citations[last_year])
    said = [Told(item.statement.label, item.statement.value, citations[item]) for item in (this_year, last_year)]
    return (AnswerSentence(f"前年度{particle}{word}。", marks), *computed(question, said))


def amounts_by_year(items: Sequence[EvidenceStatement]) -> tuple[YearAmount, YearAmount] | None:
    """Return the first amount of this year and the first of the year before; None where one of them is not given."""
    amounts: dict[bool, YearAmount] = {}
    for item in items:
        sums = [quantities(value.text) for value in item.statement.values if value.kind is ValueKind.AMOUNT]
        if sums and sums[0]:
            amounts.setdefault(bool(_BEFORE.search(item.statement.label)), (max(sums[0]), item))
    return (amounts[False], amounts[True]) if len(amounts) == 2 else None
