"""Buckets: how many tokens there are, and when the next one comes."""

import pytest

from api.access import buckets as module
from api.access.buckets import Buckets, Rate, rate
from api.commons import Commons


@pytest.fixture
def clock():
    """Return a clock that stands until it is set."""
    return [0.0]


@pytest.fixture
def buckets(clock):
    """Return buckets of six tokens a minute."""
    return Buckets(Rate(6, 60), Commons(), "tests", lambda: clock[0])


def test_a_full_bucket_gives_all_its_tokens_at_once(buckets):
    """And then says how long the next one takes."""
    assert [buckets.take("a") for _ in range(7)] == [0] * 6 + [10]


def test_tokens_come_back_steadily(buckets, clock):
    """One in the time that one takes, and never more than there is room for."""
    for _ in range(6):
        buckets.take("a")
    clock[0] = 9.0
    assert buckets.take("a") == 1
    clock[0] = 10.0
    assert buckets.take("a") == 0
    clock[0] = 10_000.0
    assert [buckets.take("a") for _ in range(7)] == [0] * 6 + [10]


def test_each_has_a_bucket_of_their_own(buckets):
    """What one takes is not missing to another."""
    for _ in range(7):
        buckets.take("a")
    assert buckets.take("b") == 0


def test_full_buckets_are_forgotten(buckets, clock, monkeypatch):
    """Addresses that come once do not fill the memory; those that still have to wait are remembered."""
    monkeypatch.setattr(module, "_MOST", 3)
    for name in "abc":
        buckets.take(name)
    clock[0] = 60.0
    for _ in range(7):
        buckets.take("d")
    assert buckets._commons.rows("SELECT who FROM buckets") == [("d",)]
    assert buckets.take("d") == 10


@pytest.mark.parametrize(
    ("words", "found"), [("60/minute", Rate(60, 60)), ("500/day", Rate(500, 86_400)), ("2/second", Rate(2, 1))]
)
def test_a_rate_is_read(words, found):
    """So many in a second, a minute, an hour or a day."""
    assert rate(words) == found


@pytest.mark.parametrize("words", ["often", "0/minute", "-1/day", "10", "10/week", "１.5/hour"])
def test_what_is_no_rate_is_refused(words):
    """With an example of one."""
    with pytest.raises(ValueError, match="60/minute"):
        rate(words)
