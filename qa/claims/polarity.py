"""Polarity: whether two statements in the same words say the opposite of each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indexer.tokenisation import FugashiTokenizer, Token
from qa.errors import DataUnusable

OPPOSITES = Path(__file__).parent / "data" / "opposites.json"
_HEAD = 3  # content words at the end of a clause that say what it says of the others
_FORMAL = frozenset({"もの", "こと", "ため", "よう", "の", "つく", "物", "事"})
_REACH = 7  # words after the one that is denied within which its denial stands
_DENIALS = frozenset({"ない", "ぬ", "無い", "ん"})
_BETWEEN = frozenset({"助動詞", "助詞", "接尾辞"})


class _Opposites(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int = Field(ge=1, le=1)
    version: str
    source: str
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text with its content words, those of them that it denies, and the last few: what it says of the rest."""

    text: str
    words: frozenset[str]
    denied: frozenset[str]
    head: frozenset[str]

    def has(self, word: str) -> bool:
        """Say whether a word stands in it, in its dictionary form or as part of a longer one."""
        return word in self.words or (len(word) > 1 and word in self.text)


def spoken(text: str, tokenizer: FugashiTokenizer) -> Spoken:
    """Return the content words of ``text`` and what it denies; 〜ではないか asks and denies nothing."""
    tokens = list(tokenizer.tokens(text))
    content = [token.base for token in tokens if token.carries_subject and token.kind != "非自立可能"]
    denied = frozenset(
        token.base for at, token in enumerate(tokens) if token.carries_subject and _is_denied(tokens, at)
    )
    return Spoken(text, frozenset(content), denied, frozenset(content[-_HEAD:]) - _FORMAL)


@lru_cache(maxsize=16_384)
def told(statement: str, tokenizer: FugashiTokenizer) -> Spoken:
    """Return the same of a document's statement, remembered; a draft's words are never."""
    return spoken(statement, tokenizer)


def _is_denied(tokens: list[Token], at: int) -> bool:
    if tokens[at].part not in ("動詞", "名詞", "形容詞", "形状詞") or tokens[at].kind == "非自立可能":
        return False
    for place in range(at + 1, min(at + 1 + _REACH, len(tokens))):
        token = tokens[place]
        if token.base in _DENIALS:
            asks = tokens[place + 1 : place + 2] and tokens[place + 1].base in ("か", "だろう")
            return not asks
        if token.part not in _BETWEEN and token.kind != "非自立可能":
            return False
    return False


@dataclass(frozen=True, slots=True)
class Clash:
    """What one text says, the opposite that another says, and the word of the first that they differ in."""

    said: str
    told: str
    word: str


def opposed(first: Spoken, second: Spoken) -> Clash | None:
    """Return where ``second`` says the opposite of what ``first`` says; None where it does not."""
    for word, others in opposites().items():
        if first.has(word) and not second.has(word):
            for other in others:
                if second.has(other) and not first.has(other) and (word in first.denied) == (other in second.denied):
                    return Clash(word, other, word)
    for word in sorted(first.head & second.words):
        if (word in first.denied) != (word in second.denied):
            return Clash(_with_denial(word, first), _with_denial(word, second), "")
    return None


def _with_denial(word: str, said: Spoken) -> str:
    return f"{word}（否定）" if word in said.denied else word


@cache
def opposites() -> dict[str, tuple[str, ...]]:
    """Return for each word those that say the opposite."""
    try:
        content = _Opposites.model_validate_json(OPPOSITES.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        raise DataUnusable(f"{OPPOSITES}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    return _table(content.groups)


def _table(groups: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for word in group:
            others = tuple(other for other in group if other != word)
            table[word] = tuple(dict.fromkeys((*table.get(word, ()), *others)))
    return table
