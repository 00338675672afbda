"""Verdicts: whether the documents support a claim, contradict it or do not speak of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.claims.assertions import judge_words
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict
from qa.claims.readings import judge_by_reading
from qa.claims.roles import judge_roles
from qa.claims.sources import Sources
from qa.claims.values.figures import judge_figures
from qa.claims.values.trends import judge_trend
from qa.reader.reader import Reader


@dataclass(frozen=True, slots=True)
class Ruling:
    """A claim with its verdict and what decides it."""

    claim: Claim
    verdict: Verdict
    deciding: Judged | None


def judge(claim: Claim, sources: Sources, reader: Reader) -> Ruling:
    """Return the verdict on a claim: one wrong part is enough to contradict it."""
    found = sources.of(claim)
    judged = [
        *judge_figures(claim, sources, found),
        *judge_trend(claim, sources),
        *judge_roles(claim, found, sources),
        *judge_words(claim, sources),
        *judge_by_reading(claim, sources, reader),
    ]
    return _merged(claim, judged)


def _merged(claim: Claim, judged: Sequence[Judged]) -> Ruling:
    by_verdict = {verdict: [item for item in judged if item.verdict is verdict] for verdict in Verdict}
    wrong, right, unknown = (
        by_verdict[verdict] for verdict in (Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.NOT_IN_DOCUMENTS)
    )
    if wrong:
        return Ruling(claim, Verdict.CONTRADICTED, _together(wrong))
    if right and len(unknown) < len(right):
        return Ruling(claim, Verdict.SUPPORTED, max(right, key=lambda item: item.weight))
    return Ruling(claim, Verdict.NOT_IN_DOCUMENTS, None)


def _together(wrong: Sequence[Judged]) -> Judged:
    """Return the surest contradiction with the values of the others beside its own."""
    ordered = sorted(wrong, key=lambda item: -item.weight)
    said = dict.fromkeys(item.draft_value for item in ordered)
    told = dict.fromkeys(item.document_value for item in ordered)
    return replace(ordered[0], draft_value="／".join(said), document_value="／".join(told))
