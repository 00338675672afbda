"""Agreement: whether two values say the same after conversion of units, eras and rounding."""

import re
from collections.abc import Sequence
from fractions import Fraction

from corpus.quantities import quantities
from corpus.values import Value, ValueKind, find_values

_ROUNDED = re.compile(r"約|およそ|概ね|おおむね|程度|前後|ほぼ")
_ROUNDING = Fraction(1, 10)  # no rounding takes a number further from itself
_UPPER = re.compile(r"最大|最長|上限|まで|以内|以下")


def comparable(value: Value, other: Value) -> bool:
    """Say whether two values measure the same kind of thing, counts in the same unit."""
    if value.kind is not other.kind:
        return False
    return value.kind is not ValueKind.COUNT or _unit(value.text) == _unit(other.text)


def agree(value: Value, other: Value) -> bool:
    """Say whether two values share a number: enough where a question merely mentions one."""
    mine, theirs = quantities(value.text), quantities(other.text)
    return bool(mine & theirs) if mine and theirs else value.text == other.text


def says_same(value: Value, other: Value) -> bool:
    """Say whether ``value`` repeats ``other``: each of its numbers is there, or what one of them rounds to.

    Of a period's range its upper end may stand alone only where it is named as such.
    """
    mine, theirs = quantities(value.text), quantities(other.text)
    if not mine or not theirs:
        return value.text == other.text
    if len(mine) < len(theirs) and not _UPPER.search(value.text) and value.kind is ValueKind.PERIOD:
        return False
    fewest = 1 if _ROUNDED.search(value.text) else 2 if value.kind is ValueKind.AMOUNT else 99
    return all(any(number == told or _rounds_to(told, number, fewest) for told in theirs) for number in mine)


def gives_all(text: str, values: Sequence[Value]) -> bool:
    """Say whether ``values`` have every figure of a text that has some, in whatever unit."""
    mine = find_values(text)
    return bool(mine) and all(
        any(comparable(value, other) and says_same(value, other) for other in values) for value in mine
    )


def gives_others(text: str, values: Sequence[Value]) -> bool:
    """Say whether a text has a figure of a kind of which ``values`` have others alone."""
    return any(
        (others := [other for other in values if comparable(value, other)])
        and not any(says_same(value, other) for other in others)
        for value in find_values(text)
    )


def _rounds_to(told: Fraction, number: Fraction, fewest: int) -> bool:
    """Say whether ``told`` is ``number`` when rounded to as many digits as that has, if these are not too few."""
    if told <= 0 or number <= 0 or told.denominator != 1 or number.denominator != 1:
        return False
    digits = str(int(number))
    kept = len(digits.rstrip("0"))
    unit = 10 ** (len(digits) - kept)
    near = abs(told - number) <= _ROUNDING * told
    return near and kept >= fewest and (int(told) + unit // 2) // unit * unit == int(number)


def _unit(text: str) -> str:
    return re.sub(r"[0-9,.~\-約最大低程度以上内下のべ延新規計\s]", "", text)
