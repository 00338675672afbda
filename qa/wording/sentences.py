"""Sentences of a model's reply, each with the numbers that it names; a reply in any other form has none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = r"(?:\[[0-9]{1,2}\])*"
_SENTENCE = re.compile(rf"(?P<words>[^\[\]。\s][^\[\]。]*)(?P<marks>{_MARKS})。(?P<after>{_MARKS})\s*")
_LONGEST = 2_000  # characters of a reply beyond which it is no short answer, whatever of it could be kept


@dataclass(frozen=True, slots=True)
class WordedSentence:
    """A sentence as a model wrote it, without its marks, and the statements that it says it rests on."""

    text: str
    numbers: tuple[int, ...]


def read_sentences(reply: str) -> tuple[WordedSentence, ...]:
    """Return the sentences of a reply that is made of nothing else: a sentence, its marks, the next one."""
    whole = reply.strip()
    if len(whole) > _LONGEST:
        return ()
    found = list(_SENTENCE.finditer(whole))
    if "".join(match.group() for match in found) != whole:
        return ()
    return tuple(
        WordedSentence(f"{match['words']}。", tuple(dict.fromkeys(_numbers(match["marks"] + match["after"]))))
        for match in found
    )


def _numbers(marks: str) -> Iterator[int]:
    yield from (int(mark.strip("[")) for mark in marks.split("]") if mark)
