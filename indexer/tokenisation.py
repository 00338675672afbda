"""Words and character pairs of Japanese text, as the lexical index counts them."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from typing import Any

# Parts of speech (UniDic) that carry no subject.
_FUNCTION_WORDS = frozenset({"助詞", "助動詞", "補助記号", "記号", "接続詞", "空白", "感動詞"})
_RUNS = re.compile(r"[^\W_]+")
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


class FugashiTokenizer:
    """Morphological words by MeCab with the UniDic dictionary; safe to share between threads."""

    def __init__(self) -> None:
        """Open nothing yet: each thread opens its own tagger at its first text."""
        self._local = threading.local()

    @property
    def identity(self) -> str:
        """Name the analyser and the dictionary with their versions."""
        return f"fugashi {version('fugashi')}, unidic-lite {version('unidic-lite')}"

    def words(self, text: str) -> list[str]:
        """Return the content words of ``text`` in their dictionary spelling, in order."""
        return [token.base for token in self.tokens(text) if token.carries_subject]

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield all words, those without a subject too."""
        for start in range(0, len(text), _LONGEST):
            for node in self._tagger()(_fold(text[start : start + _LONGEST])):
                feature = node.feature
                base, use = feature.orthBase or node.surface, f"{feature.pos3}-{feature.pos4}"
                yield Token(node.surface, not node.is_unk, base, feature.pos1, feature.pos2, use)

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
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(max(character, " ") for character in folded)
