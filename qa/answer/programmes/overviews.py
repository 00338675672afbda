"""Overviews: what a programme is, on one screen: what for, for whom, how much, how long, by whom, its budget."""

from collections.abc import Iterator, Sequence

from corpus.collection import Collection
from corpus.normalisation import normalise
from corpus.programmes.facts import Attribute, Programme, ProgrammeFact
from qa.answer.programmes.facts import FactSheet, budget_sentence, fact_sentence, facts_of
from qa.answer.rendering import Composed
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import AnswerType, attributes_asked
from qa.search.words import pairs_of

_PROSE = (Attribute.PURPOSE, Attribute.CONTENT)  # what it is for and what is done in it
_VALUES = (Attribute.TARGET, Attribute.SCALE, Attribute.PERIOD, Attribute.COUNTRIES, Attribute.FIELDS, Attribute.BODY)
_SHORTEST, _LONGEST = 18, 220  # characters of a sentence that says what a programme is
_MOST_PROSE = 3
_LONGEST_VALUE = 120


def compose_overview(
    collection: Collection,
    question: AnalysedQuestion,
    sheets: Sequence[FactSheet],
    maker: CitationMaker,
) -> Composed:
    """Return the overview of the one programme that is asked about as a whole; empty where another thing is asked."""
    whole = question.asks(AnswerType.OVERVIEW) or question.asks(AnswerType.DEFINITION)
    particular = question.value_kinds or question.asks(AnswerType.LIST) or attributes_asked(question.text)
    if len(sheets) != 1 or not whole or particular:
        return Composed()
    programme = sheets[0].programme
    prose = _prose(programme)
    if not prose:
        return Composed()
    sentences = [fact_sentence(collection, fact, maker, whole=True) for fact in prose]
    for attribute in _VALUES:
        found = [
            fact for fact in facts_of(collection, question, programme, attribute) if len(fact.value) <= _LONGEST_VALUE
        ]
        sentences += [fact_sentence(collection, fact, maker, whole=False) for fact in found[:1]]
    budget = facts_of(collection, question, programme, Attribute.BUDGET)
    sentences += [budget_sentence(collection, fact, maker) for fact in budget[:1]]
    return Composed(tuple(sentences), known=True)


def _prose(programme: Programme) -> list[ProgrammeFact]:
    """Return what says what a programme is, as its papers have it in order, what stands under its own name first."""
    told = [fact for fact in programme.facts if fact.attribute in _PROSE and _SHORTEST <= len(fact.value) <= _LONGEST]
    return list(_different(sorted(told, key=lambda fact: _distance(fact, programme))))[:_MOST_PROSE]


def _distance(fact: ProgrammeFact, programme: Programme) -> int:
    """Return how far from saying what a programme is a fact stands, by its label: a name or purpose, an outline, else."""
    label = normalise(fact.label)
    if "目的" in label or any(normalise(name) in label for name in (programme.name, *programme.other_names)):
        return 0
    return 1 if "概要" in label else 2


def _different(facts: Sequence[ProgrammeFact]) -> Iterator[ProgrammeFact]:
    """Yield the facts that say something else than those before them."""
    seen: list[frozenset[str]] = []
    for fact in facts:
        pairs = pairs_of(normalise(fact.value))
        if all(len(pairs & other) < 0.5 * min(len(pairs), len(other)) for other in seen):
            seen.append(pairs)
            yield fact
