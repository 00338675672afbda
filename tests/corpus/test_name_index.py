"""Many names at once, and names that are one thing's."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.name_index import NameIndex, joined

NAMES = st.lists(st.text("事業派遣AB", min_size=1, max_size=4), max_size=8)


@given(NAMES, st.text("事業派遣AB ", max_size=30))
def test_every_place_of_every_name_is_found(names, text):
    """Those inside longer names and those that overlap as well."""
    found = sorted((place, name) for place, name, _ in NameIndex((name, name) for name in set(names)).find(text))
    expected = sorted((at, name) for name in set(names) for at in range(len(text)) if text.startswith(name, at))
    assert found == expected


def test_a_name_of_several_things_is_found_for_each():
    """The things come in the order in which they were given."""
    assert [item for _, _, item in NameIndex([("事業", 1), ("派遣", 2), ("事業", 3)]).find("この事業")] == [1, 3]


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=8))
def test_groups_that_share_a_name_become_one(groups):
    """Directly or over a third; no name stands in two groups, and none is lost."""
    found = joined(groups)
    names = [name for group in found for name in group]
    assert len(names) == len(set(names))
    assert set(names) == set().union(*groups)
    assert all(any(group <= whole for whole in found) for group in groups)
    assert all(sum(bool(group & whole) for whole in found) == 1 for group in groups)
    assert len(found) == len({frozenset(_reach(group, groups)) for group in groups})


def _reach(group, groups):
    reached = set(group)
    for _ in groups:
        reached |= set().union(*(other for other in groups if other & reached))
    return reached
