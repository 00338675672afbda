"""What a draft check finds; every span is of the draft's text, every citation of a document's."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from corpus.guidelines import Guideline
from corpus.spans import Span
from qa.citations import Citation
from qa.claims.judgements import Verdict
from qa.drafts.draft import Draft


class Status(StrEnum):
    """Whether a draft addresses a consideration."""

    ADDRESSED = "addressed"
    PARTIAL = "partial"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ItemFinding:
    """A consideration, and whether the draft addresses it; points are stretches of the guidance's own wording.

    ``examples`` are what the documents say is done of the kind, where the draft does not address it.
    """

    guideline: Guideline
    status: Status
    evidence: tuple[Span, ...]
    matched_points: tuple[str, ...]
    missing_points: tuple[str, ...]
    suggestion: str
    guidance: Citation
    examples: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class PurposeFinding:
    """A purpose that the draft states, with the sentences that state it."""

    guideline: Guideline
    evidence: tuple[Span, ...]
    guidance: Citation


@dataclass(frozen=True, slots=True)
class ClauseFinding:
    """A clause of a statement of fact, with what the documents say of it."""

    span: Span
    verdict: Verdict
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class FactFinding:
    """A statement of fact in the draft, with what the documents say; ``citation`` is None where they do not speak of it."""

    span: Span
    verdict: Verdict
    clauses: tuple[ClauseFinding, ...]
    subject: str
    attribute: str
    draft_value: str
    document_value: str
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class DraftReport:
    """The whole check of a draft; empty lists where it is out of scope."""

    draft: Draft
    in_scope: bool
    purposes: tuple[PurposeFinding, ...]
    items: tuple[ItemFinding, ...]
    facts: tuple[FactFinding, ...]
    rubric_version: str
    notices: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Return how many considerations have each status, and how many statements are contradicted."""
        statuses = Counter(item.status for item in self.items)
        contradicted = sum(fact.verdict is Verdict.CONTRADICTED for fact in self.facts)
        return {**{status.value: statuses[status] for status in Status}, Verdict.CONTRADICTED.value: contradicted}
