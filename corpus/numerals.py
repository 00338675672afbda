"""Numerals: a number as Japanese papers write it, in figures or in kanji."""

KANJI = "〇一二三四五六七八九"


def number_of(words: str) -> int:
    """Return the number that figures or kanji stand for, up to 99 where there are tens, else digit by digit.

    >>> number_of("12"), number_of("十八"), number_of("二十"), number_of("二〇二五")
    (12, 18, 20, 2025)
    """
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    digits = "".join(str(_digit(character)) for character in ones)
    return int(digits or 0) + (10 * (_digit(tens[-1]) if tens else 1) if ten else 0)


def _digit(character: str) -> int:
    return int(character) if character.isdecimal() else max(KANJI.find(character), 0)
