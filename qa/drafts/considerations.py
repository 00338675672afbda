"""Considerations: whether a draft addresses each, and the sentences that show it."""

from collections.abc import Iterator, Sequence

import numpy as np

from corpus.guidance import Guideline
from corpus.normalisation import normalise
from corpus.spans import Span
from indexer.tokenisation import FugashiTokenizer
from qa.citations import CitationMaker
from qa.drafts.draft import Draft, DraftSentence
from qa.drafts.findings import ItemFinding, Status
from qa.drafts.points import points_of
from qa.drafts.relevance import Probabilities, RelevanceModel
from qa.drafts.rubric import Rubric
from qa.search.words import words_of

# Kept because they won on the drafts that the rubric was not written from; `make evaluate` measures them.
RELEVANT, SUBSTANTIAL = 0.4, 0.5
_UNKNOWN_RELEVANT = 0.5  # share of a guideline's words in a sentence, where the rubric has no examples of it
_SHOWN = 1


class ConsiderationMatcher:
    """Holds sentences against guidelines: by the rubric where it knows one, else by the guideline's own words."""

    def __init__(self, rubric: Rubric, model: RelevanceModel, tokenizer: FugashiTokenizer) -> None:
        """Keep the rubric and the model fitted to it."""
        self._rubric, self._model, self._tokenizer = rubric, model, tokenizer

    def relevance(self, guidelines: Sequence[Guideline], texts: Sequence[str]) -> Probabilities:
        """Return how likely each text in search form (rows) is about each guideline (columns)."""
        known = self._model.relevance(texts)
        columns = []
        for guideline in guidelines:
            key = self._rubric.key_of(guideline)
            columns.append(self._shares(guideline, texts) if key is None else known[:, self._model.keys.index(key)])
        return np.column_stack(columns) if columns else np.zeros((len(texts), 0))

    def substances(self, texts: Sequence[str]) -> Probabilities:
        """Return how likely each text names a measure or an analysis."""
        return self._model.substances(texts)

    def _shares(self, guideline: Guideline, texts: Sequence[str]) -> Probabilities:
        wanted = words_of(normalise(guideline.text), self._tokenizer)
        shares = [len(wanted.intersection(self._tokenizer.words(text))) / max(len(wanted), 1) for text in texts]
        return np.array(shares) * (RELEVANT / _UNKNOWN_RELEVANT)


def find_items(
    draft: Draft,
    sentences: Sequence[DraftSentence],
    guidelines: Sequence[Guideline],
    matcher: ConsiderationMatcher,
    maker: CitationMaker,
) -> Iterator[ItemFinding]:
    """Yield a finding for every guideline in order; ``sentences`` are those that may be shown as evidence."""
    texts = [sentence.text for sentence in sentences]
    relevance, substances = matcher.relevance(guidelines, texts), matcher.substances(texts)
    for column, guideline in enumerate(guidelines):
        status, rows = _status(relevance[:, column], substances)
        evidence = tuple(sentences[row].span for row in rows)
        yield _finding(draft, guideline, status, evidence, maker)


def _status(relevance: Probabilities, substances: Probabilities) -> tuple[Status, list[int]]:
    """Return the status and the rows of the evidence, best first."""
    touching = np.flatnonzero(relevance >= RELEVANT)
    doing = touching[substances[touching] >= SUBSTANTIAL]
    shown = doing if len(doing) else touching
    best = shown[np.argsort(-relevance[shown], kind="stable")][:_SHOWN]
    status = Status.ADDRESSED if len(doing) else Status.PARTIAL if len(touching) else Status.MISSING
    return status, [int(row) for row in best]


def _finding(
    draft: Draft, guideline: Guideline, status: Status, evidence: tuple[Span, ...], maker: CitationMaker
) -> ItemFinding:
    matched, missing = points_of(guideline, status, [span.of(draft.text) for span in evidence])
    return ItemFinding(
        guideline=guideline,
        status=status,
        evidence=tuple(sorted(evidence)),
        matched_points=matched,
        missing_points=missing,
        suggestion=_suggestion(missing, status),
        guidance=maker.citation(guideline.document_id, guideline.span),
    )


def _suggestion(missing: Sequence[str], status: Status) -> str:
    """Return what to add, in the guidance's own words; nothing where nothing is missing."""
    if status is Status.ADDRESSED:
        return ""
    asked = "」「".join(missing)
    if status is Status.PARTIAL:
        return f"「{asked}」について、誰が、いつ、何を、どのように行うのかを具体的に書いてください。"
    return f"「{asked}」に当たる記述が見当たりません。該当しない場合はその理由を、該当する場合は具体的な措置を書いてください。"
