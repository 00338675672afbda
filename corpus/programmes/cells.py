"""Cells: the pieces of a physical line that blanks, tabs or rules set apart, with the column where each begins."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Document
from corpus.normalisation import normalise
from corpus.spans import Span

_BREAK = re.compile(r"[ \u3000]{3,}|(?<=[^\s:：]) {2,}|[ \u3000]*\t[ \u3000\t]*|\s*[│┃|｜]\s*")
_RULE = re.compile(r"^[\s─━┌┐└┘├┤┬┴┼\-=＝‐―_]+$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line: its place in the document, the column at which it begins and ends, its search text."""

    line: int
    column: int
    end: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line with its cells; ``blank`` where nothing stands in it, a ruled line included."""

    number: int
    span: Span
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        """Say whether the line has no cell."""
        return not self.cells


def read_lines(document: Document) -> tuple[Line, ...]:
    """Return the physical lines of a document with their cells."""
    found: list[Line] = []
    start = 0
    for number, line in enumerate(document.text.split("\n")):
        span = Span(start, start + len(line))
        cells = () if _RULE.match(line) else tuple(_cells(line, number, start))
        found.append(Line(number, span, cells))
        start = span.end + 1
    return tuple(found)


def _cells(line: str, number: int, offset: int) -> Iterator[Cell]:
    begin = 0
    for end, following in [*((match.start(), match.end()) for match in _BREAK.finditer(line)), (len(line), len(line))]:
        words = line[begin:end]
        stripped = words.strip(" \u3000\f\v\r*")
        if stripped:
            start = begin + words.index(stripped)
            span = Span(offset + start, offset + start + len(stripped))
            column = width(line[:start])
            yield Cell(number, column, column + width(stripped), span, normalise(stripped))
        begin = following


def width(text: str) -> int:
    """Return the columns that ``text`` takes: a full-width sign takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
