"""Structure: the sections and blocks of a document whose format tells them; ``corpus.outline`` guesses for plain text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.documents import Block, BlockKind, Section
from corpus.lines import Style, split_lines
from corpus.normalisation import normalise
from corpus.parts import Part, PartKind
from corpus.spans import Span

_KINDS = {
    PartKind.PARAGRAPH: BlockKind.PARAGRAPH,
    PartKind.ITEM: BlockKind.ITEM,
    PartKind.ROW: BlockKind.ROW,
    PartKind.NOTE: BlockKind.NOTE,
    PartKind.FOOTNOTE: BlockKind.FOOTNOTE,
}
_FEWEST = 2  # headings from which the format tells them
_FEW_PARTS = 12
_COUNTER = re.compile(
    r"(?P<number>第\S{1,4}?[章節条編部款項]?|[a-zA-Zア-ン]|Q[0-9０-９]{1,2}|[0-9０-９]+(?:[.．\-－‐][0-9０-９]+)*[.．]?|[（(][^\s()（）]{1,3}[)）])\s+(?=\S)"
)
_TYPED_ITEMS = frozenset({Style.BULLET, Style.CIRCLED, Style.NUMBERED})


def has_headings(parts: Sequence[Part]) -> bool:
    """Say whether the format tells the headings: several, or one and no other line that could be one by its number.

    Whoever has styled the title alone has typed the headings.
    """
    told = [part for part in parts if part.kind is PartKind.HEADING]
    return len(told) >= _FEWEST or (bool(told) and len(parts) < _FEW_PARTS)


def footnote_calls(parts: Sequence[Part]) -> tuple[Span, ...]:
    """Return where footnotes are called."""
    return tuple(part.span for part in parts if part.kind is PartKind.CALL)


def told_structure(text: str, parts: Sequence[Part]) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """Return the sections that the headings among ``parts`` open, and the blocks; section 0 is the document itself."""
    calls = footnote_calls(parts)
    sections = [Section(0, "", 0, None, None, Span(0, len(text)))]
    blocks: list[Block] = []
    open_: list[tuple[int, int]] = [(0, 0)]  # number and level of the sections that are still open
    for part in parts:
        if part.kind is not PartKind.HEADING:
            blocks += _blocks(part, text, open_[-1][0])
            continue
        while open_[-1][1] >= part.level:
            open_.pop()
        number = len(sections)
        heading = _heading(part, text, calls)
        parent, span = open_[-1][0], Span(part.span.start, len(text))
        sections.append(Section(number, heading, len(open_), parent, part.span, span))
        open_.append((number, part.level))
    return _closed(sections, text), tuple(blocks)


def _heading(part: Part, text: str, calls: Sequence[Span]) -> str:
    """Return a heading as it is shown: its number apart from its words, footnote calls left out."""
    own = [call for call in calls if call.overlaps(part.span)]
    words = "".join(
        text[at] for at in range(part.span.start, part.span.end) if not any(call.start <= at < call.end for call in own)
    )
    counter = _COUNTER.match(words)
    if counter:
        return f"{normalise(counter['number'])} {normalise(words[counter.end() :])}"
    return normalise(words)


def _closed(sections: Sequence[Section], text: str) -> tuple[Section, ...]:
    """Return the sections with their ends: each ends where the next one of its level or a higher one begins."""
    ends: dict[int, int] = {}
    open_: list[Section] = []
    for section in sections:
        while open_ and open_[-1].level >= section.level:
            ends[open_.pop().number] = section.span.start
        open_.append(section)
    return tuple(
        replace(section, span=Span(section.span.start, ends.get(section.number, len(text)))) for section in sections
    )


def _blocks(part: Part, text: str, section: int) -> Iterator[Block]:
    if part.kind in (PartKind.HEAD, PartKind.CALL):
        return  # the one goes with every row that it heads, the other is no words
    if part.kind is PartKind.ROW:
        yield Block(BlockKind.ROW, (part.span,), section, cells=part.cells, header=part.heads)
        return
    if part.kind is not PartKind.PARAGRAPH:
        yield Block(_KINDS[part.kind], (part.span,), section, mark=part.mark)
        return
    # A paragraph whose author typed the bullets is a list all the same.
    lines = split_lines(part.span.of(text))
    if lines[0].style not in _TYPED_ITEMS:
        yield Block(BlockKind.PARAGRAPH, (part.span,), section)
        return
    start = part.span.start + lines[0].content
    yield Block(BlockKind.ITEM, (Span(min(start, part.span.end), part.span.end),), section, mark=lines[0].mark)


def with_tables(blocks: Sequence[Block], parts: Sequence[Part]) -> tuple[Block, ...]:
    """Return guessed blocks with the cells and heads of the rows that the format tells."""
    rows = {part.span: part for part in parts if part.kind in (PartKind.ROW, PartKind.HEAD)}
    told = ((block, rows.get(block.span)) for block in blocks)
    return tuple(
        replace(block, cells=row.cells, header=row.heads) if row else block
        for block, row in told
        if not row or row.kind is PartKind.ROW
    )
