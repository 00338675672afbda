"""Trends: a claim that a budget grew or shrank, held against the amounts of both years."""

import re
from collections.abc import Iterator

from corpus.programmes.facts import Attribute, ProgrammeFact
from corpus.spans import Span
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict
from qa.claims.sources import Sources
from qa.question.reading import years_in

_BUDGET = re.compile(r"予算|措置|計上")
_GREW = re.compile(r"増額|増加|増え|上回|伸び|拡充|増や")
_SHRANK = re.compile(r"減額|減少|減っ|下回|削減|縮小|減ら")


def judge_trend(claim: Claim, sources: Sources) -> Iterator[Judged]:
    """Yield whether the budget of the programme that a claim is about moved as it says."""
    grew, shrank = _GREW.search(claim.text), _SHRANK.search(claim.text)
    if not _BUDGET.search(claim.text) or bool(grew) == bool(shrank):
        return
    pair = _two_years(sources.facts_of(claim), max(years_in(claim.text), default=None))
    if pair is not None:
        now, before = pair
        moved = (now.amount_yen or 0) - (before.amount_yen or 0)
        holds = moved > 0 if grew else moved < 0
        said = (grew or shrank or [""])[0]
        start = claim.sentence.find(said)
        yield Judged(
            Verdict.SUPPORTED if holds else Verdict.CONTRADICTED,
            Span(start, start + len(said)),
            said,
            f"{before.value}→{now.value}",
            now.document_id,
            now.fragments,
            Attribute.BUDGET.value,
            1.0,
        )


def _two_years(facts: list[ProgrammeFact], year: int | None) -> tuple[ProgrammeFact, ProgrammeFact] | None:
    """Return the budgets of a year, the latest unless told, and of the year before, as one paper gives them beside each other."""
    budgets = [fact for fact in facts if fact.attribute is Attribute.BUDGET and fact.amount_yen and fact.fiscal_year]
    for now in sorted(budgets, key=lambda fact: -(fact.fiscal_year or 0)):
        if year is not None and now.fiscal_year != year:
            continue
        for before in budgets:
            same_paper = before.document_id == now.document_id and before.budget_type == now.budget_type
            if same_paper and before.fiscal_year == (now.fiscal_year or 0) - 1:
                return now, before
    return None
