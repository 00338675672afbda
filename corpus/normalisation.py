"""Search text: what a reader sees, in one spelling, with the way back to the stored text.

The stored text stays as the file said it; everything that searches or compares works on a ``SearchText`` made from
it by pure functions: compatibility forms (NFKC), radicals that stand for characters, bullets from private use areas,
invisible characters, emphasis marks, white space and lines broken inside a sentence.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

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


Character = tuple[str, int, int]  # a character with the start and end of what it was made from
Step = Callable[[list[Character]], list[Character]]


def readable(text: str) -> str:
    r"""Return ``text`` as a reader would type it: whole and clean, but with the document's own full-width forms.

    >>> readable("⽀援期間（最⻑） \n５年")
    '支援期間（最長）５年'
    """
    characters: list[Character] = [(character, at, at + 1) for at, character in enumerate(text)]
    for step in (
        _drop_invisible,
        _replace_glyphs,
        _replace_private_bullets,
        _drop_emphasis,
        _fold_white_space,
        _join_spaced_letters,
    ):
        characters = step(characters)
    return "".join(character for character, _, _ in characters)


def _replace_glyphs(characters: list[Character]) -> list[Character]:
    """Replace radicals, compatibility ideographs and half-width kana only."""
    replaced: list[Character] = []
    for character, start, end in characters:
        glyph = RADICALS.get(character, character)
        if "\u2f00" <= glyph <= "\u2fdf" or "\uf900" <= glyph <= "\ufaff" or "\uff61" <= glyph <= "\uff9f":
            glyph = unicodedata.normalize("NFKC", glyph)
        replaced += [(part, start, end) for part in glyph]
    return replaced


def search_text(text: str) -> SearchText:
    r"""Return ``text`` in its one spelling, with the offsets back.

    >>> search_text("⻑期の **戦略**\nです").text
    '長期の 戦略です'
    """
    if _PLAIN.fullmatch(text):
        return SearchText(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    characters: list[Character] = [(character, at, at + 1) for at, character in enumerate(text)]
    for step in _STEPS:
        characters = step(characters)
    return SearchText(
        "".join(character for character, _, _ in characters),
        tuple(start for _, start, _ in characters),
        tuple(end for _, _, end in characters),
    )


def normalise(text: str) -> str:
    """Return the search text alone."""
    return text if _PLAIN.fullmatch(text) else search_text(text).text


def _drop_invisible(characters: list[Character]) -> list[Character]:
    """Drop what cannot be seen: controls, format characters, variation selectors, unpaired surrogates."""
    return [item for item in characters if not _invisible(item[0])]


@lru_cache(maxsize=8192)
def _invisible(character: str) -> bool:
    if character in "\n\t":
        return False
    return (
        unicodedata.category(character) in ("Cc", "Cf", "Cs")
        or "\ufe00" <= character <= "\ufe0f"
        or ("\U000e0100" <= character <= "\U000e01ef")
    )


def _compose(characters: list[Character]) -> list[Character]:
    """Apply NFKC to each group of characters that it may join, so that every result keeps its place."""
    composed: list[Character] = []
    group: list[Character] = []
    for item in characters:
        if group and _starts_group(group, item[0]):
            composed += _compose_group(group)
            group = []
        group.append(item)
    return composed + _compose_group(group) if group else composed


def _starts_group(group: list[Character], following: str) -> bool:
    if (
        following < "\u0300"
        or following in _KEPT
        or "\u3041" <= following <= "\u3096"
        or "\u30a1" <= following <= "\u9fff"
    ):
        return True  # never joins what stands before it
    before = "".join(character for character, _, _ in group)
    joined = unicodedata.normalize("NFKC", before + following)
    return joined == unicodedata.normalize("NFKC", before) + unicodedata.normalize("NFKC", following)


def _compose_group(group: list[Character]) -> list[Character]:
    if len(group) == 1 and group[0][0] in _KEPT:
        return group
    words = group[0][0] if len(group) == 1 else "".join(character for character, _, _ in group)
    start, end = group[0][1], group[-1][2]
    return [(character, start, end) for character in _composed(words)]


@lru_cache(maxsize=8192)
def _composed(words: str) -> str:
    once = unicodedata.normalize("NFKC", words.translate(_ALIKE))
    return unicodedata.normalize("NFKC", once.translate(_ALIKE))


def _replace_private_bullets(characters: list[Character]) -> list[Character]:
    """Show characters of private use areas as what office software uses them for: bullets."""
    return [(_BULLET if unicodedata.category(item[0]) == "Co" else item[0], *item[1:]) for item in characters]


def _drop_emphasis(characters: list[Character]) -> list[Character]:
    """Drop runs of two and more asterisks, which mark emphasis."""
    kept: list[Character] = []
    for at, item in enumerate(characters):
        beside = (characters[at - 1][0] if at else "", characters[at + 1][0] if at + 1 < len(characters) else "")
        if item[0] != "*" or "*" not in beside:
            kept.append(item)
    return kept


def _fold_white_space(characters: list[Character]) -> list[Character]:
    """Fold runs of white space: a tab stays a tab, a broken line is joined, spaces stay only where words need them."""
    folded: list[Character] = []
    run: list[Character] = []
    for item in characters:
        if item[0].isspace():
            run.append(item)
            continue
        if run and folded:
            folded += _separator(folded[-1][0], run, item[0])
        run = []
        folded.append(item)
    return folded


def _separator(before: str, run: list[Character], after: str) -> list[Character]:
    place = (run[0][1], run[-1][2])
    white = {character for character, _, _ in run}
    if "\t" in white:
        return [("\t", *place)]
    wide = (_wide(before), _wide(after))
    if wide == (False, False) or (wide == (True, True) and not white & set("\n\r\x0b\x0c\x85\u2028\u2029")):
        return [(" ", *place)]
    return []


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F")


def _join_spaced_letters(characters: list[Character]) -> list[Character]:
    """Join a title set with a space after each letter (国 際 戦 略)."""
    words = [item[0] for item in characters]
    drop: set[int] = set()
    spaces = [
        at for at in range(1, len(words) - 1) if words[at] == " " and _wide(words[at - 1]) and _wide(words[at + 1])
    ]
    chain: list[int] = []
    for at, following in pairwise([*spaces, -1]):
        chain.append(at)
        if following != at + 2:
            if len(chain) >= 3:  # two spaces set apart three columns of a table as often as three letters
                drop.update(chain)
            chain = []
    return [item for at, item in enumerate(characters) if at not in drop]


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
