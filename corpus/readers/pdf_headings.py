"""Headings of a PDF: the lines that its bookmarks name, and those set larger or bolder than the body."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.numerals import number_of
from corpus.readers.pdf_lines import Letters, PrintedLine

_LARGER = 1.04  # of the body's size, from which a line is set larger
_LONGEST = 60  # characters
_SHORTEST = 2
_MOST = 6  # levels
_CAPTION = re.compile(
    r"[■□◆●\s]*[（(【]?\s*(?:第\s*[0-9０-９\-－‐–ー.．]+\s*)?(?:図表?|表|グラフ|写真|Fig(?:ure)?\.?|Table)\s*[0-9０-９\-－.．]*\s*[/／:：】)）\s]|[■□]\s*第[^章節]{1,10}[図表]"
)
_DATE = re.compile(r"(?:明治|大正|昭和|平成|令和|(?:19|20)[0-9]{2})[^。]{0,14}[日月年度付]")
_COUNTED = re.compile(
    r"(?P<open>第|[（(]|)(?P<number>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?P<close>[章節条編部款項]\s?|[)）]\s?|[．.、]|[\s]|(?<=第..)|(?<=第.))(?![0-9０-９年月日])(?P<words>[^。、]{2,40})"
)
_NO_HEADING = re.compile(
    r"[。、，．]$|^[\s0-9０-９.,．，%％\-－()（）]+$|^[※*＊注]|^[（(](?![0-9０-９一二三四五六七八九十アイウエオa-zａ-ｚ]{1,2}[)）]).*|資料[:：]|出典|https?://|\t"
)
_SENTENCE = re.compile(r"(?:です|ます|ました|である|する|した|という)$")
_PARTED = re.compile(r"[0-9０-９]{1,2}(?:[.．\-－‐][0-9０-９]{1,2})+")
_NUMBERED = re.compile(r"第?[0-9０-９一二三四五六七八九十]{1,3}(?:[章節条編部]|[．.]|[ \u3000])(?![0-9０-９])")
_IN_BRACKETS = re.compile(r"[（(][0-9０-９一二三四五六七八九十]{1,2}[)）]")
_POINT = re.compile(r"[.．\-－‐]")
_SPACE = re.compile(r"\s+")

Bookmarks = Mapping[int, Mapping[str, int]]
"""For each page, from 0, the titles that the bookmarks name there, white space aside, with their levels from 1."""


def heading_levels(pages: Sequence[Sequence[PrintedLine]], bookmarks: Bookmarks) -> list[dict[int, int]]:
    """Return for each page the level of each of its lines that is a heading, by the line's place; 1 is the highest."""
    found = _by_letters(pages, bookmarks)
    deepest = max((level for levels in found for level in levels.values()), default=0)
    counted = _by_numbers(pages, found)
    return [
        {row: min(deepest + depth, _MOST) for row, depth in numbers.items()} | levels
        for numbers, levels in zip(counted, found, strict=True)
    ]


def _by_numbers(pages: Sequence[Sequence[PrintedLine]], known: Sequence[Mapping[int, int]]) -> list[dict[int, int]]:
    """Return the lines that count on, 第1, 第2, each above words of its own: headings set as the body is.

    With each goes its depth, 1 for the way of counting that is met first.
    """
    runs: dict[tuple[str, str], list[list[tuple[int, int]]]] = {}
    for page, lines in enumerate(pages):
        for row, line in enumerate(lines):
            counted = _COUNTED.fullmatch(line.words.strip())
            if counted is None or row in known[page] or not _can_head(line):
                continue
            kind = (counted["open"], counted["close"].strip())
            follows = row + 1 < len(lines) and not _COUNTED.fullmatch(lines[row + 1].words.strip())
            number = number_of(counted["number"])
            if follows and number == 1:  # a count begins anew under each heading above
                runs.setdefault(kind, []).append([(page, row)])
            elif follows and runs.get(kind) and number == len(runs[kind][-1]) + 1:
                runs[kind][-1].append((page, row))
    counts = [[places for places in kind if len(places) > 1] for kind in runs.values()]
    depths = {place: at for at, kind in enumerate(filter(None, counts), start=1) for run in kind for place in run}
    return [
        {row: depths[page, row] for row in range(len(lines)) if (page, row) in depths}
        for page, lines in enumerate(pages)
    ]


def _by_letters(pages: Sequence[Sequence[PrintedLine]], bookmarks: Bookmarks) -> list[dict[int, int]]:
    body = body_letters(pages)
    named = [_named(lines, bookmarks.get(at, {})) for at, lines in enumerate(pages)]
    told = {pages[at][row].letters: level for at, found in enumerate(named) for row, level in found.items()}
    styles = [
        line.letters
        for lines in pages
        for line in lines
        if _stands_out(line.letters, body) and _can_head(line) and line.letters not in told
    ]
    deepest = max(told.values(), default=0)
    numbered = {line.letters for lines in pages for line in lines if _NUMBERED.match(line.words)}
    ranked = sorted(set(styles), key=lambda letters: (-letters.size, not letters.bold, letters.font))
    sizes = list(dict.fromkeys((letters.size, letters.bold) for letters in ranked))
    levels = {letters: deepest + 1 + sizes.index((letters.size, letters.bold)) for letters in ranked} | told
    return [
        {
            row: found.get(row)
            or min(levels[line.letters] + _depth(line.words, inside=line.letters in numbered), _MOST)
            for row, line in enumerate(lines)
            if row in found or (line.letters in levels and _stands_out(line.letters, body) and _can_head(line))
        }
        for lines, found in zip(pages, named, strict=True)
    ]


def _depth(words: str, *, inside: bool) -> int:
    """Return how far below its letters' level a heading's own number sets it: 2.1 stands one below 2, (1) below 1."""
    found = _PARTED.match(words)
    if found:
        return len(_POINT.findall(found[0]))
    return int(inside and _IN_BRACKETS.match(words) is not None)


def body_letters(pages: Sequence[Sequence[PrintedLine]]) -> Letters | None:
    """Return the letters in which most of the text is set; None where there is no text."""
    counts: Counter[Letters] = Counter()
    for line in (line for lines in pages for line in lines):
        counts[line.letters] += len(line.words)
    return counts.most_common(1)[0][0] if counts else None


def _named(lines: Sequence[PrintedLine], titles: Mapping[str, int]) -> dict[int, int]:
    """Return the lines that are bookmarks' titles, footnote calls at their ends aside."""
    found: dict[int, int] = {}
    for row, line in enumerate(lines):
        words = _SPACE.sub("", line.words)
        for title, level in titles.items():
            if len(title) >= _SHORTEST and words.startswith(title) and len(words) <= len(title) + 2:
                found.setdefault(row, level)
    return found


def _stands_out(letters: Letters, body: Letters | None) -> bool:
    if body is None:
        return False
    return letters.size > _LARGER * body.size or (letters.bold and not body.bold and letters.size >= 0.98 * body.size)


def _can_head(line: PrintedLine) -> bool:
    words = line.words.strip()
    return (
        _SHORTEST <= len(words) <= _LONGEST
        and not _CAPTION.match(words)
        and not _NO_HEADING.search(words)
        and not _SENTENCE.search(words)
        and not _DATE.fullmatch(words)
    )
