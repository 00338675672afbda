"""Composition: which shape the answer takes, and the first shape that the evidence fills."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from corpus.collection import Collection
from corpus.programmes.facts import Programme
from indexer.search_index import SearchIndex
from qa.citations import CitationMaker
from qa.evidence import EvidenceStatement, asked_terms, words_of
from qa.finding import Findings
from qa.lists import EnumeratedList
from qa.questions import AnalysedQuestion, AnswerType
from qa.shapes.comparisons import compose_comparison
from qa.shapes.definitions import compose_definition
from qa.shapes.facts import compose_attribute, compose_budget, compose_fact_table, compose_facts, fact_sheets
from qa.shapes.groups import compose_group
from qa.shapes.lists import ChosenList, choose_list, render_list
from qa.shapes.recency import compose_newest
from qa.shapes.records import compose_record
from qa.shapes.rendering import Composed
from qa.shapes.schedules import compose_schedule
from qa.shapes.statements import compose_statements, enumerates
from qa.shapes.values import compose_values, value_kinds

# Titles by which papers name people: what asks for a person is answered by no sentence without one.
_NUMBERED = re.compile(r"[①-⑳]|[0-9]~[0-9]")  # 施策①～⑤: members with marks
_TELLING = 0.8  # of what is asked, for a sentence that enumerates to be taken for the list
_FOCUS = 0.2
_PERSON = re.compile(r"大臣|長官|局長|総長|学長|理事長|委員長|主査|教授|所長|部長|課長|氏|さん|Dr\.|博士|議長")


def compose(
    index: SearchIndex,
    findings: Findings,
    lists: Sequence[EnumeratedList],
    programmes: Sequence[Programme],
    maker: CitationMaker,
) -> Composed:
    """Return the answer in the first shape that is asked for and that the evidence fills; empty where none is."""
    told = _shapes(index, findings, lists, programmes, maker)
    return next((composed for composed in told if composed.sentences), Composed())


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
    yield compose_newest(collection, question, evidence, maker)
    yield compose_schedule(collection, question, question.terms, maker)
    if findings.parts:
        yield compose_fact_table(collection, question, sheets, maker) if len(sheets) > 1 else Composed()
        yield compose_comparison(collection, findings, maker)
        return
    yield compose_facts(collection, question, sheets, maker)
    yield compose_budget(collection, question, sheets, _asked(question, index), maker)
    yield compose_group(collection, question, evidence, maker)
    defined = question.asks(AnswerType.DEFINITION)
    definition = compose_definition(collection, question, evidence, maker) if defined else Composed()
    if definition.known:
        yield definition
    yield _listed(index, findings, lists, maker)
    yield definition
    # Of a programme whose page the papers have, another one's facts are no answer.
    about = tuple(item for item in evidence if item.about) if sheets else evidence
    asked, words = _asked(question, index), partial(words_of, tokenizer=index.tokenizer)
    by_statement = partial(_told, collection, question, about, asked, maker)
    by_sheet = partial(compose_attribute, collection, question, sheets, asked, words, maker)
    # A value is best told by the statement nearest to the question; what is no value by the sheet.
    yield from (shape() for shape in ((by_statement, by_sheet) if value_kinds(question) else (by_sheet, by_statement)))


def _listed(index: SearchIndex, findings: Findings, lists: Sequence[EnumeratedList], maker: CitationMaker) -> Composed:
    chosen = choose_list(findings.question, lists, index)
    if chosen is None or not _is_list_wanted(findings, chosen):
        return Composed()
    return Composed(render_list(index.collection, chosen.item, maker), listed=chosen.share)


def _told(
    collection: Collection,
    question: AnalysedQuestion,
    evidence: Sequence[EvidenceStatement],
    asked: frozenset[str],
    maker: CitationMaker,
) -> Composed:
    """Return the values asked for or, where none is asked for or given, the statement that answers best."""
    if question.asks(AnswerType.WHO):
        evidence = tuple(item for item in evidence if _names_person(question, item))
    if value_kinds(question):
        told = compose_values(collection, question, evidence, asked, maker)
        if told.sentences or question.programmes:
            return told
        money = question.asks(AnswerType.AMOUNT)
        evidence = tuple(item for item in evidence if item.fits and (item.typed or not money))
    return compose_statements(collection, question, evidence, maker)


def _asked(question: AnalysedQuestion, index: SearchIndex) -> frozenset[str]:
    """Return the words that say what is asked, years and other figures left out."""
    return frozenset(word for word in asked_terms(question, index.tokenizer) if not word[:1].isdigit())


def _names_person(question: AnalysedQuestion, item: EvidenceStatement) -> bool:
    """Say whether a statement names somebody in answer to what is asked, not only in passing, and by the title asked for."""
    text = f"{item.statement.label} {item.statement.text}"
    titles = _PERSON.findall(question.text)
    known = bool(question.programmes)  # then the headings above say of whose office it speaks
    held = known or not titles or any(title in item.passage.passage.searched for title in titles)
    return item.about and held and item.focus >= _FOCUS and _PERSON.search(text) is not None


def _is_list_wanted(findings: Findings, chosen: ChosenList) -> bool:
    """Say whether the list is the answer: it was asked for, or its heading is what is asked about and nothing else."""
    question, evidence = findings.question, findings.evidence
    if question.asks(AnswerType.LIST):
        best = evidence[0] if evidence else None
        told = best is not None and best.coverage > chosen.share and best.focus >= _TELLING
        return _NUMBERED.search(question.text) is not None or not (told and best and enumerates(best.statement))
    covered = evidence[0].coverage if evidence else 0.0
    direct = evidence[0].own if evidence else 0.0
    return not value_kinds(question) and (chosen.share > covered or (chosen.exact and chosen.share > direct))
