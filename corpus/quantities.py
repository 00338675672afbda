"""Quantities: the numbers in a value in one unit, so that 100百万円 and 1億円 are the same."""

import re
from fractions import Fraction

from corpus.dates import western_year

_YEN = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "億": 10**8, "兆": 10**12}
_DAYS = {"年": 360, "か月": 30, "週間": 7, "日": 1}
_NUMERALS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True))
_AMOUNT = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(兆|億|千万|百万|万|千)?円")
_BARE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)")
_ERA_YEAR = re.compile(r"(令和|平成|昭和|大正|明治)(元|[0-9]+)年|((?:19|20)[0-9]{2})年")
_HALF_YEAR = re.compile(r"半年")
_PERIOD_UNIT = re.compile(r"([かヶケカ箇]月|週間|日間?|[かヶケカ]?年)")


def quantities(text: str) -> frozenset[Fraction]:
    """Return the numbers that a value in search-text form stands for, in yen, days, years or as they are.

    >>> quantities("100百万円") == quantities("1億円")
    True
    """
    if "円" in text:
        return frozenset(_number(number) * _YEN[scale or ""] for number, scale in _AMOUNT.findall(text))
    years = frozenset(
        Fraction(int(western) if western else western_year(era, era_year))
        for era, era_year, western in _ERA_YEAR.findall(text)
    )
    if years:
        return years
    text = "".join(str(_NUMERALS.get(character, character)) for character in text)
    if _HALF_YEAR.search(text):
        return frozenset({Fraction(180)})
    found = _PERIOD_UNIT.search(text)
    scale = _DAYS[_plain_unit(found.group(1))] if found else 1
    return frozenset(_number(number) * scale for number in _BARE.findall(text))


def _plain_unit(unit: str) -> str:
    if "月" in unit:
        return "か月"
    return "年" if "年" in unit else "日" if unit.startswith("日") else "週間"


def _number(words: str) -> Fraction:
    return Fraction(words.replace(",", ""))
