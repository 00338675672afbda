"""Fields: a label with its value, in one cell, in two, or one above the other."""

import re
from dataclasses import dataclass, field

from corpus.programmes.cells import Cell
from corpus.programmes.labels import attribute_of, names_span_of_years

_NEAR = 4  # columns between two cells of a line that are one value
_INLINE = re.compile(
    r"^[\s・○●■◆✓*※\-–(]*(?:【(?P<boxed>[^】]{1,16})】|(?P<label>[^:：]{1,20}?)\s*[:：])\s*(?P<value>.*)$", re.DOTALL
)
# A label and its value with a blank between them, which the search text keeps but before a figure.
_SPACED = re.compile(
    r"^[\s・○●■◆✓*※\-–]*(?P<label>[^\s0-9・○●■◆✓*※\-–]{2,12}?)(?:\s+|(?=[0-9]))(?P<value>\S.*)$", re.DOTALL
)


@dataclass(slots=True)
class OpenField:
    """A field that is being read: more of its value may follow on the next lines."""

    label: str
    column: int
    pieces: list[tuple[Cell, int]] = field(default_factory=list)
    """Cells with the number of search-text characters before the value in each."""
    last_line: int = 0
    inline: bool = False

    @property
    def value(self) -> str:
        """Return the value as read so far, in search form."""
        return "".join(_joined(cell.text[skip:]) for cell, skip in self.pieces).strip()

    @property
    def value_column(self) -> int:
        """Return the column at which the value begins."""
        return self.pieces[0][0].column if self.pieces else self.column


def _joined(text: str) -> str:
    return text if not text[-1:].isascii() or not text[-1:].isalnum() else f"{text} "


def open_field(cell: Cell) -> OpenField | None:
    """Return the field that a cell begins, None where it begins none."""
    found = _INLINE.match(cell.text)
    if found:
        label = found["boxed"] or found["label"]
        if is_label(label):
            opened = OpenField(label, cell.column, last_line=cell.line, inline=bool(found["value"]))
            if found["value"]:
                opened.pieces.append((cell, found.start("value")))
            return opened
    if is_label(cell.text):
        return OpenField(cell.text, cell.column, last_line=cell.line)
    spaced = _SPACED.match(cell.text)
    if spaced and is_label(spaced["label"]):
        opened = OpenField(spaced["label"], cell.column, last_line=cell.line)
        opened.pieces.append((cell, spaced.start("value")))
        return opened
    return None


def is_label(text: str) -> bool:
    """Say whether a search text is a label of a fact."""
    return attribute_of(text) is not None or names_span_of_years(text)


def continues(opened: OpenField, cell: Cell) -> bool:
    """Say whether a cell goes on with the value of the field above it."""
    if cell.line == opened.last_line:
        return not opened.pieces or cell.column - opened.pieces[-1][0].end <= _NEAR
    if cell.line - opened.last_line > 1 or re.match(r"^(?:[・○●■◆✓※【◇□\-–]|\(?注)", cell.text):
        return False
    if not opened.pieces:
        return True
    return cell.column >= opened.value_column - 2 if not opened.inline else cell.column > opened.column + 1
