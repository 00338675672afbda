"""Arithmetic: which figure is more, their sum, difference and ratio, shown with what they are made of."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from corpus.dates import find_years
from corpus.normalisation import normalise
from corpus.quantities import amount_in_yen
from corpus.values import Value, ValueKind, find_values
from qa.answers import AnswerSentence
from qa.question.analysed import AnalysedQuestion

_FIGURE = re.compile(
    r"(?P<about>約|概ね|のべ|延べ|最大|最長)?\s*(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<unit>[^0-9~\-/]{1,8}?)(?P<nearly>程度|前後)?"
)
_SUM = re.compile(r"合計|合わせ(?:て|る)|あわせ(?:て|る)|総計|足すと|両方で")
_DIFFERENCE = re.compile(
    r"の差(?!別|異)|差額|増減|あと(?:いくつ|いくら|何)|何[年日](?:かか|あり|経|間隔|空い|後)|"
    r"(?:いくら|どれだけ|どれくらい|どのくらい|何円|何人|何件|何年)[^、。?]{0,3}(?:多|少な|違|増え|増や|減[りっらる])"
)
_RATIO = re.compile(r"何倍|倍率")
_WHICH = r"(?:どちら|どっち|どれ|どの[^、。?]{1,8}|誰)"
_HOW = "多|大き|高|長|少な|小さ|短|低|安|先|早|遅|後|新し|古"
_MORE = re.compile(rf"{_WHICH}[^、。?]{{0,14}}?(?P<how>{_HOW})|(?P<said>{_HOW})[^、。?]{{0,10}}の[はが]{_WHICH}")
_MOST_FIRST = frozenset({"多", "大き", "高", "長", "遅", "後", "新し"})
_OF_TIME = frozenset({"先", "早", "遅", "後", "新し", "古"})
_SAID = {"先": "先です", "後": "後です"}
_ASIDE = re.compile(r"\([^()]*\)")
_BEFORE = re.compile(r"([^\s、。()・:]{2,}?)[は:が、]?\s*$")  # what stands right before a figure
_DIGITS = 2  # of a ratio after the point
_NAME_BEFORE = 12  # characters before a figure in which the name that it is of stands


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one thing: its name, empty where there is none, the words, and the citations of these."""

    name: str
    words: str
    citations: tuple[int, ...]


@dataclass(frozen=True)
class Figure:
    """A figure that can be computed with: whose it is, the typed value, and where it is cited."""

    name: str
    value: Value
    citations: tuple[int, ...]

    @cached_property
    def _parsed(self) -> re.Match[str] | None:
        return _FIGURE.fullmatch(self.value.text)

    @property
    def unit(self) -> str:
        """Return its unit, 年 for a date; empty where it is no plain figure but a range or a sum of parts."""
        if self.value.kind is ValueKind.DATE:
            return "年" if find_years(self.value.text) else ""
        return self._parsed["unit"] if self._parsed else ""

    @property
    def number(self) -> Fraction:
        """Return its number in its unit; of a date the year of the common era."""
        if self.value.kind is ValueKind.DATE:
            return Fraction(find_years(self.value.text)[0].year)
        assert self._parsed is not None, "asked of plain figures alone"
        return Fraction(self._parsed["number"].replace(",", ""))

    @property
    def size(self) -> Fraction:
        """Return what figures of one kind are ordered by, whatever their units."""
        yen = amount_in_yen(self.value.text) if self.value.kind is ValueKind.AMOUNT else None
        return self.number if yen is None else Fraction(yen)

    @property
    def is_near(self) -> bool:
        """Say whether it is told as being about so much."""
        return bool(self._parsed and (self._parsed["about"] or self._parsed["nearly"]))

    @property
    def shown(self) -> str:
        """Return it as an operand; a date of an era is not computed with, since its western year stands nowhere."""
        if self.value.kind is ValueKind.DATE:
            year = str(self.number)
            return f"{year}年" if self.value.text.startswith(year) else ""
        return f"{self._parsed['number']}{self.unit}" if self._parsed else ""


def asks_arithmetic(text: str) -> bool:
    """Say whether a question in search form asks for something that is computed of several figures."""
    return any(pattern.search(text) for pattern in (_SUM, _DIFFERENCE, _RATIO, _MORE))


def compared(question: AnalysedQuestion, told: Sequence[Told]) -> tuple[AnswerSentence, ...]:
    """Return which of several things has more, as the question asks; none where the figures do not decide."""
    asked = _MORE.search(question.text)
    rows = _rows(question, told) if asked else []
    names = [row[0].name for row in rows]
    if not asked or len(rows) < 2 or not all(names) or len(set(names)) < len(names):
        return ()
    sizes = [sorted((figure.size for figure in row), reverse=True) for row in rows]
    most = _how(asked) in _MOST_FIRST
    best = (max if most else min)(range(len(rows)), key=lambda at: sizes[at])
    marks = _marks(figure for row in rows for figure in row)
    if all(size == sizes[0] for size in sizes):
        return (AnswerSentence("どちらも同じです。", marks),)
    if not all(at == best or _is_beyond(sizes[best], size, most=most) for at, size in enumerate(sizes)):
        return ()
    how = _SAID.get(_how(asked), f"{_how(asked)}いです")
    said = f"{names[best]}の方が{how}。" if len(rows) == 2 else f"{names[best]}が最も{how}。"
    return (AnswerSentence(said, marks),)


def computed(question: AnalysedQuestion, told: Sequence[Told]) -> tuple[AnswerSentence, ...]:
    """Return the sum, difference or ratio that a question asks for of two figures as printed; none where units differ."""
    rows = _rows(question, told) if asks_arithmetic(question.text) else []
    if len(rows) != 2 or any(len(row) > 1 for row in rows):
        return ()
    (one,), (two,) = rows
    if one.unit != two.unit or not (one.shown and two.shown):
        return ()
    marks = _marks((one, two))
    return tuple(AnswerSentence(words, marks) for words in _equations(question.text, one, two))


def _equations(text: str, one: Figure, two: Figure) -> Iterable[str]:
    near = "約" if one.is_near or two.is_near else ""
    is_date = one.value.kind is ValueKind.DATE
    if _SUM.search(text) and not is_date:
        yield f"合計は {one.shown} ＋ {two.shown} ＝ {near}{_printed(one.number + two.number)}{one.unit}です。"
    if _DIFFERENCE.search(text) or (_MORE.search(text) and one.number != two.number):
        more, less = (one, two) if one.number >= two.number else (two, one)
        yield f"差は {more.shown} − {less.shown} ＝ {near}{_printed(more.number - less.number)}{one.unit}です。"
    if _RATIO.search(text) and two.number and not is_date:
        ratio = round(one.number / two.number, _DIGITS)
        yield f"{one.shown} ÷ {two.shown} ＝ 約{_printed(ratio)}倍です。"


def _rows(question: AnalysedQuestion, told: Sequence[Told]) -> list[list[Figure]]:
    """Return the figures of each thing, all of one kind; of one thing alone, those that it is told with.

    Of one thing the figures are apart where the question names what each is of, or where they are two.
    """
    for kind in _kinds(question):
        rows = [_plain_figures(item, kind) for item in told]
        if len(rows) > 1 and all(rows):
            return rows
        alone = [figure for row in rows for figure in row] if len(told) == 1 else []
        named = [figure for figure in alone if figure.name and figure.name in question.text]
        apart = named if len(named) > 1 else alone
        if len(apart) == 2:
            return [[figure] for figure in apart]
    return []


def _how(asked: re.Match[str]) -> str:
    return asked["how"] or asked["said"]


def _kinds(question: AnalysedQuestion) -> Sequence[ValueKind]:
    """Return the kinds of value that are computed with, the one asked for first."""
    asked = _MORE.search(question.text)
    if asked and _how(asked) in _OF_TIME:
        return (ValueKind.DATE, ValueKind.PERIOD)
    if (asked and _how(asked) in {"長", "短"}) or ValueKind.PERIOD in question.value_kinds:
        return (ValueKind.PERIOD, ValueKind.DATE)  # how long from one date to another
    measured: AbstractSet[ValueKind] = question.value_kinds - {ValueKind.RATIO}
    rest = (ValueKind.AMOUNT, ValueKind.PEOPLE, ValueKind.COUNT, ValueKind.PERIOD)
    return (*(kind for kind in rest if kind in measured), *(kind for kind in rest if kind not in measured))


def _plain_figures(told: Told, kind: ValueKind) -> list[Figure]:
    """Return the figures that can be computed with; what stands in brackets only explains the one before them."""
    whole = normalise(told.words)
    for words in (_ASIDE.sub("", whole), whole):
        found = [figure for figure in _figures(replace(told, words=words), kind) if figure.unit]
        if found:
            return found
    return []


def _figures(told: Told, kind: ValueKind) -> Iterable[Figure]:
    for value in find_values(told.words):
        if value.kind is kind:
            before = _BEFORE.search(told.words[max(value.start - _NAME_BEFORE, 0) : value.start])
            yield Figure(told.name or (before[1] if before else ""), value, told.citations)


def _is_beyond(best: Sequence[Fraction], other: Sequence[Fraction], *, most: bool) -> bool:
    """Say whether figures in order, the largest first, are each beyond those of another thing."""
    pairs = list(zip(best, other, strict=False))
    return all(one > two if most else one < two for one, two in pairs)


def _marks(figures: Iterable[Figure]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for figure in figures for number in figure.citations))


def _printed(number: Fraction) -> str:
    """Return a number with thousands separated, without needless zeros."""
    return f"{int(number):,}" if number.denominator == 1 else f"{float(number):,.{_DIGITS}f}".rstrip("0")
