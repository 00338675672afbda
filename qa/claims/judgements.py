"""Judgements: what the documents say of one part of a claim."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.labels import is_label
from corpus.spans import Fragments
from corpus.statements import Statement


class Verdict(StrEnum):
    """What the documents say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_IN_DOCUMENTS = "not_in_documents"


@dataclass(frozen=True, slots=True)
class Judged:
    """A part of a claim as judged: what the draft says, what the document says, and where.

    ``weight`` is how sure it is; ``statement`` the one that decides, None where a fact sheet does.
    """

    verdict: Verdict
    draft_value: str
    document_value: str = ""
    document_id: str = ""
    fragments: Fragments = ()
    attribute: str = ""
    weight: float = 0.0
    statement: Statement | None = None


def judged_by(verdict: Verdict, said: str, told: str, statement: Statement, weight: float) -> Judged:
    """Return the judgement that a statement decides."""
    label = statement.label if is_label(statement.label) else ""
    return Judged(verdict, said, told, statement.document_id, statement.sentence.fragments, label, weight, statement)
