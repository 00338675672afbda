"""A change to the documents that dies."""

import pytest
from killed_changes import survive

KILLS, IN_WRITING = 30, 10


@pytest.mark.timeout(1800)
def test_the_index_survives_kills_of_add_and_remove(tmp_path):
    """After each kill the index opens whole, with the documents of before or of after, and can be changed again."""
    in_writing, _ = survive(tmp_path, KILLS)
    assert in_writing >= IN_WRITING
