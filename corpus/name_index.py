"""Many names at once: where each of them stands in a text, and which of them name the same thing."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import ahocorasick

Item = TypeVar("Item")


class NameIndex(Generic[Item]):
    """Finds every name in one pass over a text, however many names there are (Aho and Corasick 1975).

    >>> [(place, name) for place, name, _ in NameIndex([("事業", 1), ("派遣事業", 2)]).find("派遣事業")]
    [(0, '派遣事業'), (2, '事業')]
    """

    def __init__(self, named: Iterable[tuple[str, Item]]) -> None:
        """Take names, each with what it stands for; one name may stand for several."""
        by_name: dict[str, list[Item]] = {}
        for name, item in named:
            if name:
                by_name.setdefault(name, []).append(item)
        self._words = ahocorasick.Automaton()
        for name, items in by_name.items():
            self._words.add_word(name, (name, tuple(items)))
        if by_name:
            self._words.make_automaton()
        self._empty = not by_name

    def find(self, text: str) -> Iterator[tuple[int, str, Item]]:
        """Yield where each name stands, the name and each thing that it stands for, by where the names end."""
        if self._empty:
            return
        for last, (name, items) in self._words.iter(text):
            for item in items:
                yield last + 1 - len(name), name, item


def joined(groups: Iterable[set[str]]) -> list[set[str]]:
    """Return the groups with those that share a name as one, in the order of their first names."""
    owners: dict[str, set[str]] = {}
    for group in groups:
        touching = {id(owners[name]): owners[name] for name in group if name in owners}
        whole = max(touching.values(), key=len, default=set[str]())
        for other in touching.values():
            whole |= other
        whole |= group
        moved = [name for other in touching.values() if other is not whole for name in other]
        owners.update(dict.fromkeys([*moved, *group], whole))
    return list({id(group): group for group in owners.values()}.values())
