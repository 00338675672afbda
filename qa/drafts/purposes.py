"""Purposes: those that a draft states as its own, with the sentences that state them."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from corpus.guidance import Guideline
from corpus.normalisation import normalise
from indexer.tokenisation import FugashiTokenizer
from qa.citations import CitationMaker
from qa.drafts.considerations import ConsiderationMatcher
from qa.drafts.draft import DraftSentence
from qa.drafts.findings import PurposeFinding
from qa.search.words import words_of

_STATING = re.compile(
    r"目的(?:は|:|とし|とする|に掲げ)|を(?:主たる|主な)?目的|目指|ねらい|狙い|資する|資して|つなげ|貢献|寄与|期する"
)
_MEASURING = re.compile(r"指標|目的(?:に|と)(?:照らし|沿う|合う|対応)|目的[・や、]|目的が|自体が目的")
_HEADING = re.compile(r"目的|趣旨|ねらい|狙い|概要|はじめに|必要性|意義|背景|考え方|提案|構想")
_CLAUSE = re.compile(r"、|及び|並びに|ならびに|とともに|[をのにが]と|:")
_ASIDE = re.compile(r"\([^()]*\)|.*を含む")
_STATED, _NAMED = 0.55, 0.66  # probability of a clause; share of the purpose's own words in the sentence
_SHOWN = 2


def find_purposes(
    sentences: Sequence[DraftSentence],
    guidelines: Sequence[Guideline],
    matcher: ConsiderationMatcher,
    tokenizer: FugashiTokenizer,
    maker: CitationMaker,
) -> Iterator[PurposeFinding]:
    """Yield a finding for each purpose that a sentence states as what the draft is for."""
    stating = [item for item in sentences if _is_stating(item)]
    stated = _stated(stating, guidelines, matcher, tokenizer)
    for column, guideline in enumerate(guidelines):
        rows = np.flatnonzero(stated[:, column] >= 1.0)
        best = rows[np.argsort(-stated[rows, column], kind="stable")][:_SHOWN]
        if len(best):
            evidence = tuple(sorted(stating[int(row)].span for row in best))
            yield PurposeFinding(guideline, evidence, maker.citation(guideline.document_id, guideline.span))


def _is_stating(sentence: DraftSentence) -> bool:
    if _MEASURING.search(sentence.text) or not _STATING.search(sentence.text):
        return False
    return bool(_HEADING.search(sentence.heading)) or "目的" in sentence.text


def _stated(
    sentences: Sequence[DraftSentence],
    guidelines: Sequence[Guideline],
    matcher: ConsiderationMatcher,
    tokenizer: FugashiTokenizer,
) -> npt.NDArray[np.float64]:
    """Return how clearly each sentence states each purpose, 1 where it is enough: in its words, or by a clause's sense."""
    stated = np.zeros((len(sentences), len(guidelines)))
    wordings = [_wordings(guideline.label, tokenizer) for guideline in guidelines]
    for row, sentence in enumerate(sentences):
        said = frozenset(tokenizer.words(sentence.text))
        clauses = [clause for clause in _CLAUSE.split(sentence.text) if len(clause) >= 4] or [sentence.text]
        sense = matcher.relevance(guidelines, clauses).max(axis=0) / _STATED
        for column, alternatives in enumerate(wordings):
            named = max(len(wanted & said) / len(wanted) for wanted in alternatives)
            stated[row, column] = max(named / _NAMED, sense[column])
    return stated


def _wordings(label: str, tokenizer: FugashiTokenizer) -> list[frozenset[str]]:
    """Return the words of each alternative in a purpose: 地球規模課題やSDGs課題の解決 is 地球規模課題の解決 or SDGs課題の解決."""
    whole = _ASIDE.sub("", normalise(label))
    end = whole.rpartition("の")[2]
    alternatives = [f"{part} {end}" for part in whole.split("や")] if "や" in whole else [whole]
    return [words for part in alternatives if (words := words_of(part, tokenizer))] or [frozenset({whole})]
