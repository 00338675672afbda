"""Judgements: what the documents say of one part of a claim."""

from dataclasses import dataclass

from corpus.labels import is_label
from corpus.spans import Fragments
from corpus.statements import Statement
from qa.drafts.findings import Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A part of a claim as judged: what the draft says, what the document says, and where; ``weight`` how sure."""

    verdict: Verdict
    draft_value: str
    document_value: str = ""
    document_id: str = ""
    fragments: Fragments = ()
    attribute: str = ""
    weight: float = 0.0


def judged_by(verdict: Verdict, said: str, told: str, statement: Statement, weight: float) -> Judged:
    """Return the judgement that a statement decides."""
    label = statement.label if is_label(statement.label) else ""
    return Judged(verdict, said, told, statement.document_id, statement.sentence.fragments, label, weight)
