"""The question as understood: nothing behind this type looks at its wording anew for what it already tells."""

import re
from dataclasses import dataclass

from corpus.names import NamedThing
from corpus.values import ValueKind
from qa.question.asked import VALUE_KINDS, AnswerType

_AIMING = re.compile(r"目的|ゴール|狙い|ねらい|目指")


@dataclass(frozen=True, slots=True)
class AnalysedQuestion:
    """A question as understood: ``text`` in search form, ``core`` without the wording that only asks.

    ``terms`` are the content words of the core; ``years`` fiscal or calendar years that it names; ``things`` what it
    names that the documents know; ``documents`` the ids of documents that it names.
    """

    text: str
    core: str
    types: tuple[AnswerType, ...]
    terms: tuple[str, ...]
    years: tuple[int, ...]
    things: tuple[NamedThing, ...]
    documents: tuple[str, ...]

    @property
    def programmes(self) -> tuple[NamedThing, ...]:
        """Return the programmes and bodies that it names."""
        return tuple(thing for thing in self.things if thing.is_programme)

    @property
    def value_kinds(self) -> frozenset[ValueKind]:
        """Return the kinds of value that would answer it."""
        return frozenset(VALUE_KINDS[kind] for kind in self.types if kind in VALUE_KINDS)

    @property
    def aims(self) -> bool:
        """Say whether it asks what something is for, as purposes tell."""
        return _AIMING.search(self.text) is not None

    def asks(self, kind: AnswerType) -> bool:
        """Say whether ``kind`` is among what is asked for."""
        return kind in self.types
