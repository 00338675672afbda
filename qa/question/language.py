"""Language: whether a question is put in English; the encoder reads it as it stands."""

import re

_JAPANESE = re.compile(r"[ぁ-んァ-ヴ一-龯]")
_WORDS = re.compile(r"[A-Za-z]{2,}")
_FEWEST = 3  # words from which a text without Japanese is a sentence and no name


def is_english(text: str) -> bool:
    """Say whether a text is an English question: words, and nothing Japanese."""
    return not _JAPANESE.search(text) and len(_WORDS.findall(text)) >= _FEWEST
