"""Recency: which of the documents that an answer rests on is the newer, where they do not say the same."""

import re
from collections.abc import Iterable, Sequence

from corpus.collection import Collection
from corpus.normalisation import normalise
from corpus.spans import Fragments
from qa.answer.rendering import Composed, sentence_of
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.claims.values.agreement import agree
from qa.question.analysed import AnalysedQuestion
from qa.question.asking_words import asking_words
from qa.reader.evidence import EvidenceStatement

_ASIDE = re.compile(r"[（(][^（()）]*[)）]")
_ASKED = re.compile(
    r"(?:どちら|どっち|どれ|どの(?:文書|資料|報告書?))(?:の方|のほう)?が[、]?(?:一番|最も)?(?:新し|最新|古|後に)|"
    r"(?:一番|最も)?新しい(?:の|方|ほう|文書|資料)は|(?:日付|新しい|古い|時期の)順|最新(?:の(?:文書|資料|もの))?は(?:どれ|どちら|どの|何)"
)
_NEAR = 4.0  # so near to the best, a document's statement is about the same


def is_older(date: str, other: str) -> bool:
    """Say whether a document's date is before another's, as far as both are known: 2024 is not before 2024-05."""
    known = min(len(date), len(other))
    return date[:known] < other[:known]


def is_same_date(date: str, other: str) -> bool:
    """Say whether two dates are one, as far as both are known."""
    return not is_older(date, other) and not is_older(other, date)


def newest_first(collection: Collection, document_ids: Iterable[str]) -> list[str]:
    """Return the documents, each once, the newest first."""
    return sorted(dict.fromkeys(document_ids), key=lambda key: collection.document(key).record.date, reverse=True)


def short_title(collection: Collection, document_id: str) -> str:
    """Return a document's title without what stands in brackets; its date stands with each citation of it."""
    return f"「{_ASIDE.sub('', collection.document(document_id).record.title).strip()}」"


def _opening(collection: Collection, document_id: str) -> Fragments:
    """Return where a document begins: its first heading, or its first block."""
    document = collection.document(document_id)
    heading = next((section.heading_span for section in document.sections if section.heading_span), None)
    return (heading,) if heading else document.blocks[0].fragments


def newest_note(collection: Collection, document_ids: Iterable[str]) -> tuple[AnswerSentence, ...]:
    """Return the sentence that says which document is the newest; none where they are one or of one date."""
    ordered = newest_first(collection, document_ids)
    dates = [collection.document(document_id).record.date for document_id in ordered]
    if len(ordered) < 2 or not is_older(dates[1], dates[0]):
        return ()
    return (AnswerSentence(f"新しいのは{short_title(collection, ordered[0])}の記載です。", ()),)


def other_version(
    collection: Collection, best: EvidenceStatement, found: Sequence[EvidenceStatement]
) -> EvidenceStatement | None:
    """Return the field of the same name in a document of another date that gives another value, None where none does."""
    mine = collection.document(best.statement.document_id).record.date
    for item in found:
        date = collection.document(item.statement.document_id).record.date
        differs = not any(agree(one, two) for one in best.statement.values for two in item.statement.values)
        if not is_same_date(date, mine) and differs and _same_field(best, item):
            return item
    return None


def _same_field(best: EvidenceStatement, item: EvidenceStatement) -> bool:
    label = normalise(best.statement.label)
    return bool(label) and label == normalise(item.statement.label) and item.score >= best.score - _NEAR


def compose_newest(
    collection: Collection, question: AnalysedQuestion, evidence: Sequence[EvidenceStatement], maker: CitationMaker
) -> Composed:
    """Return the documents named, or else those that speak of what is asked, by date; empty where they are not asked for."""
    if not _ASKED.search(question.text):
        return Composed()
    best: dict[str, EvidenceStatement] = {}
    for item in evidence:
        if item.score >= evidence[0].score - _NEAR or item.statement.document_id in question.documents:
            best.setdefault(item.statement.document_id, item)
    named = question.documents if len(question.documents) > 1 else tuple(best)
    if not set(question.terms) - asking_words().papers:
        named = tuple(collection.by_id)  # of all papers, whatever they speak of
    ordered = newest_first(collection, named)
    if not newest_note(collection, ordered):
        return Composed()
    older = "、".join(short_title(collection, document_id) for document_id in ordered[1:])
    of_topic = ordered[0] in best and len(question.documents) < 2 and len(named) <= len(best)
    told = [best[ordered[0]]] if of_topic else []
    numbers = tuple(
        number for document_id in ordered for number in maker.cite(document_id, _opening(collection, document_id))
    )
    sentences = (
        AnswerSentence(f"最も新しいのは{short_title(collection, ordered[0])}で、次いで{older}です。", numbers),
        *(sentence_of(collection, item.statement, maker) for item in told),
    )
    return Composed(sentences, tuple(best.values()), known=True)
