"""Search text: what a reader sees, in one spelling, with the way back to the stored text.

The stored text stays as the file said it; everything that searches or compares works on a ``SearchText`` made from
it by pure functions: compatibility forms (NFKC), radicals that stand for characters, bullets from private use areas,
invisible characters, emphasis marks, white space and lines broken inside a sentence.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.spans import Span

# Characters of the CJK Radicals Supplement that stand for a whole character in texts taken from PDF and that NFKC
# leaves alone (Unicode Character Database, EquivalentUnifiedIdeograph.txt).
RADICALS = dict(
    zip(
        "⺌⺏⺐⺒⺓⺛⺝⺟⺠⺩⺬⺮⺯⺽⻁⻃⻄⻆⻑⻕⻘⻝⻟⻤⻧⻨⻩⻫⻭⻯⻲",
        "小尢尢巳幺旡月母民王示竹糸臼虎西西角長阜青食食鬼鹵麦黄斉歯竜亀",
        strict=True,
    )
)
_ALIKE = str.maketrans({**RADICALS, "〜": "~", "−": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "\u00a0": " "})
# What no step changes, whatever stands beside it: most lines of a paper, told at a glance.
_PLAIN = re.compile(r"[!-)+-~、。〈-】ぁ-ゖァ-ヺー一-鿿]*")
_JOINING = re.compile(  # what NFKC may change, with the character before it, which it may be joined to
    r"[\s\S]?[^\t\n !-~、。〈-】ぁ-ゖァ-ヺー一-鿿]+"
)
_UNCOMMON = re.compile(r"[^\t\n -~、。〈-】ぁ-ゖァ-ヺー一-鿿]")
_GLYPH = re.compile(rf"[{''.join(RADICALS)}\u2f00-\u2fdf\uf900-\ufaff\uff61-\uff9f]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_EMPHASIS = re.compile(r"\*{2,}")
_WHITE = re.compile(r"\s+")
_LINE_END = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile(r"(?<=(.)) (?=(.))", re.DOTALL)
_BULLET = "・"
_KEPT = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")  # NFKC would leave bare digits: ②2023年 would read 22023年


@dataclass(frozen=True, slots=True)
class SearchText:
    """A normalised text; character ``i`` was made from ``[starts[i], ends[i])`` of the text it came from."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def source(self, start: int, end: int) -> Span:
        """Return the stretch of the original that ``text[start:end]`` was made from; it must not be empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"not a stretch of the search text: {start}..{end}")
        return Span(min(self.starts[start:end]), max(self.ends[start:end]))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text on its way: character ``i`` was made from ``[starts[i], ends[i])`` of the text it came from."""

    words: str
    starts: list[int]
    ends: list[int]


Step = Callable[[_Text], _Text]
_Made = Iterator[tuple[str, int, int]]  # characters with the places in the step's text that each was made from


def _untouched(words: str) -> _Text:
    return _Text(words, list(range(len(words))), list(range(1, len(words) + 1)))


def _replaced(text: _Text, found: Iterable[re.Match[str]], replace: Callable[[re.Match[str]], _Made]) -> _Text:
    """Return ``text`` with what was found replaced, and all that stands between copied as it is."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in found:
        words.append(text.words[at : match.start()])
        starts += text.starts[at : match.start()]
        ends += text.ends[at : match.start()]
        for made, first, last in replace(match):
            words.append(made)
            starts += [text.starts[first]] * len(made)
            ends += [text.ends[last - 1]] * len(made)
        at = match.end()
    if not at:
        return text
    return _Text("".join((*words, text.words[at:])), starts + text.starts[at:], ends + text.ends[at:])


def readable(text: str) -> str:
    r"""Return ``text`` as a reader would type it: whole and clean, but with the document's own full-width forms.

    >>> readable("⽀援期間（最⻑） \n５年")
    '支援期間（最長）５年'
    """
    read = _untouched(text)
    for step in (
        _drop_invisible,
        _replace_glyphs,
        _replace_private_bullets,
        _drop_emphasis,
        _fold_white_space,
        _join_spaced_letters,
    ):
        read = step(read)
    return read.words


def _replace_glyphs(text: _Text) -> _Text:
    """Replace radicals, compatibility ideographs and half-width kana only."""
    return _replaced(text, _GLYPH.finditer(text.words), _glyph)


def _glyph(found: re.Match[str]) -> _Made:
    yield RADICALS.get(found.group()) or unicodedata.normalize("NFKC", found.group()), found.start(), found.end()


def search_text(text: str) -> SearchText:
    r"""Return ``text`` in its one spelling, with the offsets back.

    >>> search_text("⻑期の **戦略**\nです").text
    '長期の 戦略です'
    """
    if _PLAIN.fullmatch(text):
        return SearchText(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    read = _untouched(text)
    for step in _STEPS:
        read = step(read)
    return SearchText(read.words, tuple(read.starts), tuple(read.ends))


def normalise(text: str) -> str:
    """Return the search text alone."""
    return text if _PLAIN.fullmatch(text) else search_text(text).text


def _drop_invisible(text: _Text) -> _Text:
    """Drop what cannot be seen: controls, format characters, variation selectors, unpaired surrogates."""
    unseen = (found for found in _UNCOMMON.finditer(text.words) if _is_invisible(found.group()))
    return _replaced(text, unseen, lambda _: iter(()))


@lru_cache(maxsize=8192)
def _is_invisible(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Cc", "Cf", "Cs")
        or "\ufe00" <= character <= "\ufe0f"
        or ("\U000e0100" <= character <= "\U000e01ef")
    )


def _compose(text: _Text) -> _Text:
    """Apply NFKC to each group of characters that it may join, so that every result keeps its place."""
    return _replaced(text, _JOINING.finditer(text.words), _composed_groups)


def _composed_groups(found: re.Match[str]) -> _Made:
    words, offset = found.group(), found.start()
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or _starts_group(words[start:at], words[at]):
            group = words[start:at]
            yield group if group in _KEPT else _composed(group), offset + start, offset + at
            start = at


def _starts_group(group: str, following: str) -> bool:
    if (
        following < "\u0300"
        or following in _KEPT
        or "\u3041" <= following <= "\u3096"
        or "\u30a1" <= following <= "\u9fff"
    ):
        return True  # never joins what stands before it
    joined = unicodedata.normalize("NFKC", group + following)
    return joined == unicodedata.normalize("NFKC", group) + unicodedata.normalize("NFKC", following)


@lru_cache(maxsize=8192)
def _composed(words: str) -> str:
    once = unicodedata.normalize("NFKC", words.translate(_ALIKE))
    return unicodedata.normalize("NFKC", once.translate(_ALIKE))


def _replace_private_bullets(text: _Text) -> _Text:
    """Show characters of private use areas as what office software uses them for: bullets."""
    return _replaced(text, _PRIVATE.finditer(text.words), _bullet)


def _bullet(found: re.Match[str]) -> _Made:
    yield _BULLET, found.start(), found.end()


def _drop_emphasis(text: _Text) -> _Text:
    """Drop runs of two and more asterisks, which mark emphasis."""
    return _replaced(text, _EMPHASIS.finditer(text.words), lambda _: iter(()))


def _fold_white_space(text: _Text) -> _Text:
    """Fold runs of white space: a tab stays a tab, a broken line is joined, spaces stay only where words need them."""
    return _replaced(text, _WHITE.finditer(text.words), _separator)


def _separator(found: re.Match[str]) -> _Made:
    run, (start, end) = found.group(), found.span()
    if start and end < len(found.string):
        wide = (_wide(found.string[start - 1]), _wide(found.string[end]))
        if "\t" in run:
            yield "\t", start, end
        elif wide == (False, False) or (wide == (True, True) and not _LINE_END.search(run)):
            yield " ", start, end


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F")


def _join_spaced_letters(text: _Text) -> _Text:
    """Join a title set with a space after each letter (国 際 戦 略)."""
    spaces = [found for found in _SPACE.finditer(text.words) if _wide(found[1]) and _wide(found[2])]
    chains: list[list[re.Match[str]]] = []
    for found in spaces:
        if chains and found.start() == chains[-1][-1].start() + 2:
            chains[-1].append(found)
        else:
            chains.append([found])
    # Two spaces set apart three columns of a table as often as three letters.
    joined = (found for chain in chains if len(chain) >= 3 for found in chain)
    return _replaced(text, joined, lambda _: iter(()))


_STEPS: tuple[Step, ...] = (
    _drop_invisible,
    _compose,
    _drop_invisible,
    _replace_private_bullets,
    _drop_emphasis,
    _fold_white_space,
    _join_spaced_letters,
    _compose,  # what stood apart by white space may now join
)


def letters_of(text: str) -> str:
    """Return a text without marks and white space: texts with the same letters say the same in the same words."""
    return "".join(filter(str.isalnum, text))
