"""Composition: which shape the answer takes, and the first shape that the evidence fills."""

from collections.abc import Sequence

from indexer.search_index import SearchIndex
from qa.citations import CitationMaker
from qa.finding import Findings
from qa.lists import EnumeratedList
from qa.questions import AnswerType
from qa.shapes.comparisons import compose_comparison
from qa.shapes.definitions import compose_definition
from qa.shapes.lists import ChosenList, choose_list, render_list
from qa.shapes.rendering import Composed
from qa.shapes.statements import compose_statements
from qa.shapes.values import compose_values, value_kinds


def compose(index: SearchIndex, findings: Findings, lists: Sequence[EnumeratedList], maker: CitationMaker) -> Composed:
    """Return the answer in the shape that the question asks for; without evidence it has no sentences."""
    question, evidence, collection = findings.question, findings.evidence, index.collection
    if findings.parts:
        return compose_comparison(collection, findings, maker)
    chosen = choose_list(question, lists, index)
    if chosen and _is_list_wanted(findings, chosen):
        return Composed(render_list(collection, chosen.item, maker), listed=chosen.share)
    if question.asks(AnswerType.DEFINITION):
        defined = compose_definition(collection, question, evidence, maker)
        if defined.sentences:
            return defined
    if value_kinds(question):
        told = compose_values(collection, question, evidence, maker)
        if told.sentences or any(thing.is_programme for thing in question.things):
            return told
    return compose_statements(collection, question, evidence, maker)


def _is_list_wanted(findings: Findings, chosen: ChosenList) -> bool:
    """Say whether the list is the answer: it was asked for, or its heading is what is asked about and nothing else."""
    question, evidence = findings.question, findings.evidence
    if question.asks(AnswerType.LIST):
        return True
    covered = evidence[0].coverage if evidence else 0.0
    direct = evidence[0].own if evidence else 0.0
    return not value_kinds(question) and (chosen.share > covered or (chosen.exact and chosen.share > direct))
