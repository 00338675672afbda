"""Statements: every sentence, list item, table row and field of a form, read for what it says of what."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.documents import Block, BlockKind, Document
from corpus.labels import is_label
from corpus.normalisation import normalise, readable
from corpus.sentences import Sentence
from corpus.spans import Fragments, cover
from corpus.values import Value, find_values

_OPEN, _CLOSE = tuple("([（［"), tuple(")]）］")
# Read on the stored text, where a space still parts a name from its value.
_FIELD = re.compile(
    r"(?:[【](?P<boxed>[^】]{1,14})】[ \u3000]*・?[ \u3000]*|(?P<colon>[^\s:：、。「」]{1,24}?)[ \u3000]*[:：][ \u3000]*"
    r"|(?P<spaced>\S{2,18}?)[ \u3000]+)(?P<value>\S.*)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Statement:
    """What one sentence, row or field says; ``number`` is its place among the statements of the collection.

    ``label`` and ``value`` are filled where the layout names a field; ``path`` are the headings above it; ``context``
    is what stands elsewhere and is read along, such as the merged first cell of a table's rows. Of a table with a head,
    ``record`` has for each cell of the row the words that head its column, and its own.
    """

    number: int
    sentence: Sentence
    kind: BlockKind
    section: int
    path: tuple[str, ...]
    label: str
    value: str
    context: Fragments
    record: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """Return the search text."""
        return self.sentence.text

    @property
    def document_id(self) -> str:
        """Return the id of the document that says it."""
        return self.sentence.document_id

    @property
    def place(self) -> tuple[str, int]:
        """Return the document and the section that it stands in."""
        return self.document_id, self.section

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Return the typed values in the text, of its value alone where it is a field."""
        return find_values(normalise(self.value) or self.text)


def read_statements(
    document: Document, sentences: Iterable[tuple[int, Sentence]], paths: dict[int, tuple[str, ...]]
) -> Iterator[Statement]:
    """Yield the statements of ``document`` in order; ``paths`` are the headings of each section."""
    for number, sentence in sentences:
        block = document.blocks[sentence.block]
        record = _record(document, block)
        label, value = ("", "") if record else _field(document, block, sentence)
        yield Statement(
            number=number,
            sentence=sentence,
            kind=block.kind,
            section=block.section,
            path=paths[block.section],
            label=label,
            value=value,
            context=tuple(cell for cell in dict.fromkeys(block.cells) if not sentence.span.holds(cell) and len(cell)),
            record=record,
        )


def _record(document: Document, block: Block) -> tuple[tuple[str, str], ...]:
    """Return the cells of a row with what heads their columns, a merged cell once."""
    if len(block.header) < 2 or not all(heads and len(cover(heads)) for heads in block.header[1:]):
        return ()  # a line over a form, and no head of its columns
    text = document.text
    return tuple(
        (" ".join(readable(span.of(text)) for span in heads), readable(cell.of(text))) for heads, cell in block.columns
    )


def _field(document: Document, block: Block, sentence: Sentence) -> tuple[str, str]:
    if block.cells:
        return _row_field([readable(cell.of(document.text)) for cell in block.cells])
    stored = _unwrapped("".join(fragment.of(document.text) for fragment in sentence.fragments))
    found = _FIELD.match(stored.replace("**", ""))
    if not found:
        return "", ""
    label = readable(found["boxed"] or found["colon"] or found["spaced"])
    if not label.isdigit() and not found["value"].startswith("//") and (not found["spaced"] or is_label(label)):
        return label, readable(found["value"])
    return "", ""


def _unwrapped(words: str) -> str:
    """Return ``words`` without brackets that enclose all of them, or that only open or only close."""
    words = words.strip()
    if words[:1] in _OPEN and (words[-1:] in _CLOSE or not set(words) & set(_CLOSE)):
        words = words[1:].removesuffix(words[-1] if words[-1] in _CLOSE else "")
    elif words[-1:] in _CLOSE and not set(words) & set(_OPEN):
        words = words[:-1]
    return words.strip()


def _row_field(cells: list[str]) -> tuple[str, str]:
    """Read a row as name and value; of three and more columns the last one names what the others tell."""
    if len(cells) == 2:
        return cells[0], cells[1]
    told = [
        cell for at, cell in enumerate(cells[:-1]) if not any(later.startswith(cell) for later in cells[at + 1 : -1])
    ]
    return cells[-1], "".join(told)
