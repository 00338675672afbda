"""The disk as a power cut leaves it."""

import shutil

import pytest
from power_cuts import survive

needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="what a process writes is recorded by strace")


@needs_strace
@pytest.mark.parametrize("kind", ["index", "records"])
def test_what_was_promised_outlives_a_power_cut(kind, tmp_path):
    """The index is the old one or the new one; no key, revocation, opinion or line of the audit that was told is missing."""
    states, operations = survive(kind, tmp_path, 150)
    assert states > 100
    assert operations > 50
