"""Quantities: the numbers in a value in one unit, so that 100百万円 and 1億円 are the same."""

import re
from fractions import Fraction

from corpus.dates import find_years

_YEN = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "億": 10**8, "兆": 10**12}
_DAYS = {"年": 360, "か月": 30, "週間": 7, "日": 1}
_NUMERALS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True))
NUMBER = r"(?<![0-9])[0-9][0-9,]{0,24}(?:\.[0-9]{1,9})?"
"""A printed number: bounded, since nobody writes more than twenty figures, and never begun within another, so that
finding it takes linear time whatever a text holds."""
AMOUNT = re.compile(
    rf"(?:{NUMBER}\s{{0,4}}(?:兆|億|千万|百万|万)\s{{0,4}}){{0,4}}{NUMBER}\s{{0,4}}(?:兆|億|千万|百万|万|千)?円"
)
"""An amount of money in search text, of one part (41億円) or several (14億5千万円)."""
_PART = re.compile(rf"({NUMBER})\s{{0,4}}(兆|億|千万|百万|万|千)?")
_BARE = re.compile(rf"({NUMBER})")
_MONTHS = re.compile(rf"({NUMBER})\s{{0,4}}(年半|年(?!度)|か月|ヶ月|カ月|ヵ月|箇月)")
_ANY_PERIOD = re.compile(
    r"(?<![0-9.,和成第])(?P<number>[0-9]{1,2}|[一二三四五六七八九十])(?P<unit>[かヶカ]年|年(?![度月生])|[かヶカ箇]月)"
)
_TEN_THOUSANDS = re.compile(rf"({NUMBER})万([0-9][0-9,]{{0,24}})?(?!円)")
_TENTHS = re.compile(rf"({NUMBER})割")
_RANGE = 40  # characters within which the upper end of a range has its unit
_HALF_YEAR = re.compile(r"半年")
_PERIOD_UNIT = re.compile(r"([かヶケカ箇]月|週間|日間?|[かヶケカ]?年)")


def quantities(text: str) -> frozenset[Fraction]:
    """Return the numbers that a value in search-text form stands for, in yen, days, years or as they are.

    >>> quantities("100百万円") == quantities("1億円")
    True
    """
    if "円" in text:
        return frozenset(_yen(amount) for amount in AMOUNT.findall(text))
    years = frozenset(Fraction(found.year) for found in find_years(text) if found.marked)
    if years:
        return years
    text = _TENTHS.sub(lambda match: str(_number(match[1]) * 10), _TEN_THOUSANDS.sub(_plain, text))
    text = "".join(str(_NUMERALS.get(character, character)) for character in text)
    if _HALF_YEAR.search(text):
        return frozenset({Fraction(180)})
    return frozenset(_scaled(text, match) for match in _BARE.finditer(text))


def _plain(match: re.Match[str]) -> str:
    """Return a number of ten thousands in digits alone: 1万8,400 is 18400."""
    return str(int(_number(match[1]) * 10_000 + _number(match[2] or "0")))


def _scaled(text: str, number: re.Match[str]) -> Fraction:
    """Return a number in days where a unit of time follows it, of a range at the latest behind its upper end."""
    unit = _PERIOD_UNIT.search(text, number.end(), number.end() + _RANGE)
    return _number(number.group()) * (_DAYS[_plain_unit(unit.group(1))] if unit else 1)


def amount_in_yen(text: str) -> int | None:
    """Return the amount that a value in search-text form gives, the upper one of a range; None where it gives none.

    >>> amount_in_yen("年間4,000万円~1億円"), amount_in_yen("14億5千万円")
    (100000000, 1450000000)
    """
    amounts = [_yen(amount) for amount in AMOUNT.findall(text)]
    return int(max(amounts)) if amounts else None


def period_in_months(text: str) -> int | None:
    """Return the months of a period in search-text form, the upper end of a range; None where it gives none.

    >>> period_in_months("原則3~5年間"), period_in_months("18か月"), period_in_months("2年半以内")
    (60, 18, 30)
    """
    months = [
        int(_number(number) * (12 if unit.startswith("年") else 1)) + 6 * (unit == "年半")
        for number, unit in _MONTHS.findall(text)
    ]
    return max(months, default=None)


def canonical_terms(text: str) -> list[str]:
    """Return the years, amounts and periods of a search text in one form each, in order.

    >>> canonical_terms("令和5年度、R5、100百万円、5か年") == canonical_terms("2023年度、2023年、1億円、五年")
    True
    """
    found = [(year.start, f"year:{year.year}") for year in find_years(text) if year.marked]
    found += [(match.start(), f"yen:{int(_yen(match.group()))}") for match in AMOUNT.finditer(text)]
    found += [(match.start(), f"months:{_months(match)}") for match in _ANY_PERIOD.finditer(text)]
    return [term for _, term in sorted(found)]


def _months(match: re.Match[str]) -> int:
    number = match["number"]
    count = _NUMERALS.get(number) or int(number)
    return count * (1 if "月" in match["unit"] else 12)


def _yen(amount: str) -> Fraction:
    """Return the sum of the parts of an amount."""
    parts = _PART.findall(amount)
    return sum((_number(number) * _YEN[scale] for number, scale in parts), Fraction(0))


def _plain_unit(unit: str) -> str:
    if "月" in unit:
        return "か月"
    return "年" if "年" in unit else "日" if unit.startswith("日") else "週間"


def _number(words: str) -> Fraction:
    return Fraction(words.replace(",", ""))
