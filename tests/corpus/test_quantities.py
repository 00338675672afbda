"""Quantities in one unit."""

import pytest

from corpus.quantities import canonical_terms, quantities


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100百万円", "1億円"),
        ("2,611百万円", "26.11億円"),
        ("1兆円", "10,000億円"),
        ("令和5年", "2023年"),
        ("五年", "5年間"),
        ("半年", "6か月"),
        ("12か月", "1年"),
    ],
)
def test_equal_quantities_are_equal_however_written(one, other):
    """Units and eras are converted before anything is compared."""
    found = quantities(one), quantities(other)
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("one", "other"), [("100百万円", "10億円"), ("5年", "5か月"), ("令和5年", "2024年"), ("176人", "514人")]
)
def test_different_quantities_differ(one, other):
    """A digit, a unit or an era makes another quantity."""
    assert not quantities(one) & quantities(other)


@pytest.mark.parametrize("text", ["第5期", "令和5年度末の見込み", "25年生まれの", "五重の塔", "R50番", ""])
def test_canonical_terms_come_of_years_amounts_and_periods_alone(text):
    """A number that counts something else has no canonical form."""
    assert [term for term in canonical_terms(text) if not term.startswith("year:")] == []
