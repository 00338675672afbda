"""Judgements: what the documents say of one part of a claim."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.labels import is_label
from corpus.spans import Fragments, Span
from corpus.statements import Statement


class Verdict(StrEnum):
    """What the documents say of a claim; partly: what was checked agrees, and something in it was not checked."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    PARTLY = "partly"
    NOT_IN_DOCUMENTS = "not_in_documents"


@dataclass(frozen=True, slots=True)
class Judged:
    """A part of a claim as judged: what the draft says, what the document says, and where.

    ``span`` is the stretch of the claim's sentence that was checked; ``weight`` is how sure it is; ``statement`` the one that decides, None where a fact sheet does.
    """

    verdict: Verdict
    span: Span
    draft_value: str
    document_value: str = ""
    document_id: str = ""
    fragments: Fragments = ()
    attribute: str = ""
    weight: float = 0.0
    statement: Statement | None = None


def judged_by(verdict: Verdict, span: Span, said: str, told: str, statement: Statement, weight: float) -> Judged:
    """Return the judgement that a statement decides."""
    label = statement.label if is_label(statement.label) else ""
    place = (statement.document_id, statement.sentence.fragments)
    return Judged(verdict, span, said, told, *place, label, weight, statement)
