"""A stretch of a text."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open stretch ``[start, end)`` in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a stretch that ends before it starts."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words that stand here in ``text``."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Say whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a code point."""
        return self.start < other.end and other.start < self.end


Fragments = tuple[Span, ...]
"""Stretches that read as one, in order: a sentence that a footnote or a page number interrupts has several."""


def cover(fragments: Sequence[Span]) -> Span:
    """Return the smallest span that holds all ``fragments``."""
    return Span(fragments[0].start, fragments[-1].end)


def strip(span: Span, text: str) -> Span:
    """Return ``span`` without white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def slice_fragments(fragments: Sequence[Span], start: int, end: int) -> Fragments:
    """Return what stands at ``[start, end)`` of the joined fragments, as spans of the text."""
    found, offset = [], 0
    for fragment in fragments:
        low, high = max(start - offset, 0), min(end - offset, len(fragment))
        if low < high:
            found.append(Span(fragment.start + low, fragment.start + high))
        offset += len(fragment)
    return tuple(found)
