"""Nearby questions: what can be asked instead of a question that the documents do not answer."""

from collections.abc import Iterable, Iterator
from itertools import islice

from corpus.knowledge import Knowledge
from corpus.programmes.facts import Attribute
from qa.answer.programmes.facts import FactSheet, fact_sheets
from qa.citations import CitationMaker
from qa.finding import Findings
from qa.question.asked import attributes_asked

_OFFERED = 2
_LOOKED_AT = 3  # statements whose programmes are thought of, where the question names none that has a sheet
_ATTRIBUTES = (
    Attribute.BUDGET,
    Attribute.PERIOD,
    Attribute.TARGET,
    Attribute.SCALE,
    Attribute.AWARDS,
    Attribute.BODY,
    Attribute.START,
)


def nearby_questions(findings: Findings, knowledge: Knowledge, maker: CitationMaker) -> tuple[str, ...]:
    """Return up to two questions that a fact sheet answers.

    They are about the programmes that the question names, else about those of its best evidence; what was asked itself
    is not offered again. Only facts of documents that ``maker`` may cite count.
    """
    asked = frozenset(attributes_asked(findings.question.text))
    sheets = fact_sheets(findings.question.programmes, knowledge.programmes) or _of_evidence(findings, knowledge)
    return tuple(islice(dict.fromkeys(_questions(sheets, asked, maker)), _OFFERED))


def _of_evidence(findings: Findings, knowledge: Knowledge) -> tuple[FactSheet, ...]:
    numbers = [item.statement.number for item in findings.evidence[:_LOOKED_AT]]
    keys = dict.fromkeys(key for number in numbers for key in knowledge.subjects.get(number, ()))
    things = {thing.key: thing for thing in knowledge.names.things}
    return fact_sheets([things[key] for key in keys if key in things], knowledge.programmes)


def _questions(sheets: Iterable[FactSheet], asked: frozenset[Attribute], maker: CitationMaker) -> Iterator[str]:
    for sheet in sheets:
        known = {fact.attribute for fact in sheet.programme.facts if maker.may_cite(fact.document_id)}
        yield from (
            f"{sheet.thing.call_name}の{attribute.value}は？" for attribute in _ATTRIBUTES if attribute in known - asked
        )
