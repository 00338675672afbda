"""Fitting the weights by which statements are ordered."""

import numpy as np

from qa.evidence import SIGNALS, load_weights
from qa.weighing import RankedStatements, cross_validated, fit


def made(seed, telling):
    """Return questions whose answer is the statement with the highest signal number ``telling``, the rest being chance."""
    random = np.random.default_rng(seed)
    rows = []
    for _ in range(60):
        signals = random.random((8, len(SIGNALS)))
        rows.append(RankedStatements(signals, signals[:, telling] == signals[:, telling].max()))
    return rows


def test_the_signal_that_tells_has_the_greatest_weight():
    """Of all signals the one by which the answers were made is found; the first is the unit."""
    weights = fit(made(1, 0))
    assert weights[0] == 1.0
    assert max(abs(weights[1:])) < 0.5


def test_what_is_fitted_holds_for_questions_that_were_left_out():
    """In cross-validation nearly every answer comes first where a signal tells, and few where nothing does."""
    assert cross_validated(made(2, 3)) > 0.8
    noise = [RankedStatements(row.signals[::-1].copy(), row.answers) for row in made(3, 3)]
    assert cross_validated(noise) < 0.4


def test_every_signal_has_a_weight():
    """The kept file knows all signals."""
    assert len(load_weights()) == len(SIGNALS)
