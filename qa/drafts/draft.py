"""A draft as it is checked: its text, and the sentences in it that can be shown as evidence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.lines import Line, Style, split_lines
from corpus.normalisation import normalise
from corpus.sentences import split_sentences
from corpus.spans import Span, strip

_LONGEST_HEADING = 34
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \u3000]+")
_MARKDOWN_RULE = re.compile(r"[|\s:\-–=_*]+")
_NO_HEADING_END = re.compile(r"(?:[。．、，：:;；]|する|した|ある|ます|です|とする|こと)$")
_HEADING_STYLES = frozenset({Style.CHAPTER, Style.NUMBERED, Style.CODED, Style.BRACKETED})


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence, list item or table row of a draft; ``span`` is of the draft's text, ``text`` its search form.

    ``heading`` is the last heading above it; ``line`` the number of its line, from 0.
    """

    number: int
    span: Span
    text: str
    heading: str
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft; offsets are code points of ``text``."""

    title: str
    text: str
    sentences: tuple[DraftSentence, ...]
    headings: tuple[str, ...]


def read_draft(text: str, title: str = "") -> Draft:
    """Return the draft that ``text`` holds; without a title, its first line is one."""
    sentences: list[DraftSentence] = []
    headings: list[str] = []
    for number, line in enumerate(split_lines(text)):
        if _MARKDOWN_RULE.fullmatch(line.words):
            continue
        if _is_heading(line, first=number == 0):
            headings.append(normalise(_bare(line, text)).strip("#* "))
            continue
        for span in _sentence_spans(line, text):
            words = normalise(span.of(text))
            if words:
                heading = headings[-1] if headings else ""
                sentences.append(DraftSentence(len(sentences), span, words, heading, number))
    named = title.strip() or next(iter(headings), sentences[0].text[:60] if sentences else "")
    return Draft(named, text, tuple(sentences), tuple(headings))


def _is_heading(line: Line, *, first: bool) -> bool:
    """Say whether a line heads what follows: a marked or unmarked short line that is no sentence."""
    words = line.words
    if _MARKDOWN_HEADING.match(words):
        return True
    if words.startswith("|") or line.style is Style.ROW:
        return False
    short = len(words) <= _LONGEST_HEADING and not _NO_HEADING_END.search(words.rstrip("*"))
    if line.style in _HEADING_STYLES:
        return short
    return line.style is Style.PLAIN and (first or line.gap > 0) and (short or (first and not line.ended))


def _bare(line: Line, text: str) -> str:
    return text[line.content : line.span.end]


def _sentence_spans(line: Line, text: str) -> Iterator[Span]:
    start, end = line.content, line.span.end
    if line.words.startswith("|"):
        yield strip(Span(start + 1, end - line.words.endswith("|")), text)
        return
    if line.style is Style.ROW:
        yield strip(Span(start, end), text)
        return
    for span in split_sentences(text[start:end]):
        whole = strip(Span(start + span.start, start + span.end), text)
        if len(whole):
            yield whole
