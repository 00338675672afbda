"""Words and character pairs of Japanese text, as the lexical index counts them."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from typing import Any, NamedTuple

# Parts of speech (UniDic) that carry no subject.
_FUNCTION_WORDS = frozenset({"助詞", "助動詞", "補助記号", "記号", "接続詞", "空白", "感動詞"})
_RUNS = re.compile(r"[^\W_]+")
_REMEMBERED = 65_536  # entries of the dictionary
_CONTROLS = dict.fromkeys(range(ord(" ")), " ")
_LONGEST = 60_000  # characters that the analyser takes at once


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands and in its dictionary spelling, with its part of speech (UniDic: 名詞, 固有名詞, 地名-国).

    ``known`` says that the dictionary has it.
    """

    surface: str
    known: bool
    base: str
    part: str
    kind: str
    use: str

    @property
    def carries_subject(self) -> bool:
        """Say whether it is a content word."""
        return self.part not in _FUNCTION_WORDS


class _Entry(NamedTuple):
    """The spelling of an entry of the dictionary, empty for a word that it has not, and whether it carries a subject."""

    base: str
    carries_subject: bool


class FugashiTokenizer:
    """Morphological words by MeCab with the UniDic dictionary; safe to share between threads."""

    def __init__(self) -> None:
        """Open nothing yet: each thread opens its own tagger at its first text."""
        self._local = threading.local()
        self._entries: dict[str, _Entry] = {}

    @property
    def identity(self) -> str:
        """Name the analyser and the dictionary with their versions."""
        return f"fugashi {version('fugashi')}, unidic-lite {version('unidic-lite')}"

    def words(self, text: str) -> list[str]:
        """Return the content words of ``text`` in their dictionary spelling, in order."""
        words = []
        for node in self._nodes(text):
            entry = self._entries.get(node.feature_raw) or self._entry(node)
            if entry.carries_subject:
                words.append(entry.base or node.surface)
        return words

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield all words, those without a subject too."""
        for node in self._nodes(text):
            feature = node.feature
            base, use = feature.orthBase or node.surface, f"{feature.pos3}-{feature.pos4}"
            yield Token(node.surface, not node.is_unk, base, feature.pos1, feature.pos2, use)

    def _entry(self, node: Any) -> _Entry:
        """Take apart what the dictionary says of a word, and remember it: most words come again."""
        feature = node.feature
        entry = _Entry(feature.orthBase or "", feature.pos1 not in _FUNCTION_WORDS)
        if len(self._entries) < _REMEMBERED:
            self._entries[node.feature_raw] = entry
        return entry

    def _nodes(self, text: str) -> Iterator[Any]:
        for start in range(0, len(text), _LONGEST):
            yield from self._tagger()(_fold(text[start : start + _LONGEST]))

    def _tagger(self) -> Any:
        if not hasattr(self._local, "tagger"):
            import fugashi  # noqa: PLC0415 - the dictionary is opened when first needed

            self._local.tagger = fugashi.Tagger()
        return self._local.tagger


def bigrams(text: str) -> list[str]:
    """Return the pairs of neighbouring letters and digits: the safety net under the dictionary."""
    return [
        first + second
        for run in _RUNS.findall(_fold(text))
        for first, second in (pairwise(run) if len(run) > 1 else [(run, "")])
    ]


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_CONTROLS)
