"""Considerations: whether a draft addresses each, and the sentences that show it."""

from collections.abc import Iterator, Sequence

import numpy as np

from corpus.guidelines import Guideline
from corpus.spans import Span
from qa.citations import Citation, CitationMaker
from qa.drafts.findings import ItemFinding, Status
from qa.drafts.guidance.points import points_of
from qa.drafts.guidance.precedents import Precedents
from qa.drafts.guidance.relevance import RELEVANT, SUBSTANTIAL, WeighedDraft
from qa.drafts.heads import Probabilities

_SHOWN = 1


def find_items(
    weighed: WeighedDraft,
    rows: Sequence[int],
    guidelines: Sequence[Guideline],
    precedents: Precedents,
    maker: CitationMaker,
) -> Iterator[ItemFinding]:
    """Yield a finding for every guideline in order; ``rows`` are the sentences that may be shown as evidence."""
    sentences = weighed.draft.sentences
    allowed = list(rows)
    for guideline in guidelines:
        status, best = _status(weighed.about(guideline)[allowed], weighed.readings.substance[allowed])
        evidence = tuple(sentences[allowed[row]].span for row in best)
        examples = () if status is Status.ADDRESSED else precedents.of(guideline, maker)
        yield _finding(weighed, guideline, status, evidence, examples, maker)


def _status(relevance: Probabilities, substances: Probabilities) -> tuple[Status, list[int]]:
    """Return the status and the rows of the evidence, best first."""
    touching = np.flatnonzero(relevance >= RELEVANT)
    doing = touching[substances[touching] >= SUBSTANTIAL]
    shown = doing if len(doing) else touching
    best = shown[np.argsort(-relevance[shown], kind="stable")][:_SHOWN]
    status = Status.ADDRESSED if len(doing) else Status.PARTIAL if len(touching) else Status.MISSING
    return status, [int(row) for row in best]


def _finding(
    weighed: WeighedDraft,
    guideline: Guideline,
    status: Status,
    evidence: tuple[Span, ...],
    examples: tuple[Citation, ...],
    maker: CitationMaker,
) -> ItemFinding:
    matched, missing = points_of(guideline, status, [span.of(weighed.draft.text) for span in evidence])
    return ItemFinding(
        guideline=guideline,
        status=status,
        evidence=tuple(sorted(evidence)),
        matched_points=matched,
        missing_points=missing,
        suggestion=_suggestion(missing, status),
        guidance=maker.citation(guideline.document_id, guideline.span),
        examples=examples,
    )


def _suggestion(missing: Sequence[str], status: Status) -> str:
    """Return what to add, in the guidance's own words; nothing where nothing is missing."""
    if status is Status.ADDRESSED:
        return ""
    asked = "」「".join(missing)
    if status is Status.PARTIAL:
        return f"「{asked}」について、誰が、いつ、何を、どのように行うのかを具体的に書いてください。"
    return f"「{asked}」に当たる記述が見当たりません。該当しない場合はその理由を、該当する場合は具体的な措置を書いてください。"
