"""The outline: which paragraphs are headings, and which sections they open."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from corpus.documents import Block, BlockKind, Section
from corpus.labels import is_label
from corpus.lines import Line, Style, footnote_mark
from corpus.normalisation import normalise
from corpus.numerals import number_of
from corpus.paragraphs import Paragraph
from corpus.spans import Fragments, Span, strip

_LONGEST_HEADING = 60
_LONGEST_TITLE = 64  # columns
_LARGE_BULLETS = "○〇◎◆■●□◇"
_VALUE = re.compile(
    r"[0-9,]+(?:\.[0-9]+)?\s*(?:百万円|億円|万円|千円|円|人|件)|[:：]|https?://|→|⇒|[0-9]+月\s*[0-9]+\s*日|^(?:令和|平成|20)[0-9]+年[0-9]+月"
)
_CHAPTER_NUMBER = re.compile(r"第?(?P<number>[0-9一二三四五六七八九十]+)(?P<kind>[章部節編条.])")
_NO_TITLE_END = re.compile(r"[、，をはがでてともやへにるくすた]$")


class Rank(IntEnum):
    """How headings of one style stand to others: a chapter closes everything, the rest nest as they come."""

    ROOT = 0
    CHAPTER = 1
    TITLE = 2
    NUMBERED = 3
    PART = 4
    CODED = 5
    LARGE_BULLET = 6
    LABEL = 7
    BRACKETED = 8
    CIRCLED = 9


_RANKS = {
    Style.CHAPTER: Rank.PART,
    Style.NUMBERED: Rank.NUMBERED,
    Style.CODED: Rank.CODED,
    Style.BRACKETED: Rank.BRACKETED,
}


@dataclass(slots=True)
class _Open:
    """A section that is still open while the outline is being read."""

    number: int
    rank: Rank
    opens_page: bool
    empty: bool = True
    only_items: bool = True


class _Outline:
    """Reads paragraphs in order and keeps the open sections; used once, by ``build_outline``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sections: list[Section] = [Section(0, "", 0, None, None, Span(0, len(text)))]
        self.blocks: list[Block] = []
        self.open: list[_Open] = [_Open(0, Rank.ROOT, opens_page=True)]
        self.labels: set[str] = set()
        self.leading: Counter[str] = Counter()
        self.header: tuple[Fragments, ...] = ()
        self.ends: dict[int, int] = {}

    def add_heading(self, paragraph: Paragraph, rank: Rank) -> None:
        heading = _heading(paragraph, self.text)
        if rank is Rank.LABEL:
            self._note_label(heading, paragraph.first.span.start)
        if rank in (Rank.TITLE, Rank.CHAPTER):
            self.labels = set()
        self._close_for(rank, opens_page=paragraph.opens_page)
        span = Span(paragraph.first.span.start, paragraph.lines[-1].span.end)
        self._push(heading, rank, span, span.start, opens_page=paragraph.opens_page)

    def _note_label(self, heading: str, start: int) -> None:
        """Open a slide without a title where a label returns, or where one comes late that elsewhere comes first."""
        if heading in self.labels or (self.labels and self.leading[heading] >= 2):
            self.add_slide(start)
        if not self.labels:
            self.leading[heading] += 1
        self.labels.add(heading)

    def add_slide(self, start: int) -> None:
        """Open a section without a heading: a slide whose title did not survive."""
        if self.open[-1].rank is Rank.TITLE and self.open[-1].empty:
            return
        self.labels = set()
        self._close_for(Rank.TITLE, opens_page=True)
        self._push("", Rank.TITLE, None, start, opens_page=True)

    def _close_for(self, rank: Rank, *, opens_page: bool) -> None:
        top = self.open[-1]
        if rank is Rank.CHAPTER:
            keep = 1
        elif top.empty and top.rank is not Rank.ROOT and (top.rank is not rank or (top.opens_page and not opens_page)):
            # A heading with nothing under it yet is the parent of the next, of whatever style.
            keep = len(self.open) if not (rank is Rank.TITLE and top.rank >= Rank.NUMBERED) else self._depth_of(rank)
        else:
            keep = self._depth_of(rank)
        del self.open[keep:]

    def _depth_of(self, rank: Rank) -> int:
        """Return how many open sections stay when a heading of ``rank`` comes."""
        same = [at for at, section in enumerate(self.open) if section.rank is rank]
        if same:
            return same[-1]
        return next((at for at, section in enumerate(self.open) if section.rank > rank), len(self.open))

    def _push(self, heading: str, rank: Rank, span: Span | None, start: int, *, opens_page: bool) -> None:
        number = len(self.sections)
        level, parent = len(self.open), self.open[-1].number
        self.sections.append(Section(number, heading, level, parent, span, Span(start, len(self.text))))
        self.open.append(_Open(number, rank, opens_page))
        self.header = ()

    def _leave_lists(self, start: int) -> None:
        """Close sections that hold nothing but lists: running text after them belongs to what is above."""
        while (
            self.open[-1].rank in (Rank.CODED, Rank.BRACKETED) and self.open[-1].only_items and not self.open[-1].empty
        ):
            self.ends[self.open.pop().number] = start

    def add_block(self, paragraph: Paragraph) -> None:
        if paragraph.first.style is Style.PLAIN and paragraph.ended and not paragraph.footnote:
            self._leave_lists(paragraph.first.span.start)
        block = _block(paragraph, self.text, self.open[-1].number)
        if block.kind is BlockKind.ROW:
            block = self._with_header(block)
        else:
            self.header = ()
        for section in self.open:
            section.empty = False
            section.only_items &= block.kind is BlockKind.ITEM
        self.blocks.append(block)

    def _with_header(self, block: Block) -> Block:
        cells = block.cells
        previous = self.blocks[-1] if self.blocks else None
        if self.header and previous and previous.kind is BlockKind.ROW:
            if previous.cells and cells and not len(cells[0]) and len(previous.cells) == len(cells):
                cells = (previous.cells[0], *cells[1:])  # a merged first column speaks for the rows under it
            return replace(block, cells=cells, header=self.header)
        if len(cells) > 2 or (len(cells) == 2 and not len(cells[1])):
            self.header = tuple((cell,) for cell in cells)
        return block

    def close(self) -> tuple[Section, ...]:
        """Return the sections with their ends set."""
        closed = list(self.sections)
        for at, section in enumerate(self.sections):
            following = next((later for later in self.sections[at + 1 :] if later.level <= section.level), None)
            end = self.ends.get(section.number, following.span.start if following else len(self.text))
            closed[at] = replace(section, span=Span(section.span.start, end))
        return tuple(closed)


def build_outline(text: str, paragraphs: Sequence[Paragraph]) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """Return the sections and blocks that ``paragraphs`` make; section 0 is the document itself."""
    outline = _Outline(text)
    ranks = _ranks(paragraphs)
    deck = _is_deck(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        following = next((later for later in paragraphs[at + 1 :] if not later.footnote), None)
        rank = ranks[at]
        untitled = deck and paragraph.opens_page and rank not in (Rank.TITLE, Rank.CHAPTER)
        if untitled or (rank is None and _leads_slide(paragraph, following)):
            outline.add_slide(paragraph.first.span.start)
        if rank is None:
            outline.add_block(paragraph)
        else:
            outline.add_heading(paragraph, rank)
    return outline.close(), tuple(outline.blocks)


def _is_deck(paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether the pages are slides: nothing runs on from one to the next."""
    return sum(paragraph.opens_page for paragraph in paragraphs) > 2 and not any(
        paragraph.crosses_page for paragraph in paragraphs
    )


def _ranks(paragraphs: Sequence[Paragraph]) -> list[Rank | None]:
    """Return each paragraph's rank as a heading, judged beside its neighbours."""
    body = [at for at, paragraph in enumerate(paragraphs) if not paragraph.footnote]
    ranks: list[Rank | None] = [None] * len(paragraphs)
    for at, after in zip(body, [*body[1:], None], strict=True):
        ranks[at] = heading_rank(paragraphs[at], None if after is None else paragraphs[after])
    _demote_boxes(ranks, body, paragraphs)
    _raise_running_titles(ranks, paragraphs)
    _number_chapters(ranks, paragraphs)
    return ranks


def _demote_boxes(ranks: list[Rank | None], body: Sequence[int], paragraphs: Sequence[Paragraph]) -> None:
    """Take three and more titles in a row for what they are: boxes of a drawing or a list without marks."""
    runs: list[list[int]] = [[]]
    for at in body:
        if ranks[at] is Rank.TITLE and not paragraphs[at].opens_page:
            runs[-1].append(at)
            continue
        if runs[-1] and ranks[at] is Rank.LABEL:
            runs[-1].pop()  # a title right above a label is one
        runs.append([])
    for at in (row for run in runs if len(run) >= 3 for row in run):
        ranks[at] = None


def _raise_running_titles(ranks: list[Rank | None], paragraphs: Sequence[Paragraph]) -> None:
    """Take what opens several pages in the same words for their title."""
    openings: dict[str, list[int]] = {}
    for at, paragraph in enumerate(paragraphs):
        if paragraph.opens_page:
            openings.setdefault("".join(line.words for line in paragraph.lines), []).append(at)
    for at in (row for rows in openings.values() if len(rows) > 1 for row in rows):
        ranks[at] = Rank.TITLE


def _number_chapters(ranks: list[Rank | None], paragraphs: Sequence[Paragraph]) -> None:
    """Raise the headings that count the document's chapters: of the first kind met, in unbroken order."""
    kind, expected = "", 1
    for at, paragraph in enumerate(paragraphs):
        if ranks[at] is not Rank.PART:
            continue
        found = _CHAPTER_NUMBER.match(normalise(paragraph.first.mark))
        padded = found is not None and found["number"].startswith("0")
        if found and not padded and (not kind or found["kind"] == kind) and number_of(found["number"]) == expected:
            kind, expected = found["kind"], expected + 1
            ranks[at] = Rank.CHAPTER
        elif found and found["kind"] == kind:
            ranks[at] = Rank.NUMBERED


def _leads_slide(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Say whether a slide without a title opens here: its summary line, right above the first label."""
    return paragraph.first.mark == "●" and following is not None and is_label(following.first.words)


def heading_rank(paragraph: Paragraph, following: Paragraph | None) -> Rank | None:
    """Return how high a heading ``paragraph`` is, or None where it is no heading."""
    line = paragraph.first
    words = normalise("".join(part.words for part in paragraph.lines))
    if paragraph.footnote or paragraph.ended or len(words) > _LONGEST_HEADING or line.style is Style.ROW:
        return None
    if line.style is Style.CODED and not line.mark and not (line.gap or paragraph.opens_page):
        return None
    if line.style in _RANKS:
        return _RANKS[line.style]
    if line.style is Style.CIRCLED and len(words) <= 30 and following and following.first.style is not Style.CIRCLED:
        return Rank.CIRCLED
    if line.style is Style.BULLET and line.mark in tuple(_LARGE_BULLETS) and len(words) <= 34:
        return Rank.LARGE_BULLET if _heads_list(line, following) else None
    if line.style is Style.PLAIN and _is_title(paragraph, words, following):
        return Rank.LABEL if is_label(line.words) else Rank.TITLE
    return None


def _heads_list(line: Line, following: Paragraph | None) -> bool:
    if following is None or following.first.mark == line.mark:
        return False
    return following.first.style is Style.BULLET or following.first.is_field


def _is_title(paragraph: Paragraph, words: str, following: Paragraph | None) -> bool:
    first = paragraph.first
    if is_label(first.words) and len(paragraph.lines) == 1:
        return True
    above = first.gap > 0 or paragraph.opens_page or first.span.start < 3
    below = following is not None and (
        following.first.gap > 0 or following.first.style is not Style.PLAIN or is_label(following.first.words)
    )
    return (
        above
        and below
        and len(paragraph.lines) <= 2
        and sum(line.width for line in paragraph.lines) <= _LONGEST_TITLE
        and "、" not in words
        and "。" not in words
        and not first.words.startswith(("（", "(", "[", "“", "「", "【", "〔"))
        and not first.is_field
        and not _VALUE.search(words)
        and not _NO_TITLE_END.search(words)
    )


def _heading(paragraph: Paragraph, text: str) -> str:
    """Return a heading as it is shown: without bullets, brackets and emphasis, with its number."""
    first = paragraph.first
    words = normalise("\n".join(fragment.of(text) for fragment in paragraph.fragments))
    if first.style in (Style.BULLET, Style.BRACKETED):
        words = words.lstrip("".join({"-", " ", "・", *_LARGE_BULLETS})) if first.mark else words
        words = words.strip("<>〈〉【】[]〔〕 ")
    return words


def _block(paragraph: Paragraph, text: str, section: int) -> Block:
    first = paragraph.first
    fragments = list(paragraph.fragments)
    if first.style is Style.ROW:
        return Block(BlockKind.ROW, tuple(fragments), section, cells=_cells(first.span, text))
    kind = BlockKind.PARAGRAPH
    if paragraph.footnote:
        kind = BlockKind.FOOTNOTE
        skip = len(paragraph.footnote) if footnote_mark(first) == paragraph.footnote else 0
        fragments[0] = strip(Span(fragments[0].start + skip, fragments[0].end), text)
        return Block(kind, tuple(fragments), section, mark=paragraph.footnote)
    if first.style in (Style.BULLET, Style.CIRCLED, Style.NUMBERED, Style.CHAPTER):
        kind = BlockKind.ITEM
    elif first.style is Style.NOTE:
        kind = BlockKind.NOTE
    if first.mark:
        fragments[0] = Span(min(first.content, fragments[0].end), fragments[0].end)
    return Block(kind, tuple(fragments), section, mark=first.mark)


def _cells(span: Span, text: str) -> tuple[Span, ...]:
    cells, start = [], span.start
    for words in span.of(text).split("\t"):
        cells.append(strip(Span(start, start + len(words)), text))
        start += len(words) + 1
    return tuple(cells)
