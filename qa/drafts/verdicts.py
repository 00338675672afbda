"""Verdicts: whether the documents support a claim, contradict it or do not speak of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.drafts.assertions import judge_words
from qa.drafts.claims import Claim
from qa.drafts.figures import judge_figures
from qa.drafts.findings import Verdict
from qa.drafts.judgements import Judged
from qa.drafts.roles import judge_roles
from qa.drafts.sources import Sources
from qa.drafts.trends import judge_trend


@dataclass(frozen=True, slots=True)
class StatementFinding:
    """A claim with its verdict and what decides it."""

    claim: Claim
    verdict: Verdict
    deciding: Judged | None


def judge(claim: Claim, sources: Sources) -> StatementFinding:
    """Return the verdict on a claim: one wrong part is enough to contradict it."""
    found = sources.of(claim)
    judged = [
        *judge_figures(claim, sources, found),
        *judge_trend(claim, sources),
        *judge_roles(claim, found, sources),
        *judge_words(claim, sources),
    ]
    return _merged(claim, judged)


def _merged(claim: Claim, judged: Sequence[Judged]) -> StatementFinding:
    by_verdict = {verdict: [item for item in judged if item.verdict is verdict] for verdict in Verdict}
    wrong, right, unknown = (
        by_verdict[verdict] for verdict in (Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.NOT_IN_DOCUMENTS)
    )
    if wrong:
        return StatementFinding(claim, Verdict.CONTRADICTED, max(wrong, key=lambda item: item.weight))
    if right and len(unknown) < len(right):
        return StatementFinding(claim, Verdict.SUPPORTED, max(right, key=lambda item: item.weight))
    return StatementFinding(claim, Verdict.NOT_IN_DOCUMENTS, None)
