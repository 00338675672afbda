"""Readings: acronyms as people write them in kana (ネクサス), told by the consonants that both spellings share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ROWS = {
    "k": "カキクケコ",
    "g": "ガギグゲゴ",
    "s": "サシスセソ",
    "z": "ザジズゼゾ",
    "t": "タチツテト",
    "d": "ダヂヅデド",
    "n": "ナニヌネノン",
    "h": "ハヒヘホ",
    "f": "フ",
    "b": "バビブベボヴ",
    "p": "パピプペポ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "w": "ワヲ",
}
_CONSONANT = {kana: consonant for consonant, row in _ROWS.items() for kana in row}
_VOWEL_KANA = "アイウエオヤユヨ"
_KANA = re.compile(r"[ァ-ヴー]{4,}")
_ACRONYM = re.compile(r"[A-Z][A-Z\-]{3,}")
# How the letters of English words sound to Japanese ears, applied in this order.
_SOUNDS = (
    (r"e$", ""),
    (r"(.)\1", r"\1"),
    (r"ch", "t"),
    (r"sh|th", "s"),
    (r"ph", "f"),
    (r"c(?=[eiy])", "s"),
    (r"g(?=[eiy])", "z"),
    (r"[cq]", "k"),
    (r"x", "ks"),
    (r"l", "r"),
    (r"v", "b"),
    (r"j", "z"),
    (r"m(?=[pb])", "n"),
    (r"r(?![aeiouy])", ""),
    (r"[aeiouy\-]", ""),
)


@dataclass(frozen=True, slots=True)
class KanaReadings:
    """The acronyms of a collection, and the katakana words that it has itself and that mean themselves."""

    acronyms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def spelled_out(self, text: str) -> str:
        """Return ``text`` with each katakana word that no document has and that reads as one acronym put as that.

        >>> KanaReadings(("NEXUS", "GREENS")).spelled_out("ネクサスの期間")
        'NEXUSの期間'
        """
        return _KANA.sub(lambda found: self._acronym_of(found.group()) or found.group(), text)

    def _acronym_of(self, word: str) -> str:
        if word in self.words:
            return ""
        meant = [name for name in self.acronyms if _sounds_like(name) == _heard(word) and _same_beginning(name, word)]
        return meant[0] if len(meant) == 1 else ""


def kana_readings(names: Iterable[str], words: Iterable[str]) -> KanaReadings:
    """Return the readings of the acronyms among ``names``, for documents with the given words of katakana."""
    acronyms = sorted({name for name in names if _ACRONYM.fullmatch(name) and re.search(r"[AEIOU]", name)})
    return KanaReadings(tuple(acronyms), tuple(sorted(set(words))))


def katakana_of(text: str) -> tuple[str, ...]:
    """Return the words of katakana in a search text that an acronym could be read as, each once."""
    return tuple(sorted(set(_KANA.findall(text))))


def _heard(word: str) -> str:
    return "".join(_CONSONANT.get(kana, "") for kana in word)


def _sounds_like(name: str) -> str:
    sounds = name.lower()
    for letters, sound in _SOUNDS:
        sounds = re.sub(letters, sound, sounds)
    return sounds


def _same_beginning(name: str, word: str) -> bool:
    return len(_heard(word)) > 1 and (name[0] in "AEIOU") == (word[0] in _VOWEL_KANA)
