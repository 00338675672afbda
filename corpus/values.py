"""Typed values in a text: amounts of money, periods, numbers of people and things, ratios, dates."""

import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus.dates import find_dates
from corpus.quantities import NUMBER


class ValueKind(StrEnum):
    """What a value measures."""

    AMOUNT = "amount"
    PERIOD = "period"
    PEOPLE = "people"
    COUNT = "count"
    RATIO = "ratio"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Value:
    """A value as printed, with its place in the search text that it was found in."""

    kind: ValueKind
    text: str
    start: int
    end: int


_SPACE = r"\s{0,4}"
_NUMBER = rf"(?:約|最大|最長|最低|概ね|延べ|のべ)?{_SPACE}(?:{NUMBER}(?:万(?:[0-9][0-9,]{{0,24}})?(?!円))?|数[十百千万]{{0,3}}|(?<![一二三四五六七八九十])[一二三四五六七八九十]{{1,8}})"
_RANGE = rf"{_NUMBER}(?:(?:億円|百万円|万円|千円|円|年|か月|人|件)?{_SPACE}(?:~|から|-){_SPACE}{_NUMBER})?"
_AFTER = r"(?:程度|以上|以内|以下|未満|前後|間){0,4}"
_PATTERNS = (
    (
        ValueKind.AMOUNT,
        re.compile(
            rf"(?:{_NUMBER}{_SPACE}(?:兆|億|千万|百万|万){_SPACE}(?=[0-9]))?{_RANGE}{_SPACE}(?:兆|億|百万|千万|万|千)?円{_AFTER}(?:{_SPACE}/{_SPACE}(?:人・年|年・課題|年|課題|人){{1,3}})?{_AFTER}"
        ),
    ),
    (
        ValueKind.PERIOD,
        re.compile(
            rf"(?!(?:19|20)[0-9]{{2}}年){_RANGE}(?<!(?:19|20)[0-9]{{2}}){_SPACE}(?:年間|[かヶケカ]年|[かヶケカ箇]月|週間|日間|日(?=以[内上下]|未満|[前後程をの])|年(?![0-9度月]|{_SPACE}[0-9]{{1,2}}月))間?{_AFTER}|半年{_AFTER}"
        ),
    ),
    (ValueKind.PEOPLE, re.compile(rf"{_RANGE}{_SPACE}(?:人|名)(?![的材間権件類口員文社工]){_AFTER}")),
    (
        ValueKind.COUNT,
        re.compile(
            rf"{_RANGE}{_SPACE}(?:[かヶケカ]国(?:・地域)?|件|課題|拠点|単位|プログラム|機関|校|社|回|周年|項目|点|つ|本|大学)(?![0-9])(?:目(?!標))?{_AFTER}"
        ),
    ),
    (ValueKind.RATIO, re.compile(rf"{_RANGE}{_SPACE}(?:%|割|倍|ポイント){_AFTER}")),
)
_DAY_OF_MONTH = r"[0-9]{1,2}日(?:\([月火水木金土日]\))?"
_DAY = re.compile(
    rf"(?<![0-9])[0-9]{{1,2}}月(?:頃|{_SPACE}[0-9]{{1,2}}(?!月)(?:[・,~\-][0-9]{{1,2}})?日?(?:\([月火水木金土日]\))?(?:{_SPACE}~{_SPACE}(?:[0-9]{{1,2}}月)?{_DAY_OF_MONTH})?)?|(?:令和|平成|昭和)(?:元|[0-9]{{1,2}})年度?|(?:19|20)[0-9]{{2}}年度?"
)


def find_values(text: str) -> tuple[Value, ...]:
    """Return the typed values of a search text, in order; of values that overlap the longest stays.

    >>> [(value.kind.value, value.text) for value in find_values("支援期間は原則3~5年間、総額は最大5億円です。")]
    [('period', '3~5年間'), ('amount', '最大5億円')]
    """
    found = [
        Value(
            kind, match.group().strip(), match.start() + len(match.group()) - len(match.group().lstrip()), match.end()
        )
        for kind, pattern in _PATTERNS
        for match in pattern.finditer(text)
    ]
    found += [Value(ValueKind.DATE, match.group(), match.start(), match.end()) for match in _DAY.finditer(text)]
    found += [Value(ValueKind.DATE, text[date.start : date.end], date.start, date.end) for date in find_dates(text)]
    return _longest_apart(found)


def _longest_apart(found: Iterable[Value]) -> tuple[Value, ...]:
    """Return in order the values that overlap no longer one."""
    kept: list[Value] = []
    for value in sorted(found, key=lambda value: (value.start - value.end, value.start)):
        at = bisect(kept, value.start, key=lambda other: other.start)
        before, after = kept[at - 1 : at], kept[at : at + 1]
        if all(other.end <= value.start for other in before) and all(value.end <= other.start for other in after):
            kept.insert(at, value)
    return tuple(kept)
