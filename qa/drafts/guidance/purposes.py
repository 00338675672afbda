"""Purposes: those that a draft states as its own, with the sentences that state them."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from corpus.guidelines import Guideline
from corpus.normalisation import normalise
from indexer.tokenisation import FugashiTokenizer
from qa.citations import CitationMaker
from qa.drafts.draft import DraftSentence
from qa.drafts.findings import PurposeFinding
from qa.drafts.guidance.relevance import WeighedDraft
from qa.drafts.heads import Probabilities
from qa.search.words import words_of

# Where a draft says what it is for: under such a heading, in such words, or where it begins.
_AIMING = re.compile(r"目的|趣旨|ねらい|狙い|概要|はじめに|必要性|意義|背景|考え方|提案|構想")
_BEGINNING = 3  # sentences
_CLAUSE = re.compile(r"、|及び|並びに|ならびに|とともに|[をのにが]と|:")
_ASIDE = re.compile(r"\([^()]*\)|.*を含む")
_SHORTEST = 6  # characters of a clause that is read by itself
# Probability of a clause, and share of a purpose's own words in a sentence, from which it is stated.
STATED, _NAMED = 0.7, 0.66
_SHOWN = 2


def find_purposes(
    weighed: WeighedDraft, guidelines: Sequence[Guideline], maker: CitationMaker
) -> Iterator[PurposeFinding]:
    """Yield a finding for each purpose that a sentence states as what the draft is for."""
    aiming = [item for item in weighed.draft.sentences if _is_aiming(item)]
    likely = _likely(aiming, weighed)
    tokenizer = weighed.relevance.tokenizer
    said = [frozenset(tokenizer.words(item.text)) for item in aiming]
    for guideline in guidelines:
        stated = _named(guideline, said, tokenizer)
        key = weighed.relevance.rubric.key_of(guideline)
        if key is not None:
            stated = np.maximum(stated, likely[key] / STATED)
        rows = np.flatnonzero(stated >= 1.0)
        best = rows[np.argsort(-stated[rows], kind="stable")][:_SHOWN]
        if len(best):
            evidence = tuple(sorted(aiming[int(row)].span for row in best))
            yield PurposeFinding(guideline, evidence, maker.citation(guideline.document_id, guideline.span))


def _is_aiming(sentence: DraftSentence) -> bool:
    return bool(_AIMING.search(sentence.heading)) or "目的" in sentence.text or sentence.number < _BEGINNING


def _likely(sentences: Sequence[DraftSentence], weighed: WeighedDraft) -> dict[str, Probabilities]:
    """Return how likely each sentence, or the likeliest of its clauses, states each purpose."""
    clauses = [
        (row, clause)
        for row, sentence in enumerate(sentences)
        for clause in _CLAUSE.split(sentence.text)
        if len(clause) >= _SHORTEST
    ]
    numbers = [sentence.number for sentence in sentences]
    likely = {key: whole[numbers] for key, whole in weighed.readings.guidelines.items()}
    for key, found in weighed.relevance.heads.read([clause for _, clause in clauses]).guidelines.items():
        np.maximum.at(likely[key], [row for row, _ in clauses], found)
    return likely


def _named(guideline: Guideline, said: Sequence[frozenset[str]], tokenizer: FugashiTokenizer) -> Probabilities:
    """Return for each sentence how much of a purpose's own words it has, 1 where it is enough to name it."""
    wordings = _wordings(guideline.label, tokenizer)
    return np.array([max(len(it & words) / len(it) for it in wordings) / _NAMED for words in said])


def _wordings(label: str, tokenizer: FugashiTokenizer) -> list[frozenset[str]]:
    """Return the words of each alternative in a purpose: 地球規模課題やSDGs課題の解決 is 地球規模課題の解決 or SDGs課題の解決."""
    whole = _ASIDE.sub("", normalise(label))
    end = whole.rpartition("の")[2]
    alternatives = [f"{part} {end}" for part in whole.split("や")] if "や" in whole else [whole]
    return [words for part in alternatives if (words := words_of(part, tokenizer))] or [frozenset({whole})]
