"""Replies of the draft check, in the words of the contract."""

from api.replies import citation_reply, index_reply
from api.schemas import (
    DraftClaimReply,
    DraftFactReply,
    DraftItemReply,
    DraftPurposeReply,
    DraftReply,
    DraftSpanReply,
    DraftSummaryReply,
)
from corpus.spans import Span
from indexer.search_index import SearchIndex
from qa.drafts.findings import DraftReport, FactFinding, ItemFinding


def draft_reply(report: DraftReport, index: SearchIndex, took_ms: float) -> DraftReply:
    """Tell the check of a draft."""
    text = report.draft.text
    return DraftReply(
        title=report.draft.title,
        in_scope=report.in_scope,
        characters=len(text),
        text=text,
        summary=DraftSummaryReply(**report.counts),
        purposes=[
            DraftPurposeReply(
                id=found.guideline.guideline_id,
                label=found.guideline.label,
                evidence=[_span(span, text) for span in found.evidence],
                guidance=citation_reply(found.guidance),
            )
            for found in report.purposes
        ],
        items=[_item(found, text) for found in report.items],
        facts=[_fact(found, text) for found in report.facts],
        rubric_version=report.rubric_version,
        notices=list(report.notices),
        index=index_reply(index),
        took_ms=round(took_ms, 1),
    )


def _span(span: Span, text: str) -> DraftSpanReply:
    return DraftSpanReply(quote=span.of(text), start=span.start, end=span.end)


def _item(found: ItemFinding, text: str) -> DraftItemReply:
    guideline = found.guideline
    return DraftItemReply(
        id=guideline.guideline_id,
        group=guideline.group,
        group_title=guideline.group_title,
        subgroup=guideline.subgroup,
        text=guideline.text,
        status=found.status.value,
        evidence=[_span(span, text) for span in found.evidence],
        matched_points=list(found.matched_points),
        missing_points=list(found.missing_points),
        suggestion=found.suggestion,
        guidance=citation_reply(found.guidance),
        examples=[citation_reply(example) for example in found.examples],
    )


def _fact(found: FactFinding, text: str) -> DraftFactReply:
    return DraftFactReply(
        **_span(found.span, text).model_dump(),
        verdict=found.verdict.value,
        claims=[
            DraftClaimReply(
                **_span(item.span, text).model_dump(),
                verdict=item.verdict.value,
                citation=None if item.citation is None else citation_reply(item.citation),
            )
            for item in found.clauses
        ],
        subject=found.subject,
        attribute=found.attribute,
        draft_value=found.draft_value,
        document_value=found.document_value,
        citation=None if found.citation is None else citation_reply(found.citation),
    )
