"""How well drafts are checked: judged drafts, and the measures of a check against them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from corpus.normalisation import normalise
from qa.assistant import Assistant
from qa.claims.judgements import Verdict
from qa.drafts.findings import DraftReport, Status
from qa.evaluation.judgments import read_judged_text, read_judgments

_SHORTEST = 10  # characters from which a sentence counts as found when it holds or stands in the judged one


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class JudgedItem(_Model):
    """The status of a consideration; ``evidence_ok`` are sentences that count neither way."""

    status: Literal["addressed", "partial", "missing"]
    evidence: list[str] = []
    evidence_ok: list[str] | None = None


class JudgedFact(_Model):
    """A statement of fact with its verdict."""

    sentence: str
    verdict: Literal["supported", "contradicted", "not_in_documents"]


class JudgedDraft(_Model):
    """A draft as a person judged it; ``file`` stands beside the judgments."""

    id: str
    file: str
    in_scope: bool
    purposes: list[str] = []
    items: dict[str, JudgedItem] = {}
    facts: list[JudgedFact] = []


@dataclass(frozen=True, slots=True)
class Counts:
    """True and false positives and false negatives."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of what was told that is right; 1 where nothing was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what is to be told that was; 1 where nothing is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def read_drafts(path: Path) -> list[tuple[JudgedDraft, str]]:
    """Return the judged drafts of a file, each with its text; raises JudgmentsUnreadable."""
    drafts = read_judgments(path, JudgedDraft)
    return [(draft, read_judged_text(path.parent / draft.file)) for draft in drafts]


def measure_drafts(assistant: Assistant, drafts: Sequence[tuple[JudgedDraft, str]]) -> dict[str, float]:
    """Return the measures over all drafts, those of items and facts over the drafts that are in scope."""
    checked = [(draft, assistant.check(text)) for draft, text in drafts]
    inside = [(draft, report) for draft, report in checked if draft.in_scope]
    evidence = _sum(_evidence(draft, report) for draft, report in inside)
    contradicted = _sum(_contradictions(draft, report) for draft, report in inside)
    return {
        "scope": sum(draft.in_scope == report.in_scope for draft, report in checked) / max(len(checked), 1),
        "item F1": _macro_f1(inside),
        "evidence F1": evidence.f1,
        "contradiction P": contradicted.precision,
        "contradiction R": contradicted.recall,
        "purpose F1": _sum(_purposes(draft, report) for draft, report in inside).f1,
    }


def _macro_f1(checked: Iterable[tuple[JudgedDraft, DraftReport]]) -> float:
    """Return the mean over the three statuses of the F1 of each, all considerations of all drafts in one pool."""
    pairs = [
        (judged.status, statuses.get(key, "missing"))
        for draft, statuses in ((draft, _statuses(report)) for draft, report in checked)
        for key, judged in draft.items.items()
    ]
    counts = [
        Counts(
            sum(gold == told == status for gold, told in pairs),
            sum(gold != status == told for gold, told in pairs),
            sum(gold == status != told for gold, told in pairs),
        )
        for status in Status
    ]
    return sum(item.f1 for item in counts) / len(counts)


def _statuses(report: DraftReport) -> dict[str, str]:
    return {item.guideline.guideline_id: item.status.value for item in report.items}


def _evidence(draft: JudgedDraft, report: DraftReport) -> Counts:
    right = wrong = missed = 0
    told = {
        item.guideline.guideline_id: [span.of(report.draft.text) for span in item.evidence] for item in report.items
    }
    for key, judged in draft.items.items():
        counted = [
            quote
            for quote in told.get(key, [])
            if any(_same(quote, gold) for gold in judged.evidence)
            or not any(_same(quote, gold) for gold in judged.evidence_ok or [])
        ]
        found = sum(any(_same(quote, gold) for quote in counted) for gold in judged.evidence)
        right, wrong, missed = right + found, wrong + len(counted) - found, missed + len(judged.evidence) - found
    return Counts(right, wrong, missed)


def _contradictions(draft: JudgedDraft, report: DraftReport) -> Counts:
    told = [fact.span.of(report.draft.text) for fact in report.facts if fact.verdict is Verdict.CONTRADICTED]
    gold = [fact.sentence for fact in draft.facts if fact.verdict == Verdict.CONTRADICTED.value]
    found = sum(any(_same(quote, sentence) for quote in told) for sentence in gold)
    return Counts(found, len(told) - found, len(gold) - found)


def _purposes(draft: JudgedDraft, report: DraftReport) -> Counts:
    told, gold = {item.guideline.guideline_id for item in report.purposes}, set(draft.purposes)
    return Counts(len(told & gold), len(told - gold), len(gold - told))


def _same(first: str, second: str) -> bool:
    """Say whether two sentences are one: equal, or one holds the other and both are long enough to mean it."""
    one, other = (re.sub(r"[\s。*]", "", normalise(text)) for text in (first, second))
    return one == other or (min(len(one), len(other)) >= _SHORTEST and (one in other or other in one))


def _sum(counts: Iterable[Counts]) -> Counts:
    listed = list(counts)
    return Counts(
        sum(item.right for item in listed), sum(item.wrong for item in listed), sum(item.missed for item in listed)
    )
