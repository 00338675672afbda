"""Arithmetic: sum, difference and ratio of two cited figures, shown with what they are made of."""

import re
from fractions import Fraction

from qa.answers import AnswerSentence
from qa.question.analysed import AnalysedQuestion

_FIGURE = re.compile(
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<unit>百万円|億円|兆円|千円|万円|円|人|名|件|課題|拠点|校|年|か月)"
)
_SUM = re.compile(r"合計|合わせて|あわせて|総計|足すと|両方で")
_DIFFERENCE = re.compile(
    r"の差(?!別|異)|差額|増減|(?:いくら|どれだけ|どれくらい|どのくらい|何円|何人|何件)[^、。?]{0,3}(?:多|少な|増え|増や|減[りっらる])"
)
_RATIO = re.compile(r"何倍|倍率")
_DIGITS = 2  # of a ratio after the point


def compute(
    question: AnalysedQuestion, first: str, second: str, citations: tuple[int, ...]
) -> tuple[AnswerSentence, ...]:
    """Return the sum, difference or ratio that a question asks for of two figures as printed; none where units differ."""
    one, two = _FIGURE.search(first), _FIGURE.search(second)
    if one is None or two is None or one["unit"] != two["unit"]:
        return ()
    told = []
    if _SUM.search(question.text):
        told.append(
            f"合計は {_shown(one)} ＋ {_shown(two)} ＝ {_printed(_value(one) + _value(two))}{one['unit']}です。"
        )
    if _DIFFERENCE.search(question.text):
        more, less = (one, two) if _value(one) >= _value(two) else (two, one)
        told.append(
            f"差は {_shown(more)} − {_shown(less)} ＝ {_printed(_value(more) - _value(less))}{one['unit']}です。"
        )
    if _RATIO.search(question.text) and _value(two):
        ratio = round(_value(one) / _value(two), _DIGITS)
        told.append(f"{_shown(one)} ÷ {_shown(two)} ＝ 約{_printed(ratio)}倍です。")
    return tuple(AnswerSentence(words, citations) for words in told)


def _value(found: re.Match[str]) -> Fraction:
    return Fraction(found["number"].replace(",", ""))


def _shown(found: re.Match[str]) -> str:
    return f"{found['number']}{found['unit']}"


def _printed(number: Fraction) -> str:
    """Return a number with thousands separated, without needless zeros."""
    return f"{int(number):,}" if number.denominator == 1 else f"{float(number):,.{_DIGITS}f}".rstrip("0")
