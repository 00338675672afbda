"""Wordings: the words beside a figure, which say what it is of, and how many of them a statement shares."""

import re

from corpus.values import Value
from qa.claims.claim import Claim
from qa.claims.sources import Source, Sources
from qa.search.words import share_of, words_of

_PIECE = re.compile(r"[、|;\t。(]")
_KANJI_WORD = re.compile(r"[一-龯ァ-ヴー]{2,}|[A-Za-z]{2,}")


def words_beside(claim: Claim, value: Value) -> str:
    """Return the words before a figure up to the last comma, which say what it is of; those after it too where few stand before."""
    text = claim.sentence
    start = max((match.end() for match in _PIECE.finditer(text, 0, value.start)), default=0)
    before = text[start : value.start]
    if len(_KANJI_WORD.findall(before)) >= 2:
        return before
    after = _PIECE.search(text, value.end)
    return f"{before} {text[value.end : after.start() if after else len(text)]}"


def shared(words: dict[str, float], source: Source, sources: Sources) -> float:
    """Return the share of ``words``, by rarity, that a statement, its label or its last heading has."""
    statement = source.statement
    around = " ".join((statement.text, statement.label, *statement.path[-1:]))
    return share_of(words, words_of(around, sources.index.tokenizer)) if words else 0.5
