"""Typed values: where they begin and end, and that no text makes finding them slow."""

from itertools import pairwise

import pytest

from corpus.dates import find_dates, find_years
from corpus.quantities import amount_in_yen, canonical_terms, quantities
from corpus.values import ValueKind, find_values

HOSTILE = (
    "9",
    "9,",
    "一",
    "十",
    "1円",
    " ",
    "万",
    "億",
    "1~",
    "第1回",
    "2024年",
    "令和5年",
    "9月",
    "(1)",
    "R5",
    "3年間",
)


def texts(text):
    """Return the values of a text as kind and letters."""
    return [(value.kind.value, value.text) for value in find_values(text)]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("part", HOSTILE)
def test_two_hundred_thousand_characters_are_read_in_linear_time(part):
    """A pattern that goes back over what it read would take hours, and is ended by the time limit."""
    text = f"SATREPSの予算は{(part * 100_000)[:100_000]}である。"
    find_values(text)
    find_dates(text)
    find_years(text)
    canonical_terms(text)
    quantities(text)
    amount_in_yen(text)


def test_a_number_is_read_whole_or_not_at_all():
    """Digits that stand behind others begin no value; more than anybody writes are no number."""
    assert texts("12月頃に") == [("date", "12月頃")]
    assert texts("2001年から10年間") == [("date", "2001年"), ("period", "10年間")]
    assert texts("9" * 5000 + "円") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支援期間は原則3~5年間", [("period", "原則3~5年間"[2:])]),
        ("年間4,000万円/課題", [("amount", "4,000万円/課題")]),
        ("約1億5,000万円以内", [("amount", "約1億5,000万円以内")]),
        ("延べ1,200人を派遣", [("people", "延べ1,200人")]),
        ("十二件", [("count", "十二件")]),
        ("数十人", [("people", "数十人")]),
        ("3割増", [("ratio", "3割")]),
        ("令和6年8月30日(金)", [("date", "令和6年8月30日")]),
    ],
)
def test_values_are_read_as_printed(text, expected):
    """Kind and letters."""
    assert texts(text) == expected


def test_of_values_that_overlap_the_longest_stays():
    """3年 in 3年間 is no second one, and values come in order."""
    found = find_values("3年間で5億円、10人")
    assert [value.kind for value in found] == [ValueKind.PERIOD, ValueKind.AMOUNT, ValueKind.PEOPLE]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_years_are_read_by_one_grammar():
    """Eras, short eras, FY and bare numbers; only the last may be no year."""
    found = find_years("S63年度、FY2023、大正12年、令和元年、R5、2024、T5、M8年")
    assert [year.year for year in found] == [1988, 2023, 1923, 2019, 2023, 2024, 1875]
    assert [year.marked for year in found] == [True, True, True, True, True, False, True]
    assert canonical_terms("S63年度") == canonical_terms("1988年")
    assert canonical_terms("FY2023") == canonical_terms("令和5年度")
    assert canonical_terms("2024人") == []
