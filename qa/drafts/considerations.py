"""Considerations: whether a draft addresses each, and the sentences that show it."""

from collections.abc import Iterator, Sequence

import numpy as np

from corpus.guidance import Guideline
from corpus.spans import Span
from qa.citations import CitationMaker
from qa.drafts.findings import ItemFinding, Status
from qa.drafts.heads import Probabilities
from qa.drafts.points import points_of
from qa.drafts.weighing import WeighedDraft

# Even odds; 0.3 to 0.6 were no better on the drafts that the rubric was not written from.
RELEVANT, SUBSTANTIAL = 0.5, 0.5
_SHOWN = 1


def find_items(
    weighed: WeighedDraft, rows: Sequence[int], guidelines: Sequence[Guideline], maker: CitationMaker
) -> Iterator[ItemFinding]:
    """Yield a finding for every guideline in order; ``rows`` are the sentences that may be shown as evidence."""
    sentences = weighed.draft.sentences
    allowed = list(rows)
    for guideline in guidelines:
        status, best = _status(weighed.about(guideline)[allowed], weighed.readings.substance[allowed])
        evidence = tuple(sentences[allowed[row]].span for row in best)
        yield _finding(weighed, guideline, status, evidence, maker)


def _status(relevance: Probabilities, substances: Probabilities) -> tuple[Status, list[int]]:
    """Return the status and the rows of the evidence, best first."""
    touching = np.flatnonzero(relevance >= RELEVANT)
    doing = touching[substances[touching] >= SUBSTANTIAL]
    shown = doing if len(doing) else touching
    best = shown[np.argsort(-relevance[shown], kind="stable")][:_SHOWN]
    status = Status.ADDRESSED if len(doing) else Status.PARTIAL if len(touching) else Status.MISSING
    return status, [int(row) for row in best]


def _finding(
    weighed: WeighedDraft, guideline: Guideline, status: Status, evidence: tuple[Span, ...], maker: CitationMaker
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
    )


def _suggestion(missing: Sequence[str], status: Status) -> str:
    """Return what to add, in the guidance's own words; nothing where nothing is missing."""
    if status is Status.ADDRESSED:
        return ""
    asked = "」「".join(missing)
    if status is Status.PARTIAL:
        return f"「{asked}」について、誰が、いつ、何を、どのように行うのかを具体的に書いてください。"
    return f"「{asked}」に当たる記述が見当たりません。該当しない場合はその理由を、該当する場合は具体的な措置を書いてください。"
