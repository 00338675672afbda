"""Examples: questions made of what the documents hold, each tried before it is offered."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from corpus.programmes.facts import Attribute, Programme
from qa.answers import Outcome
from qa.assistant import Assistant

_OFFERED = 4


@dataclass(frozen=True)
class Examples:
    """The questions that are offered; they are tried once, when first asked for."""

    assistant: Assistant

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """Return the questions."""
        return example_questions(self.assistant)


def example_questions(assistant: Assistant) -> tuple[str, ...]:
    """Return up to four questions of different kinds that the documents answer, always the same for the same documents."""
    kinds = (_lists(assistant), _comparisons(assistant), _values(assistant), _considerations(assistant))
    found = (next((text for text in kind if _is_answered(assistant, text)), None) for kind in kinds)
    return tuple(text for text in found if text is not None)[:_OFFERED]


def _is_answered(assistant: Assistant, question: str) -> bool:
    return assistant.ask(question).outcome is Outcome.ANSWERED


def _lists(assistant: Assistant) -> Iterator[str]:
    titles = dict.fromkeys(item.group_title for item in assistant.index.collection.guidance.purposes)
    yield from (f"{title}に含まれる目的を全部教えてください" for title in titles)


def _comparisons(assistant: Assistant) -> Iterator[str]:
    names = [_call_name(item) for item in _having(assistant, Attribute.PERIOD)]
    yield from (f"{first}と{second}の支援期間を比べて" for first, second in pairwise(names[:7]))


def _values(assistant: Assistant) -> Iterator[str]:
    for attribute in (Attribute.BUDGET, Attribute.PERIOD, Attribute.SCALE):
        yield from (f"{_call_name(item)}の{attribute.value}は？" for item in _having(assistant, attribute)[:6])


def _considerations(assistant: Assistant) -> Iterator[str]:
    titles = dict.fromkeys(item.group_title for item in assistant.index.collection.guidance.considerations)
    yield from (f"{title}では何を考慮すべきですか" for title in reversed(titles))


def _having(assistant: Assistant, attribute: Attribute) -> list[Programme]:
    """Return the programmes of which a fact is known, those of which most is known first."""
    found = [item for item in assistant.programmes if any(fact.attribute is attribute for fact in item.facts)]
    return sorted(found, key=lambda item: -len({fact.attribute for fact in item.facts}))


def _call_name(programme: Programme) -> str:
    """Return the shortest name that a programme goes by, an acronym before others."""
    return min((programme.name, *programme.other_names), key=lambda name: (not name.isascii(), len(name), name))
