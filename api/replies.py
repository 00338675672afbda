"""Replies: what the other folders return, in the words of the contract."""

import re
import uuid
from collections import Counter
from collections.abc import Iterable

from api.schemas import (
    AskReply,
    CitationReply,
    CollectionReply,
    CollectionsReply,
    ConsiderationReply,
    DocumentReply,
    DocumentsReply,
    GuidanceDocumentReply,
    GuidanceReply,
    IndexReply,
    NotReadReply,
    PageReply,
    PartReply,
    PassageReply,
    ProgrammeFactReply,
    ProgrammeReply,
    PurposeReply,
    RelationReply,
    SectionReply,
    SentenceReply,
    TextReply,
)
from corpus.collection import Collection
from corpus.dates import fiscal_year_name
from corpus.documents import Document
from corpus.guidelines import Guideline
from corpus.ingestion import FileReport
from corpus.library import Library
from corpus.programmes.facts import Programme, ProgrammeFact
from indexer.passages import Passage
from indexer.search_index import SearchIndex
from qa.answers import Answer
from qa.citations import Citation, make_citation
from qa.search.retrieval import RetrievedPassage

_LONGEST_AGENCY = 20
_AGENCY = re.compile(r"([A-Z][A-Za-z]{1,9}) ?[:：] ?$")


def index_reply(index: SearchIndex) -> IndexReply:
    """Name the index."""
    return IndexReply(
        generation=index.generation, documents=len(index.collection.documents), passages=len(index.passages)
    )


def ask_reply(answer: Answer, index: SearchIndex, following: list[str], took_ms: float) -> AskReply:
    """Tell an answer."""
    return AskReply(
        id=str(uuid.uuid4()),
        question=answer.question,
        interpreted_question=answer.interpreted_question,
        outcome=answer.outcome.value,
        answer=answer.text,
        sentences=[SentenceReply(text=item.text, citations=list(item.citations)) for item in answer.sentences],
        citations=[citation_reply(citation) for citation in answer.citations],
        passages=passage_replies(answer.passages, answer.citations, index.collection),
        parts=[PartReply(question=part.question, status=part.status.value) for part in answer.parts],
        unmatched_terms=list(answer.unmatched_terms),
        suggestions=list(answer.suggestions),
        follow_ups=following,
        notices=list(answer.notices),
        index=index_reply(index),
        took_ms=round(took_ms, 1),
    )


def citation_reply(citation: Citation) -> CitationReply:
    """Tell a citation."""
    return CitationReply(
        number=citation.number,
        document_id=citation.document_id,
        document_title=citation.document_title,
        document_date=citation.document_date,
        section=citation.section,
        page=citation.page,
        start=citation.span.start,
        end=citation.span.end,
        quote=citation.quote,
        url=citation.url,
        version=citation.version,
        confidence=citation.confidence,
    )


def passage_replies(
    found: tuple[RetrievedPassage, ...], citations: tuple[Citation, ...], collection: Collection
) -> list[PassageReply]:
    """Tell retrieved passages in their order, and which of them were cited."""
    return [
        passage_reply(item.passage, collection).model_copy(
            update={
                "score": round(item.score, 4),
                "lexical_rank": item.lexical_rank,
                "dense_rank": item.dense_rank,
                "cited": any(
                    citation.document_id == item.passage.document_id and citation.span.overlaps(item.passage.span)
                    for citation in citations
                ),
            }
        )
        for item in found
    ]


def passage_reply(passage: Passage, collection: Collection) -> PassageReply:
    """Tell a passage that was not ranked."""
    return PassageReply(
        passage_id=passage.passage_id,
        document_id=passage.document_id,
        section=passage.heading,
        page=passage.page,
        start=passage.span.start,
        end=passage.span.end,
        text=passage.span.of(collection.document(passage.document_id).text),
    )


def document_reply(document: Document, earlier_versions: Iterable[str] = ()) -> DocumentReply:
    """Tell a document."""
    record = document.record
    return DocumentReply(
        document_id=record.document_id,
        title=record.title,
        date=record.known_date,
        issuing_body=record.issuing_body,
        kind=record.kind,
        pages=len(document.pages) or None,
        characters=len(document.text),
        sha256=document.sha256,
        language=record.language,
        relations=[
            RelationReply(relation=item.relation, document_id=item.document_id, quote=item.quote or None)
            for item in record.relations
        ],
        source=record.source,
        collection=record.collection,
        version=document.version,
        notices=list(document.notices),
        earlier_versions=list(earlier_versions),
    )


def documents_reply(library: Library, report: Iterable[FileReport], *, editable: bool = False) -> DocumentsReply:
    """Tell all documents, the files that could not be read, and whether they may be changed here."""
    earlier = library.earlier_versions
    return DocumentsReply(
        editable=editable,
        documents=[document_reply(item, earlier.get(item.document_id, ())) for item in library.collection.documents],
        not_read=[NotReadReply(file=item.file, reason=item.notices[0]) for item in report if not item.document_id],
    )


def collections_reply(collection: Collection) -> CollectionsReply:
    """Tell the collections in the order of their first documents."""
    counts = Counter(document.record.collection for document in collection.documents)
    return CollectionsReply(collections=[CollectionReply(name=name, documents=many) for name, many in counts.items()])


def section_replies(document: Document) -> list[SectionReply]:
    """Tell the sections of a document that have a heading."""
    return [
        SectionReply(
            number=section.number,
            heading=section.heading,
            level=section.level,
            page=document.page_at(section.span.start),
            start=section.span.start,
            end=section.span.end,
        )
        for section in document.sections
        if section.heading
    ]


def text_reply(document: Document, start: int, end: int) -> TextReply:
    """Tell a stretch of the stored text with the pages that it touches."""
    return TextReply(
        document_id=document.document_id,
        version=document.version,
        start=start,
        end=end,
        text=document.text[start:end],
        pages=[
            PageReply(page=page.number, start=page.span.start, end=page.span.end, confidence=page.confidence)
            for page in document.pages
            if page.span.start < end and start < page.span.end
        ],
    )


def guidance_reply(collection: Collection, document_id: str | None) -> GuidanceReply:
    """Tell the purposes and considerations, of one document where it is named, and which documents have some."""
    guidance = collection.guidance_of(document_id)
    return GuidanceReply(
        purposes=[
            PurposeReply(
                id=item.guideline_id,
                group=item.group,
                group_title=item.group_title,
                label=item.label,
                text=item.text,
                considerations=list(item.related),
                citation=_guideline_citation(item, collection),
            )
            for item in guidance.purposes
        ],
        considerations=[
            ConsiderationReply(
                id=item.guideline_id,
                group=item.group,
                group_title=item.group_title,
                subgroup=item.subgroup,
                text=item.text,
                purposes=list(item.related),
                citation=_guideline_citation(item, collection),
            )
            for item in guidance.considerations
        ],
        documents=[
            GuidanceDocumentReply(
                document_id=number,
                title=collection.by_id[number].record.title,
                considerations=len(found.considerations),
            )
            for number, found in collection.guidances.items()
        ],
    )


def _guideline_citation(item: Guideline, collection: Collection) -> CitationReply:
    return citation_reply(make_citation(collection, 1, item.document_id, item.span))


def programme_reply(programme: Programme, collection: Collection) -> ProgrammeReply:
    """Tell a programme with its facts."""
    return ProgrammeReply(
        id=programme.programme_id,
        name=programme.name,
        abbreviations=list(programme.other_names),
        facts=[_fact_reply(number, fact, collection) for number, fact in enumerate(programme.facts, start=1)],
    )


def _agency(fact: ProgrammeFact, collection: Collection) -> str | None:
    """Return the body that stands right before an amount: 「JST：440億円」."""
    start = fact.fragments[0].start
    before = collection.document(fact.document_id).text[max(start - _LONGEST_AGENCY, 0) : start]
    found = _AGENCY.search(before) if fact.amount_yen else None
    return found.group(1) if found else None


def _fact_reply(number: int, fact: ProgrammeFact, collection: Collection) -> ProgrammeFactReply:
    return ProgrammeFactReply(
        attribute=fact.attribute.value,
        label=fact.label,
        value=fact.value,
        amount_yen=fact.amount_yen,
        fiscal_year=fiscal_year_name(fact.fiscal_year) if fact.fiscal_year else None,
        budget_type=fact.budget_type or None,
        agency=_agency(fact, collection),
        months=fact.months,
        as_of=collection.document(fact.document_id).record.known_date,
        citation=citation_reply(make_citation(collection, number, fact.document_id, fact.fragments[0])),
    )
