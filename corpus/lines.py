"""Lines of a text and the marks that they open with: headings, list items, notes, footnotes, table rows."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from corpus.labels import is_label
from corpus.spans import Span


class Style(StrEnum):
    """How a line opens. Headings of one style are siblings; see ``corpus.outline``."""

    CHAPTER = "chapter"  # 第一章, １．
    NUMBERED = "numbered"  # （１）
    CODED = "coded"  # （A1）, （その他の観点）
    BRACKETED = "bracketed"  # ＜…＞, 【…】 alone on a line
    CIRCLED = "circled"  # ①
    BULLET = "bullet"  # ・, •, ○, -, private-use bullets
    NOTE = "note"  # ※, a lone * before a note
    ROW = "row"  # tab-separated
    PAGE_NUMBER = "page number"
    BLANK = "blank"
    PLAIN = "plain"


BULLETS = "・•●○〇◎◆◇■□▪▶➢❖✓⚫"
_BRACKETED = re.compile(r"(?=[＜<〈【［\[〔][^＞>〉】］\]〕]{1,60}[＞>〉】］\]〕]$)")
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.PAGE_NUMBER, re.compile(r"(?:[-‐–－]\s*)?([0-9０-９]{1,4})(?:\s*[-‐–－])?$")),
    (
        Style.CHAPTER,
        re.compile(r"(?:第[一二三四五六七八九十百0-9０-９]+[章部編節条](?=\s)|[0-9０-９]{1,2}[．.](?![0-9０-９]))\s*"),
    ),
    (Style.NUMBERED, re.compile(r"[（(](?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})[)）]\s*")),
    (
        Style.CODED,
        re.compile(r"[（(][A-ZＡ-Ｚ][0-9０-９][)）]\s*(?=[^（(、。\s])|(?=[（(][^（()）、。※：:0-9０-９]{2,40}[)）]$)"),
    ),
    (Style.BRACKETED, _BRACKETED),
    (Style.CIRCLED, re.compile(r"(?:[-‐–]\s*)?([①-⑳㉑-㊿])\s*")),
    (Style.NOTE, re.compile(r"※\s*[0-9０-９]?\s*|\*\s+(?=\S)|＊\s*")),
    (Style.BULLET, re.compile(rf"(?:[-‐–*]\s+)?[{BULLETS}\uE000-\uF8FF]\s*|[-‐–*]\s+|⇒\s*|→\s*")),
)
_FOOTNOTE = re.compile(r"([0-9]{1,2}|[ivx]{1,5})[ \u3000]+(?=\S)")
_FIELD = re.compile(r"[^\s:：、。]{1,14}\s?[:：]")
_SPACED_FIELD = re.compile(r"(\S{2,18})[ \u3000]+\S")
_EMPHASIS = re.compile(r"^\*\*|\*\*$")
_SENTENCE_END = "。．？！?!"


@dataclass(frozen=True)
class Line:
    """A physical line without its line end; ``span`` leaves out white space at both ends."""

    span: Span
    words: str
    style: Style
    mark: str
    content: int  # offset where the text after the mark begins
    indent: int
    gap: int  # empty lines before
    trailing_blank: bool

    @cached_property
    def width(self) -> int:
        """Return the columns that the words take: 2 a wide character, 1 any other."""
        return columns(self.words)

    @property
    def is_field(self) -> bool:
        """Say whether the line is a field of a form: a short name, a colon or a space, a value."""
        spaced = _SPACED_FIELD.match(self.words)
        return _FIELD.match(self.words) is not None or (spaced is not None and is_label(spaced.group(1)))

    @property
    def ended(self) -> bool:
        """Say whether the words end a sentence."""
        return self.words.rstrip("*」』）)”").endswith(tuple(_SENTENCE_END))


def columns(words: str) -> int:
    """Return the columns that ``words`` take in a fixed-width setting."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in words)


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text`` that hold something, each knowing how many empty ones stood before it."""
    lines, offset, gap = [], 0, 0
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(_line(raw, offset, gap))
            gap = 0
        else:
            gap += 1
        offset += len(raw) + 1
    return tuple(lines)


def _line(raw: str, offset: int, gap: int) -> Line:
    words = raw.strip(" \u3000") if "\t" in raw else raw.strip()
    start = offset + raw.index(words)
    style, mark = _style(words, raw)
    skip = len(mark)
    return Line(
        span=Span(start, start + len(words)),
        words=words,
        style=style,
        mark=mark.strip(),
        content=start + skip,
        indent=len(raw) - len(raw.lstrip()),
        gap=gap,
        trailing_blank=raw != raw.rstrip(),
    )


def _style(words: str, raw: str) -> tuple[Style, str]:
    if "\t" in raw.rstrip("\n"):
        return Style.ROW, ""
    bare = _EMPHASIS.sub("", words)
    for style, pattern in _PATTERNS:
        found = pattern.match(words) or (pattern.match(bare) if style is Style.BRACKETED else None)
        if found and style is Style.BULLET and _BRACKETED.match(words, found.end()):
            return Style.BRACKETED, found.group(0)
        if found:
            return style, found.group(0)
    return Style.PLAIN, ""


def footnote_mark(line: Line) -> str:
    """Return the number that ``line`` opens with as a footnote would, or an empty string."""
    found = _FOOTNOTE.match(line.words)
    return found.group(1) if found else ""
