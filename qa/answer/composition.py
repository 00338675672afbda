"""Composition: which shape the answer takes, and the first shape that the evidence fills."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial

from corpus.collection import Collection
from corpus.enumerations import EnumeratedList
from corpus.normalisation import normalise
from corpus.programmes.facts import Programme
from corpus.spans import Span
from corpus.values import ValueKind
from indexer.search_index import SearchIndex
from qa.answer.abbreviations import compose_abbreviation
from qa.answer.comparisons import compose_comparison
from qa.answer.excerpts import compose_excerpts
from qa.answer.figures.values import compose_values, value_kinds
from qa.answer.groups import compose_group
from qa.answer.lists import ChosenList, choose_list, render_list
from qa.answer.papers.outlines import compose_outline
from qa.answer.papers.recency import compose_newest
from qa.answer.papers.records import asks_record, compose_record
from qa.answer.papers.schedules import compose_schedule
from qa.answer.programmes.facts import compose_attribute, compose_budget, compose_fact_table, compose_facts, fact_sheets
from qa.answer.programmes.overviews import compose_overview
from qa.answer.rendering import Composed
from qa.answer.tables import compose_row
from qa.citations import CitationMaker
from qa.finding import Findings
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import AnswerType
from qa.reader.evidence import EvidenceStatement, is_about
from qa.search.words import asked_terms, words_of

_ANNOUNCES = re.compile(r"(?:以下|次)の")
_FOUND = 8  # best passages whose documents may hold the list that is asked for
_MEMBER = 0.3  # probability from which the best statement tells which list is asked for
_CERTAIN = 0.7  # probability from which a single statement is told where the list was not asked for outright


def compose(
    index: SearchIndex,
    findings: Findings,
    lists: Sequence[EnumeratedList],
    programmes: Sequence[Programme],
    maker: CitationMaker,
) -> Composed:
    """Return the answer in the first shape that is asked for and that the evidence fills; empty where none is."""
    told = _shapes(index, findings, _near(lists, findings), programmes, maker)
    return next((composed for composed in told if composed.sentences), Composed())


def _near(lists: Sequence[EnumeratedList], findings: Findings) -> list[EnumeratedList]:
    """Return the lists of the documents that were found: to weigh those of thousands would take seconds."""
    found = {item.statement.document_id for item in findings.evidence}
    found |= {item.passage.document_id for item in findings.passages[:_FOUND]}
    return [item for item in lists if item.document_id in found]


def _shapes(
    index: SearchIndex,
    findings: Findings,
    lists: Sequence[EnumeratedList],
    programmes: Sequence[Programme],
    maker: CitationMaker,
) -> Iterator[Composed]:
    """Yield the answer in one shape after the other, the most particular first."""
    question, evidence, collection = findings.question, findings.evidence, index.collection
    sheets = fact_sheets(question.programmes, programmes)
    yield compose_record(collection, question, maker)
    if asks_record(question):
        return
    yield compose_newest(collection, question, evidence, maker)
    yield compose_schedule(collection, question, question.terms, maker)
    if findings.parts:
        yield compose_fact_table(collection, question, sheets, maker) if len(sheets) > 1 else Composed()
        yield compose_comparison(collection, findings, maker)
        return
    yield compose_facts(collection, question, sheets, maker)
    yield compose_budget(collection, question, sheets, _asked(question, index), maker)
    yield compose_group(collection, question, evidence, maker)
    yield compose_abbreviation(collection, question, maker)
    yield compose_overview(collection, question, sheets, maker)
    yield compose_outline(index, question, evidence, maker)
    yield compose_row(collection, question, tuple(item for item in evidence if item.about), maker)
    yield _led(collection, evidence, lists, maker)
    yield _listed(index, findings, _naming(question, lists, collection) if sheets else lists, maker)
    yield _listed_with_best(collection, findings, lists, maker)
    # Of a programme whose page the papers have, another one's facts are no answer.
    about = tuple(item for item in evidence if item.about) if sheets else evidence
    asked, words = _asked(question, index), partial(words_of, tokenizer=index.tokenizer)
    by_statement = partial(_told, collection, question, about, asked, words, maker)
    by_sheet = partial(compose_attribute, collection, question, sheets, asked, words, maker)
    # A value is best told by the statement nearest to the question; what is no value by the sheet.
    yield from (shape() for shape in ((by_statement, by_sheet) if value_kinds(question) else (by_sheet, by_statement)))


def _naming(
    question: AnalysedQuestion, lists: Sequence[EnumeratedList], collection: Collection
) -> list[EnumeratedList]:
    """Return the lists that name what the question names, in what stands above them, before them or in them."""
    return [
        item
        for item in lists
        if is_about(
            question,
            normalise(" ".join((*item.path, item.lead, item.span.of(collection.document(item.document_id).text)))),
        )
    ]


def _led(
    collection: Collection,
    evidence: Sequence[EvidenceStatement],
    lists: Sequence[EnumeratedList],
    maker: CitationMaker,
) -> Composed:
    """Return the list that the best statement announces (以下のような…): the statement itself says nothing."""
    best = evidence[0].statement if evidence else None
    if best is None or not _ANNOUNCES.search(best.text):
        return Composed()
    led = next((item for item in lists if item.document_id == best.document_id and item.is_led_by(best)), None)
    return Composed(render_list(collection, led, maker), (evidence[0],)) if led else Composed()


def _listed(index: SearchIndex, findings: Findings, lists: Sequence[EnumeratedList], maker: CitationMaker) -> Composed:
    chosen = choose_list(findings.question, lists, index)
    if chosen is None or not _is_list_wanted(findings, chosen):
        return Composed()
    return Composed(render_list(index.collection, chosen.item, maker), listed=chosen.share)


def _listed_with_best(
    collection: Collection, findings: Findings, lists: Sequence[EnumeratedList], maker: CitationMaker
) -> Composed:
    """Return the list that the statement that answers best is a member of, where several are asked for."""
    if not findings.question.asks(AnswerType.LIST):
        return Composed()
    answering = {item.statement.sentence.span: item for item in findings.evidence if item.fits and item.about}
    best = findings.evidence[0] if findings.evidence else None
    if best is None or best.answers < _MEMBER:
        return Composed()
    shares: list[tuple[float, int, EnumeratedList]] = []
    for item in lists:
        if item.document_id == best.statement.document_id and _holds(item, best.statement.sentence.span):
            told = [
                found.answers
                for span, found in answering.items()
                if found.statement.document_id == item.document_id and _holds(item, span)
            ]
            shares.append((sum(told) / len(item.members), -len(item.members), item))
    if not shares:
        return Composed()
    chosen = max(shares, key=lambda share: share[:2])[2]
    return Composed(render_list(collection, chosen, maker), (best,))


def _holds(item: EnumeratedList, span: Span) -> bool:
    return any(fragment.overlaps(span) for fragments in item.members for fragment in fragments)


def _told(
    collection: Collection,
    question: AnalysedQuestion,
    evidence: Sequence[EvidenceStatement],
    asked: AbstractSet[str],
    words: Callable[[str], AbstractSet[str]],
    maker: CitationMaker,
) -> Composed:
    """Return the values asked for or, where none is asked for or given, the statement that answers best."""
    fitting = tuple(item for item in evidence if item.fits)
    if value_kinds(question):
        told = compose_values(collection, question, evidence, asked, words, maker)
        if told.sentences or question.programmes:
            return told
        money = question.asks(AnswerType.AMOUNT)
        fitting = tuple(item for item in fitting if not money or _gives_amount(item))
    return compose_excerpts(collection, question, fitting, maker)


def _gives_amount(item: EvidenceStatement) -> bool:
    return any(value.kind is ValueKind.AMOUNT for value in item.statement.values)


def _asked(question: AnalysedQuestion, index: SearchIndex) -> frozenset[str]:
    """Return the words that say what is asked, years and other figures left out."""
    return frozenset(word for word in asked_terms(question, index.tokenizer) if not word[:1].isdigit())


def _is_list_wanted(findings: Findings, chosen: ChosenList) -> bool:
    """Say whether the list is the answer: it was asked for, or its heading is what is asked about and nothing else."""
    question, evidence = findings.question, findings.evidence
    if question.asks(AnswerType.LIST):
        return True
    best = evidence[0].answers if evidence else 0.0
    return not value_kinds(question) and chosen.exact and best < _CERTAIN
