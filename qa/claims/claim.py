"""A claim: a sentence with the stretches of it that assert something, and the things that it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.names import NamedThing
from corpus.values import Value, find_values


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence in search form asserts; ``things`` are what it is about, by name or as the sentence before was.

    ``asserted`` are the stretches of ``sentence`` that say how things are, ``values`` the figures in them.
    """

    sentence: str
    things: tuple[NamedThing, ...]
    asserted: tuple[tuple[int, int], ...]
    values: tuple[Value, ...]

    @property
    def text(self) -> str:
        """Return the words that are asserted."""
        return "、".join(self.sentence[start:end] for start, end in self.asserted)


def make_claim(sentence: str, things: Sequence[NamedThing], asserted: Sequence[tuple[int, int]]) -> Claim:
    """Return the claim that some stretches of a sentence make."""
    values = tuple(
        value
        for value in find_values(sentence)
        if any(start <= value.start and value.end <= end for start, end in asserted)
    )
    return Claim(sentence, tuple(things), tuple(asserted), values)
