"""Comparison: which passages two documents, or two texts of one document, share, changed, added and left out."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from corpus.documents import Block, Document
from corpus.normalisation import readable
from corpus.spans import Span

_ALIKE = 0.5  # of Dice's measure over pairs of characters: less is another passage
_SHORTEST = 2  # characters; what is shorter is a mark


@dataclass(frozen=True, slots=True)
class ComparedPassage:
    """A paragraph, item or row: its words, and the stretch in which they stand."""

    span: Span
    text: str
    bare: str


@dataclass(frozen=True, slots=True)
class Change:
    """A passage before and now; None where one of the two does not have it."""

    before: ComparedPassage | None
    now: ComparedPassage | None

    @property
    def kind(self) -> str:
        """Return ``same``, ``changed``, ``added`` or ``removed``."""
        if self.before is None:
            return "added"
        if self.now is None:
            return "removed"
        return "same" if self.before.bare == self.now.bare else "changed"


def compare(before: Document, now: Document) -> tuple[Change, ...]:
    """Return all passages of both in the order of ``now``, those that it leaves out where they stood.

    Two passages belong together where each is the other's most alike.
    """
    old, new = _passages(before), _passages(now)
    partner = _partners(old, new)
    return tuple(_in_order(old, new, partner))


def _passages(document: Document) -> list[ComparedPassage]:
    found = (_passage(document, block) for block in document.blocks)
    return [passage for passage in found if len(passage.bare) >= _SHORTEST]


def _passage(document: Document, block: Block) -> ComparedPassage:
    words = " ".join(readable(fragment.of(document.text)) for fragment in block.fragments)
    return ComparedPassage(block.span, " ".join(words.split()), _bare(words))


def _bare(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def _partners(old: Sequence[ComparedPassage], new: Sequence[ComparedPassage]) -> dict[int, int]:
    """Return for passages of ``new`` the numbers of those of ``old`` that they belong to."""
    if not old or not new:
        return {}
    pairs = CountVectorizer(analyzer="char", ngram_range=(2, 2), binary=True, lowercase=False)
    counts = pairs.fit_transform([item.bare for item in (*old, *new)])
    one, other = counts[: len(old)], counts[len(old) :]
    shared = (other @ one.T).tocoo()
    sizes = np.asarray(counts.sum(axis=1)).ravel()
    likeness = 2 * shared.data / (sizes[len(old) + shared.row] + sizes[shared.col])
    found: dict[int, int] = {}
    taken: set[int] = set()
    # The most alike first; among equals those that stand at like places.
    for at in np.lexsort((np.abs(shared.row - shared.col), -likeness)):
        row, column = int(shared.row[at]), int(shared.col[at])
        if likeness[at] < _ALIKE:
            break
        if row not in found and column not in taken:
            found[row] = column
            taken.add(column)
    return found


def _in_order(
    old: Sequence[ComparedPassage], new: Sequence[ComparedPassage], partner: dict[int, int]
) -> Iterator[Change]:
    left = iter([number for number in range(len(old)) if number not in set(partner.values())])
    waiting = next(left, None)
    for number, passage in enumerate(new):
        place = partner.get(number)
        while waiting is not None and place is not None and waiting < place:
            yield Change(old[waiting], None)
            waiting = next(left, None)
        yield Change(None if place is None else old[place], passage)
    while waiting is not None:
        yield Change(old[waiting], None)
        waiting = next(left, None)


def on_theme(
    changes: Iterable[Change], theme: str, near: Sequence[tuple[str, Span]], ids: tuple[str, str]
) -> tuple[Change, ...]:
    """Return the changes that have the words of a theme; where none has, those in a stretch that is ``near`` to it.

    ``ids`` are those of the two documents, by which the stretches are told apart.
    """
    wanted = [_bare(word) for word in theme.split()]
    every = [
        (change, [(key, side) for key, side in zip(ids, (change.before, change.now), strict=True) if side])
        for change in changes
    ]
    told = tuple(
        change for change, sides in every if any(all(word in side.bare for word in wanted) for _, side in sides)
    )
    return told or tuple(
        change
        for change, sides in every
        if any(key == place and side.span.overlaps(span) for key, side in sides for place, span in near)
    )
