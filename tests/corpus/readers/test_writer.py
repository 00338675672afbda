"""The writer: the places of parts in the text, whatever is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import Fault, UnreadableDocument
from corpus.parts import PartKind
from corpus.readers.writer import TableCell, TextWriter

WORDS = st.text("aあ1。 \t\n\u3000", max_size=6)
CELLS = st.builds(TableCell, WORDS, st.integers(1, 3), st.booleans(), st.booleans())


@given(st.lists(st.lists(CELLS, max_size=4), min_size=1, max_size=6))
def test_every_span_of_a_table_gives_exactly_its_words(rows):
    """Whatever the table, each cell's span holds its words, and each row's the words of its line."""
    full = [TableCell("甲"), TableCell("1")]
    rows = [full, *rows, full]  # no line above or below it is apart
    writer = TextWriter("a")
    writer.add(PartKind.PARAGRAPH, "前")
    writer.table(rows)
    read = writer.read()
    assert read.is_sound
    lines = ["\t".join("" if cell.continues else " ".join(cell.words.split()) for cell in row) for row in rows]
    assert read.text == "\n".join(["前", *lines]).rstrip("\n")
    parts = read.parts[1:]
    filled = [(row, line.strip()) for row, line in zip(rows, lines, strict=True) if line.strip()]
    assert [part.span.of(read.text) for part in parts] == [line for _, line in filled]
    for part, (row, _) in zip(parts, filled, strict=True):
        spans, at = part.cells, 0
        for cell in row:
            own = {spans[at + column] for column in range(cell.columns)}
            at += cell.columns
            assert len(own) == 1
            assert cell.continues or own.pop().of(read.text) == " ".join(cell.words.split())
        assert len(spans) == at
        assert part.heads == () or len(part.heads) == len(part.cells)


LINES = st.lists(st.tuples(st.sampled_from(PartKind), WORDS, st.sampled_from(["", "・", "①", "1.", "(a)"])))


@given(LINES)
def test_every_span_of_a_line_gives_exactly_its_words(lines):
    """A part's span holds its words without its mark, a heading's with it; what says nothing is no part."""
    lines = [*lines, (PartKind.PARAGRAPH, "あ", "")]
    writer = TextWriter("a")
    for kind, words, mark in lines:
        writer.add(kind, words, mark=mark)
    read = writer.read()
    assert read.is_sound
    saying = [line for line in lines if set(line[1]) & set("aあ1")]
    for part, (kind, words, mark) in zip(read.parts, saying, strict=True):
        shown = part.span.of(read.text)
        assert (part.kind, part.mark) == (kind, mark)
        assert shown.endswith(words.strip())
        assert shown.startswith(mark) if kind is PartKind.HEADING else shown == words.strip()


def test_pages_begin_where_they_are_told():
    """Each page but the first is a break, empty ones at the ends aside."""
    writer = TextWriter("a")
    for words in ("一", "二", "三"):
        writer.page()
        writer.add(PartKind.PARAGRAPH, words)
    writer.page()
    read = writer.read(title=" 題 ", notices=("注",))
    assert [read.text[at:] for at in read.page_breaks] == ["二\n三", "三"]
    assert (read.title, read.notices) == ("題", ("注",))


def test_a_text_of_nothing_is_refused_and_one_of_too_much_too(monkeypatch):
    """Empty lines are no text, and no more is kept than is allowed."""
    writer = TextWriter("案")
    writer.blank()
    with pytest.raises(UnreadableDocument) as refused:
        writer.read()
    assert (refused.value.fault, refused.value.name) == (Fault.EMPTY, "案")
    monkeypatch.setattr("corpus.readers.writer.MAXIMUM_CHARACTERS", 5)
    writer.add(PartKind.PARAGRAPH, "本文文")
    with pytest.raises(UnreadableDocument) as refused:
        writer.add(PartKind.PARAGRAPH, "")
    assert refused.value.fault is Fault.TOO_MUCH_TEXT
