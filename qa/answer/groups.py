"""Groups: which purpose or which kind of consideration something is listed under."""

import re
from collections.abc import Sequence

from corpus.collection import Collection
from corpus.documents import Document
from corpus.guidelines import Guideline
from corpus.normalisation import normalise, readable
from corpus.spans import Span
from corpus.statements import Statement
from qa.answer.rendering import Composed
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion
from qa.reader.evidence import EvidenceStatement

_ASKED = re.compile(
    r"(?:目的|観点|ゴール|狙い|項目|分類)のうち、?(?:の?どれ|どの)|"
    r"(?:どの|どれ|いずれ)[^、。?]{0,12}(?:入[りるっ]|当た|位置|ひもづ|紐づ|分類|含まれ|該当|属)"
)
_READ = 5  # statements among which the item is looked for


def compose_group(
    collection: Collection, question: AnalysedQuestion, evidence: Sequence[EvidenceStatement], maker: CitationMaker
) -> Composed:
    """Return the heading under which the guidance lists what is asked about; empty where no group is asked for."""
    if not _ASKED.search(question.text):
        return Composed()
    guidance = collection.guidance
    items = guidance.purposes if question.aims else guidance.considerations
    for item in evidence[:_READ]:
        guideline = next((guideline for guideline in items if _is_of(guideline, item.statement)), None)
        if guideline is not None:
            return Composed((_sentence(collection, guideline, item.statement, maker),), (item,))
    return Composed()


def _is_of(guideline: Guideline, statement: Statement) -> bool:
    return guideline.document_id == statement.document_id and guideline.span.overlaps(statement.sentence.span)


def _sentence(
    collection: Collection, guideline: Guideline, statement: Statement, maker: CitationMaker
) -> AnswerSentence:
    document = collection.document(guideline.document_id)
    heading = _heading_span(document, guideline, statement.section)
    numbers = maker.cite(guideline.document_id, guideline.fragments)
    if heading:
        numbers += maker.cite(guideline.document_id, (heading,))
    words = readable("".join(fragment.of(document.text) for fragment in guideline.fragments))
    code = f"（{guideline.group}）" if heading and f"{guideline.group})" in normalise(heading.of(document.text)) else ""
    return AnswerSentence(f"「{words}」は、「{guideline.group_title}」{code}に挙げられています。", numbers)


def _heading_span(document: Document, guideline: Guideline, section: int) -> Span | None:
    """Return where the heading of the group stands, the item's own or one above it."""
    at: int | None = section
    while at is not None:
        found = document.sections[at]
        if found.heading_span and guideline.group_title in readable(found.heading):
            return found.heading_span
        at = found.parent
    return None
