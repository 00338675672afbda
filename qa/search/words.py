"""Words: the content words of a text, and how much of a question they carry."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from indexer.tokenisation import FugashiTokenizer
from qa.question.analysed import AnalysedQuestion
from qa.question.asking_words import asking_words


@lru_cache(maxsize=65_536)
def words_of(text: str, tokenizer: FugashiTokenizer) -> frozenset[str]:
    """Return the content words of ``text``; what is asked again is remembered."""
    return frozenset(tokenizer.words(text))


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of ``text``."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def share_of(weights: Mapping[str, float], known: AbstractSet[str]) -> float:
    """Return the share of all weight that the known words carry; 0 where nothing has weight."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in known) / total if total else 0.0


def asked_terms(question: AnalysedQuestion, tokenizer: FugashiTokenizer) -> frozenset[str]:
    """Return the words that say what is asked: without names, which say of what, and words that a value answers."""
    names = sorted({name for thing in question.things for name in thing.names}, key=len, reverse=True)
    rest = re.sub("|".join(map(re.escape, names)), " ", question.core, flags=re.IGNORECASE) if names else question.core
    words = asking_words()
    suffixes = {word for word in words.formal if len(word) == 1}
    return frozenset(question.terms) & words_of(rest, tokenizer) - words.measures - suffixes
