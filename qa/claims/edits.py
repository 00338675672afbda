"""Edits: claims made of administrative statements by code, that stay true, become false, or say more than was said.

Each claim is held against the statement that it was made of. What becomes false differs from it in one thing: a figure,
a name or a compound of the same kind, a word for its opposite, a denial, a duty for a permission, "only". What stays
true differs in more: clauses left out, arguments in another order, years of the other calendar.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.dates import YEAR, fiscal_year_name, year_of
from indexer.tokenisation import FugashiTokenizer, Token
from qa.claims.polarity import opposites
from qa.reader.exercises import JudgedClaim
from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS

_SHORTEST, _LONGEST = 14, 160  # characters of a statement that claims are made of
_COMPOUND = 2  # words from which a run of nouns is a compound
_FIGURE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_FACTORS = (0.5, 0.8, 1.2, 1.5, 2.0, 3.0)
# What the end of a statement says, and what says otherwise.
_ENDINGS = (
    ("しなければならない", ("しなくてもよい", "することが望ましい", "することができる")),
    ("する必要がある", ("する必要はない", "しないこととする")),
    ("することができる", ("することはできない", "しなければならない")),
    ("することが望ましい", ("しなければならない", "しないことが望ましい")),
    ("が必要である", ("は不要である",)),
    ("が重要である", ("は重要ではない",)),
    ("されている", ("されていない",)),
    ("している", ("していない",)),
    ("ている", ("ていない",)),
    ("できる", ("できない",)),
    ("である", ("ではない",)),
    ("された", ("されなかった",)),
    ("しました", ("しませんでした",)),
    ("した", ("しなかった",)),
    ("される", ("されない",)),
    ("する", ("しない",)),
    ("がある", ("はない",)),
    ("いる", ("いない",)),
)
_ONLY = (
    ("など", "のみ"),
    ("等", "のみ"),
    ("をはじめとする", "のみの"),
    ("だけでなく", "だけで、"),
    ("のほか、", "を除く"),
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that claims are made of, and the window in which the reader sees it."""

    text: str
    window: str


class Editor:
    """Makes claims of statements; what is put in a compound's place ends in the same word elsewhere."""

    def __init__(self, statements: Sequence[Statement], tokenizer: FugashiTokenizer, chance: random.Random) -> None:
        """Keep the statements of which claims can be made, and their names and compounds by their kind."""
        self._statements = [item for item in statements if _SHORTEST <= len(item.text) <= _LONGEST]
        self._tokenizer, self._chance = tokenizer, chance
        self._of_kind: dict[str, list[str]] = defaultdict(list)
        for item in self._statements:
            for kind, words in _things(item.text, tokenizer):
                if words not in self._of_kind[kind]:
                    self._of_kind[kind].append(words)

    def claims(self, most: int) -> Iterator[JudgedClaim]:
        """Yield the claims that are made of up to ``most`` statements: of each at most one of every verdict, false ones twice."""
        false: tuple[Callable[[str], Iterable[str]], ...] = (
            self._renamed,
            self._renamed,
            self._refigured,
            self._turned,
            _otherwise,
            _only,
        )
        for item in self._chance.sample(self._statements, min(most, len(self._statements))):
            edited = [claim for edit in false for claim in edit(item.text)]
            for claim in self._chance.sample(edited, min(2, len(edited))):
                yield JudgedClaim(claim, item.window, CONTRADICTS)
            yield JudgedClaim(self._reworded(item.text), item.window, SUPPORTS)
            other = self._chance.choice(self._statements)
            yield JudgedClaim(self._joined(item.text, other.text), item.window, SILENT)

    def _renamed(self, text: str) -> Iterator[str]:
        """Yield the text with a name or a compound changed for another of its kind."""
        things = list(_things(text, self._tokenizer))
        self._chance.shuffle(things)
        for kind, words in things:
            others = [other for other in self._of_kind[kind] if other not in text and words not in other]
            if others and text.count(words) == 1:
                yield text.replace(words, self._chance.choice(others))
                return

    def _refigured(self, text: str) -> Iterator[str]:
        """Yield the text with a figure changed for one of its size."""
        figures = list(_FIGURE.finditer(text))
        if not figures:
            return
        found = self._chance.choice(figures)
        number = float(found.group().replace(",", ""))
        other = round(number * self._chance.choice(_FACTORS)) if number >= 5 else number + self._chance.choice((1, 2))
        if YEAR.search(text[found.start() - 2 if found.start() > 1 else 0 : found.end() + 2]):
            other = number + self._chance.choice((-2, -1, 1, 2, 3))
        said = f"{int(other):,}" if "," in found.group() else f"{int(other)}"
        if said != found.group():
            yield text[: found.start()] + said + text[found.end() :]

    def _turned(self, text: str) -> Iterator[str]:
        """Yield the text with a word changed for its opposite."""
        known = [word for word in opposites() if len(word) > 1 and text.count(word) == 1]
        if known:
            word = self._chance.choice(known)
            yield text.replace(word, self._chance.choice(opposites()[word]))

    def _reworded(self, text: str) -> str:
        """Return the text in another order, with fewer clauses and with years of the other calendar."""
        said = re.sub(r"[（(][^（()）]*[）)]", "", text)
        clauses = said.split("、")
        if len(clauses) > 2 and self._chance.random() < 0.5:
            clauses.pop(self._chance.randrange(1, len(clauses) - 1))
        said = self._reordered("、".join(clauses))
        if self._chance.random() < 0.5:
            said = YEAR.sub(lambda match: _other_calendar(match.group(), year_of(match)), said)
        return said.replace("である。", "です。") if self._chance.random() < 0.3 else said

    def _reordered(self, text: str) -> str:
        """Return the text with two neighbouring arguments of a verb in the other order."""
        parts = re.split(r"(?<=[をにで])(?=[^ぁ-ん、。][^、。をにで]{1,13}[をにで][^ぁ-ん])", text)
        if len(parts) < 2:
            return text
        at = self._chance.randrange(len(parts) - 1)
        first, second = _argument(parts[at]), re.match(r"[^、。をにで]{2,14}[をにで]", parts[at + 1])
        if not first or not second:
            return text
        head = parts[at][: len(parts[at]) - len(first)]
        whole = head + second.group() + first + parts[at + 1][second.end() :]
        return "".join([*parts[:at], whole, *parts[at + 2 :]])

    def _joined(self, text: str, other: str) -> str:
        """Return a part of the text with a part of another: the half of it is not told."""
        mine, more = text.rstrip("。").split("、"), other.split("、")
        parts = [mine[0], more[-1]] if self._chance.random() < 0.5 else [*more[:1], mine[-1] + "。"]
        return "、".join(parts)


def _argument(text: str) -> str:
    """Return the last argument of a text: the words up to its particle."""
    found = re.search(r"[^、。をにではが]{2,14}[をにで]$", text)
    return found.group() if found else ""


def _other_calendar(said: str, year: int) -> str:
    """Return a year that is said in one calendar in the other."""
    if not said.endswith(("年", "年度")):
        return said
    kind = "年度" if said.endswith("年度") else "年"
    return f"{fiscal_year_name(year).removesuffix('年度')}{kind}" if said[0].isdigit() else f"{year}{kind}"


def _otherwise(text: str) -> Iterator[str]:
    """Yield the text with what its end says denied, or a duty for a permission."""
    said = text.rstrip("。")
    for ending, others in _ENDINGS:
        if said.endswith(ending):
            yield from (f"{said.removesuffix(ending)}{other}。" for other in others)
            return


def _only(text: str) -> Iterator[str]:
    """Yield the text with what it names as an example as all there is."""
    for some, only in _ONLY:
        if text.count(some) == 1:
            yield text.replace(some, only)


def _things(text: str, tokenizer: FugashiTokenizer) -> Iterator[tuple[str, str]]:
    """Yield the names of places and the compounds of a text with their kind: the use, or the last word."""
    run: list[Token] = []
    for token in (*tokenizer.tokens(text), Token("。", known=True, base="。", part="補助記号", kind="", use="")):
        if token.use.startswith("地名") and not run:
            yield token.use, token.surface
        if token.part in ("名詞", "接尾辞", "接頭辞", "形状詞") and not token.surface.isdigit():
            run.append(token)
            continue
        if len(run) >= _COMPOUND and (whole := "".join(word.surface for word in run)) in text:
            yield run[-1].base, whole
        run = []
