"""Where the pages of a printed document begin, as far as its text shows it."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from corpus.documents import Page
from corpus.spans import Span

_PRINTED_NUMBER = re.compile(r"^[ ]*(?:- *)?([0-9]{1,4})(?: *-)?[ ]*$", re.MULTILINE)
_LEAD = re.compile(r"(?<=[^\s])[ ]*\n(?= [^ \n])")
_EMPTY_TOP = re.compile(r"\n{4,}(?=[ ]*\S)")


def find_pages(
    text: str, breaks: Sequence[int] = (), confidences: Mapping[int, float] | None = None
) -> tuple[Page, ...]:
    """Return the pages of ``text``; none where nothing shows them. ``confidences`` are of those that were recognised.

    ``breaks`` are offsets where the reader met a form feed. Text taken from PDF by common tools keeps each form feed
    as one blank: such a text opens with a blank, and each later page begins at a line that opens with one and
    follows a line directly, or after three empty lines where the page's top was empty. A printed page number checks
    the count: where more breaks were found before it than it says, those that make the shortest pages go.
    """
    sure = confidences or {}
    starts = sorted({0, *breaks}) if breaks or sure else _starts_from_leads(text)
    if len(starts) < 2 and not sure:
        return ()
    return tuple(
        Page(number, Span(start, end), sure.get(number))
        for number, (start, end) in enumerate(pairwise([*starts, len(text)]), start=1)
    )


def _starts_from_leads(text: str) -> list[int]:
    if not re.match(r" [^ \n]", text):
        return []
    starts = {0}
    starts.update(found.end() for found in _LEAD.finditer(text) if not _box_indent(text, found.start()))
    starts.update(found.end() for found in _EMPTY_TOP.finditer(text))
    return _check(sorted(starts), [(found.start(), int(found.group(1))) for found in _PRINTED_NUMBER.finditer(text)])


def _box_indent(text: str, line_end: int) -> bool:
    """Say whether the line before opens with a blank too: then blanks are a box's indent, no page's beginning."""
    line_start = text.rfind("\n", 0, line_end) + 1
    return line_start > 0 and text.startswith(" ", line_start)


def _check(starts: list[int], printed: list[tuple[int, int]]) -> list[int]:
    """Drop breaks until each printed page number stands on the page that it names."""
    confirmed = 0  # so many pages from the first are certain
    for offset, number in printed:
        while (page := bisect_right(starts, offset)) > number > confirmed:
            lengths = {row: starts[row + 1] - starts[row] for row in range(max(confirmed, 1), page - 1)}
            if not lengths:
                break
            del starts[min(lengths, key=lengths.__getitem__)]
        if page == number:
            confirmed = page
    return starts
