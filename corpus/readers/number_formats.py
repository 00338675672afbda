"""Number formats: a count as Word prints it before a heading or an item (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from collections.abc import Callable

_KANJI = "〇一二三四五六七八九"
_FORMAL = "零壱弐参四伍六七八九"
_UNITS = ("", "十", "百", "千")
_FORMAL_UNITS = ("", "拾", "百", "千")
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def counted(number: int, form: str) -> str:
    """Return ``number`` in a format; one that is not known is told in plain figures.

    >>> counted(12, "japaneseCounting"), counted(3, "decimalEnclosedCircle"), counted(2, "aiueoFullWidth")
    ('十二', '③', 'イ')
    """
    if form in _LETTERS:
        letters = _LETTERS[form]
        return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1) if number > 0 else ""
    if form in _WRITTEN:
        return _WRITTEN[form](number)
    return "" if form in ("none", "bullet") else str(number)


def _digits(number: int) -> str:
    return "".join(_KANJI[int(digit)] for digit in str(number))


def _grouped(number: int, digits: str, units: tuple[str, ...], *, tell_one: bool) -> str:
    """Return a number below ten thousand in digits with their units: 二十三."""
    if not 0 < number < 10_000:
        return _digits(number) if number else digits[0]
    told = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            shown = "" if digit == "1" and place and not tell_one else digits[int(digit)]
            told = shown + units[place] + told
    return told


def _roman(number: int) -> str:
    told = ""
    for value, letters in _ROMAN:
        told += letters * (number // value)
        number %= value
    return told


def _enclosed(number: int, first: str, last: int) -> str:
    return chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _circled(number: int) -> str:
    if 20 < number <= 35:
        return chr(ord("㉑") + number - 21)
    if 35 < number <= 50:
        return chr(ord("㊱") + number - 36)
    return _enclosed(number, "①", 20)


_LETTERS = {
    "aiueo": _AIUEO,
    "aiueoFullWidth": _AIUEO,
    "iroha": _IROHA,
    "irohaFullWidth": _IROHA,
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
}
_WRITTEN: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: _enclosed(number, "⑴", 20),
    "decimalEnclosedFullstop": lambda number: _enclosed(number, "⒈", 20),
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "japaneseCounting": lambda number: _grouped(number, _KANJI, _UNITS, tell_one=False),
    "chineseCounting": lambda number: _grouped(number, _KANJI, _UNITS, tell_one=False),
    "chineseCountingThousand": lambda number: _grouped(number, _KANJI, _UNITS, tell_one=False),
    "taiwaneseCounting": lambda number: _grouped(number, _KANJI, _UNITS, tell_one=False),
    "japaneseLegal": lambda number: _grouped(number, _FORMAL, _FORMAL_UNITS, tell_one=True),
}
