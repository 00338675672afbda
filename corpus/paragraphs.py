"""Paragraphs: lines that belong together, with the sentences that the page layout broke made whole again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import Page
from corpus.labels import is_label
from corpus.lines import Line, Style, footnote_mark, split_lines
from corpus.spans import Fragments, Span

_FULL = 0.8  # a line this wide, as a share of the widest beside it, was broken by the margin and not by its author
_MARGIN = 50  # columns; lines that mostly break off before it were ended by the author, not by a margin
_OPEN_END = re.compile(r"[、，,「『（(をにのはがでてとやへ]$")
_RUNS_ON = re.compile(
    r"[（(][^（()）]{1,3}[)）](?:[ぁ-ん、（(]|及び)|[0-9０-９]+$"
)  # a reference to an item, not the item
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
# Wrapped lines of these styles are told from real headings by the full line before them.
_REJOINABLE = (Style.PLAIN, Style.CODED, Style.NUMBERED, Style.PAGE_NUMBER)
_OPENS_ANEW = ("【", "〔", "※", "＜", "<")


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the text is set: its usual line width, and whether an empty line follows every line or only paragraphs."""

    width: int
    double_spaced: bool
    paged: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that read as one; ``footnote`` is the number of a footnote, empty in the running text."""

    lines: tuple[Line, ...]
    footnote: str
    opens_page: bool
    crosses_page: bool

    @property
    def fragments(self) -> Fragments:
        """Return the stretches of text, neighbouring lines in one."""
        spans: list[Span] = []
        for at, line in enumerate(self.lines):
            if at and self.lines[at - 1].span.end + line.gap + 1 + line.indent + 8 >= line.span.start:
                spans[-1] = Span(spans[-1].start, line.span.end)
            else:
                spans.append(line.span)
        return tuple(spans)

    @property
    def first(self) -> Line:
        """Return the line that it opens with."""
        return self.lines[0]

    @property
    def ended(self) -> bool:
        """Say whether it closes with the end of a sentence."""
        return self.lines[-1].ended


def read_paragraphs(text: str, pages: Sequence[Page]) -> tuple[tuple[Paragraph, ...], tuple[Span, ...]]:
    """Return the paragraphs of ``text`` in order, without printed page numbers, and the footnote calls in them."""
    lines = split_lines(text)
    opening = _opening_lines(lines, pages)
    printed = {row for row, line in enumerate(lines) if _printed_number(line, row, opening)}
    opening |= {row + 1: opening[row] for row in printed if row in opening}
    footnotes, calls = _footnotes(text, lines, opening, paged=bool(pages))
    setting = _setting(lines, paged=bool(pages))
    body = [at for at in range(len(lines)) if at not in footnotes and at not in printed]
    notes = sorted(footnotes)
    joined = [
        *_join(lines, body, opening, setting, {}),
        *_join(lines, notes, opening, setting, footnotes),
    ]
    return tuple(sorted(joined, key=lambda paragraph: paragraph.first.span.start)), tuple(calls)


def _opening_lines(lines: Sequence[Line], pages: Sequence[Page]) -> dict[int, int]:
    """Return the rows of the lines that open a page, with the page's number."""
    opening, row = {}, 0
    for page in pages:
        while row < len(lines) and lines[row].span.end <= page.span.start:
            row += 1
        opening[row] = page.number
    return opening


def _printed_number(line: Line, row: int, opening: dict[int, int]) -> bool:
    if line.style is not Style.PAGE_NUMBER:
        return False
    number = int("".join(character for character in line.words if character.isdigit()))
    return opening.get(row) == number or number in (opening.get(row + 1, 0) - 1, 0)


def _footnotes(
    text: str, lines: Sequence[Line], opening: dict[int, int], *, paged: bool
) -> tuple[dict[int, str], list[Span]]:
    """Return the rows that belong to footnotes with their numbers, and where the text calls them.

    A footnote is a line that opens with the next number, called before it by that number set close behind a word;
    it runs to the end of its page.
    """
    found: dict[int, str] = {}
    calls: list[Span] = []
    expected, current = {"digit": 1, "roman": 1}, ""
    called_after = 0
    for row, line in enumerate(lines):
        if row in opening and not _broken_footnote(lines, row, current):
            current = ""
        mark = footnote_mark(line) if paged or current else ""
        kind = "digit" if mark.isdigit() else "roman"
        wanted = str(expected["digit"]) if kind == "digit" else _ROMAN[min(expected["roman"], 10) - 1]
        call = re.compile(rf"(?<=[^\s0-9.．(（]){mark}(?![0-9A-Za-z.．,%％)）年月日])") if mark == wanted else None
        if call and (hit := call.search(text, called_after, line.span.start)):
            current, called_after = mark, hit.end()
            calls.append(Span(hit.start(), hit.end()))
            expected[kind] += 1
        if current:
            found[row] = current
    return found, calls


def _broken_footnote(lines: Sequence[Line], row: int, current: str) -> bool:
    """Say whether the footnote at the foot of the page before runs on at the top of this one."""
    return bool(current) and row > 0 and not lines[row - 1].ended and not lines[row - 1].trailing_blank


def _setting(lines: Sequence[Line], *, paged: bool) -> _Setting:
    broken = sorted(line.width for line, after in pairwise(lines) if not line.ended and after.style is Style.PLAIN)
    single_gaps = sum(line.gap == 1 for line in lines)
    width = broken[len(broken) // 2] if broken else 0
    return _Setting(width, single_gaps > 0.6 * len(lines) and width >= _MARGIN, paged)


def _join(
    lines: Sequence[Line], rows: Sequence[int], opening: dict[int, int], setting: _Setting, footnotes: dict[int, str]
) -> list[Paragraph]:
    local = _local_widths(lines, rows, opening)
    groups: list[list[int]] = []
    for row in rows:
        before = groups[-1][-1] if groups else None
        same_note = before is None or footnotes.get(before) == footnotes.get(row)
        if before is not None and same_note and _continues(lines, before, row, opening, setting, local):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [
        Paragraph(
            lines=tuple(lines[row] for row in group),
            footnote=footnotes.get(group[0], ""),
            opens_page=group[0] in opening,
            crosses_page=any(start in opening for row in group[1:] for start in range(group[0] + 1, row + 1)),
        )
        for group in groups
    ]


def _local_widths(lines: Sequence[Line], rows: Sequence[int], opening: dict[int, int]) -> dict[int, int]:
    """Return for each row the width of the widest line of its run, a run being lines with none empty between."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and lines[row].gap == 0 and runs[-1][-1] == row - 1 and row not in opening:
            runs[-1].append(row)
        else:
            runs.append([row])
    return {row: max(lines[other].width for other in run) for run in runs for row in run}


def _continues(
    lines: Sequence[Line], before: int, row: int, opening: dict[int, int], setting: _Setting, local: dict[int, int]
) -> bool:
    """Say whether the line at ``row`` carries on what the line at ``before`` began."""
    above, line = lines[before], lines[row]
    if line.style not in _REJOINABLE or above.style is Style.ROW or line.words.startswith(_OPENS_ANEW):
        return False
    open_end = bool(_OPEN_END.search(above.words))
    if above.trailing_blank and not open_end:
        return False
    full = _FULL * setting.width <= above.width
    if row in opening or before != row - 1:  # over a page's end or a footnote
        return full and not above.ended
    if line.gap > 1 or is_label(line.words) or (line.is_field and not setting.double_spaced):
        return False
    if line.style is not Style.PLAIN:
        return full and not above.ended and setting.double_spaced and _RUNS_ON.match(line.words) is not None
    if line.gap == 1 and not setting.double_spaced:
        return setting.paged and full and not above.ended and above.width <= setting.width / _FULL
    if above.ended:
        return line.indent == 0 and (full or not setting.double_spaced)
    return open_end or (full and setting.paged) or (line.gap == 0 and above.width >= _FULL * local[before])
