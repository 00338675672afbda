"""Facts: what the fact sheets of the named programmes give for the attributes that a question asks for."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpus.collection import Collection
from corpus.dates import fiscal_year_name, western_year
from corpus.names import NamedThing
from corpus.normalisation import normalise, readable
from corpus.programmes.facts import Attribute, Programme, ProgrammeFact
from corpus.spans import Span, strip
from qa.answer.figures.arithmetic import Told, compared, computed
from qa.answer.papers.recency import newest_first, newest_note
from qa.answer.rendering import Composed, closed, field_sentence, marked
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import ASKED_ATTRIBUTES, AnswerType, attributes_asked
from qa.question.asking_words import asking_words

_SENTENCES = frozenset({Attribute.OUTCOME})  # told in sentences and not as a value
_MOST_VALUES, _MOST_SENTENCES = 2, 6
_YEAR = re.compile(r"(?P<era>令和|平成)\s*(?P<year>元|[0-9０-９]{1,2})\s*年度(?:当初)?予算(?:額|案)*")
_DIFFERENCES = (Attribute.TARGET, Attribute.SCALE, Attribute.PERIOD, Attribute.START, Attribute.BUDGET)
_BREAKDOWN = re.compile(r"内訳|分と.{1,12}分")
_BOTH_YEARS = re.compile(r"前年度|前の年|増え|減[りっ]|増減|推移|どう変わ")


@dataclass(frozen=True, slots=True)
class FactSheet:
    """A thing that a question names, with the programme that it is."""

    thing: NamedThing
    programme: Programme


def fact_sheets(things: Iterable[NamedThing], programmes: Iterable[Programme]) -> tuple[FactSheet, ...]:
    """Return the programmes that the things are, in their order; a thing that is none is left out."""
    things = tuple(things)
    if not things:  # most questions name none, and normalising every name is dear
        return ()
    by_name = {normalise(name): item for item in programmes for name in (item.name, *item.other_names)}
    found = ((thing, next((by_name[name] for name in thing.names if name in by_name), None)) for thing in things)
    return tuple(FactSheet(thing, programme) for thing, programme in found if programme is not None)


def compose_fact_table(
    collection: Collection, question: AnalysedQuestion, sheets: Sequence[FactSheet], maker: CitationMaker
) -> Composed:
    """Return a table with a row for each programme and a column for each attribute, every cell with its source.

    Empty where a programme gives none of the attributes: then their statements are compared instead.
    """
    attributes = attributes_asked(question.text) or _compared(question, sheets)
    told = [
        [facts_of(collection, question, sheet.programme, attribute) for attribute in attributes] for sheet in sheets
    ]
    if not attributes or not all(any(cells) for cells in told):
        return Composed()
    rows, numbers, said = [], dict[int, None](), list[Told]()
    for sheet, cells in zip(sheets, told, strict=True):
        shown = []
        for facts in cells:
            cited = [_cited(collection, fact, maker) for fact in facts]
            said.append(_told(_shown_name(question, sheet), cited))
            numbers |= dict.fromkeys(number for _, marks in cited for number in marks)
            latest = max((fact.fiscal_year or 0 for fact in facts), default=0)
            years = [
                "前年度" if fact.attribute is Attribute.BUDGET and fact.fiscal_year != latest else "" for fact in facts
            ]
            values = (marked(year + value, marks) for year, (value, marks) in zip(years, cited, strict=True))
            shown.append("、".join(values) or "記載なし")
        rows.append(f"| {_shown_name(question, sheet)} | {' | '.join(shown)} |")
    heads = " | ".join(attribute.value for attribute in attributes)
    text = "\n".join([f"| 事業 | {heads} |", f"|---|{'---|' * len(attributes)}", *rows]) + "\n"
    parts = tuple(
        (f"{_shown_name(question, sheet)}の{attribute.value}", bool(facts))
        for sheet, cells in zip(sheets, told, strict=True)
        for attribute, facts in zip(attributes, cells, strict=True)
    )
    said = said if len(attributes) == 1 else []
    sentences = (*compared(question, said), AnswerSentence(text, tuple(numbers)), *computed(question, said))
    return Composed(sentences, parts=parts, known=True)


def _told(name: str, cited: Sequence[tuple[str, tuple[int, ...]]]) -> Told:
    """Return what is told of a programme in one cell."""
    return Told(name, "、".join(value for value, _ in cited), tuple(number for _, marks in cited for number in marks))


def _compared(question: AnalysedQuestion, sheets: Sequence[FactSheet]) -> tuple[Attribute, ...]:
    """Return what programmes differ in, where a question asks for their difference and does not say in what."""
    if not question.asks(AnswerType.COMPARISON):
        return ()
    given = [{fact.attribute for fact in sheet.programme.facts} for sheet in sheets]
    return tuple(attribute for attribute in _DIFFERENCES if all(attribute in attributes for attributes in given))


def compose_facts(
    collection: Collection, question: AnalysedQuestion, sheets: Sequence[FactSheet], maker: CitationMaker
) -> Composed:
    """Return a sentence for each of several attributes that are asked of one programme; empty if one lacks."""
    attributes = attributes_asked(question.text)
    if len(sheets) == 1 and Attribute.BUDGET in attributes and _BREAKDOWN.search(question.text):
        return _compose_breakdown(collection, question, sheets[0], maker)
    if len(sheets) != 1 or len(attributes) < 2:
        return Composed()
    told = [facts_of(collection, question, sheets[0].programme, attribute) for attribute in attributes]
    if not all(told):
        return Composed()
    sentences = tuple(
        fact_sentence(collection, fact, maker, whole=fact.attribute in _SENTENCES)
        for facts in told
        for fact in facts[:2]
    )
    differing = [fact.document_id for facts in told if facts[0].attribute is not Attribute.BUDGET for fact in facts]
    if any(len({fact.document_id for fact in facts[:2]}) > 1 for facts in told):
        sentences += newest_note(collection, differing)
    return Composed(sentences, parts=tuple((attribute.value, True) for attribute in attributes), known=True)


def compose_attribute(
    collection: Collection,
    question: AnalysedQuestion,
    sheets: Sequence[FactSheet],
    asked: AbstractSet[str],
    words: Callable[[str], AbstractSet[str]],
    maker: CitationMaker,
) -> Composed:
    """Return the one attribute that is asked of one programme, where its sheet speaks of all else that is ``asked``."""
    attributes = attributes_asked(question.text)
    undated = bool(question.years) and attributes != (Attribute.BUDGET,)  # only budgets are told by year
    if len(sheets) != 1 or len(attributes) != 1 or undated:
        return Composed()
    told = facts_of(collection, question, sheets[0].programme, attributes[0])
    parts = attributes[0] in _SENTENCES
    spoken = " ".join(f"{fact.label} {fact.value}" for fact in sheets[0].programme.facts)
    named = words(
        " ".join(pattern.findall(question.text)[0] for kind, pattern in ASKED_ATTRIBUTES if kind is attributes[0])
    )
    if not told or asked - asking_words().budgeting - named - words(spoken):
        return Composed()
    sentences = tuple(fact_sentence(collection, fact, maker, whole=parts) for fact in told)
    return Composed(sentences, known=True)


def compose_budget(
    collection: Collection,
    question: AnalysedQuestion,
    sheets: Sequence[FactSheet],
    asked: AbstractSet[str],
    maker: CitationMaker,
) -> Composed:
    """Return the budget of one programme, where that is all that is asked; ``asked`` are the words that say what is.

    Without a year it is the latest initial budget and the latest supplementary one.
    """
    if len(sheets) != 1 or Attribute.BUDGET not in attributes_asked(question.text) or asked - asking_words().budgeting:
        return Composed()
    told = facts_of(collection, question, sheets[0].programme, Attribute.BUDGET)
    if not question.years and "補正" not in question.text and not _BOTH_YEARS.search(question.text):
        told += _latest_extra(sheets[0].programme)
    sentences = tuple(budget_sentence(collection, fact, maker) for fact in _newest_paper(collection, told))
    return Composed(sentences, known=True)


def fact_sentence(collection: Collection, fact: ProgrammeFact, maker: CitationMaker, *, whole: bool) -> AnswerSentence:
    """Return a fact as a sentence, with its label unless its value is a ``whole`` sentence."""
    value, marks = _cited(collection, fact, maker)
    return AnswerSentence(closed(value) if whole else field_sentence(fact.label, value), marks)


def budget_sentence(collection: Collection, fact: ProgrammeFact, maker: CitationMaker) -> AnswerSentence:
    """Return a budget with its year: where its line gives none, from the heading above that does, which is cited too."""
    value, marks = _cited(collection, fact, maker)
    label = fact.label or Attribute.BUDGET.value
    text = collection.document(fact.document_id).text
    year = None if _YEAR.search(label) else _year_above(text, fact)
    if year is None or fact.fiscal_year is None:
        return AnswerSentence(f"{label}は{value}です。", marks)
    above = () if _line(text, fact.fragments[0]).holds(year) else maker.cite(fact.document_id, (year,))
    return AnswerSentence(f"{fiscal_year_name(fact.fiscal_year)}の{label}は{value}です。", (*marks, *above))


def _year_above(text: str, fact: ProgrammeFact) -> Span | None:
    """Return the last place before a fact that names a budget of its fiscal year."""
    places = (found for found in _YEAR.finditer(text, 0, fact.fragments[0].start))
    told = [found for found in places if western_year(found["era"], found["year"]) == fact.fiscal_year]
    return Span(told[-1].start(), told[-1].end()) if told else None


def _latest_extra(programme: Programme) -> list[ProgrammeFact]:
    extra = [item for item in programme.facts if item.attribute is Attribute.BUDGET and "補正" in item.budget_type]
    latest = max((fact.fiscal_year or 0 for fact in extra), default=0)
    return [fact for fact in extra if fact.fiscal_year == latest]


def _newest_paper(collection: Collection, facts: Sequence[ProgrammeFact]) -> Iterator[ProgrammeFact]:
    """Yield of each year and kind what one paper says: several say the same in other units."""
    papers: dict[tuple[int | None, str], str] = {}
    order = newest_first(collection, (fact.document_id for fact in facts))
    for fact in sorted(facts, key=lambda fact: order.index(fact.document_id)):
        if papers.setdefault((fact.fiscal_year, fact.budget_type), fact.document_id) == fact.document_id:
            yield fact


def _compose_breakdown(
    collection: Collection, question: AnalysedQuestion, sheet: FactSheet, maker: CitationMaker
) -> Composed:
    """Return the lines that give a budget and its shares; empty where it has none."""
    facts = facts_of(collection, question, sheet.programme, Attribute.BUDGET)
    newest = [fact for fact in facts if fact.document_id == facts[-1].document_id]
    lines = dict.fromkeys(
        (fact.document_id, _line(collection.document(fact.document_id).text, fact.fragments[0])) for fact in newest
    )
    if len(newest) < 2:
        return Composed()
    sentences = tuple(
        AnswerSentence(
            closed(readable(line.of(collection.document(document_id).text)).strip("[]［］〔〕 ")),
            maker.cite(document_id, (line,)),
        )
        for document_id, line in lines
    )
    return Composed(sentences, known=True)


def facts_of(
    collection: Collection, question: AnalysedQuestion, programme: Programme, attribute: Attribute
) -> list[ProgrammeFact]:
    """Return the facts of an attribute; of budgets those of the years that are asked for, else of the latest year."""
    facts = [fact for fact in programme.facts if fact.attribute is attribute]
    if attribute is not Attribute.BUDGET or not facts:
        order = newest_first(collection, (fact.document_id for fact in facts))
        most = _MOST_SENTENCES if attribute in _SENTENCES else _MOST_VALUES
        return list(_distinct(sorted(facts, key=lambda fact: order.index(fact.document_id))))[:most]
    latest = max((fact.fiscal_year or 0 for fact in facts if fact.budget_type == "当初"), default=0)
    years = set(question.years) or {latest}
    if _BOTH_YEARS.search(question.text):
        years |= {year - 1 for year in years}
    extra = "補正" in question.text
    if extra and not question.years:
        years |= {fact.fiscal_year or 0 for fact in facts if "補正" in fact.budget_type}
    return [fact for fact in facts if fact.fiscal_year in years and ("補正" in fact.budget_type) == extra][:4]


def _distinct(facts: Iterable[ProgrammeFact]) -> Iterator[ProgrammeFact]:
    seen: set[str] = set()
    for fact in facts:
        value = normalise(fact.value)
        if value not in seen:
            seen.add(value)
            yield fact


def _cited(collection: Collection, fact: ProgrammeFact, maker: CitationMaker) -> tuple[str, tuple[int, ...]]:
    """Return a fact's value with the citations of the lines that it stands in, label and all."""
    text = collection.document(fact.document_id).text
    lines = tuple(dict.fromkeys(_line(text, fragment) for fragment in fact.fragments))
    printed = readable(fact.fragments[0].of(text)) if len(fact.fragments) == 1 else ""
    value = printed if printed and normalise(printed) == normalise(fact.value) else fact.value
    return value.rstrip("。"), maker.cite(fact.document_id, lines)


def _line(text: str, fragment: Span) -> Span:
    start, end = text.rfind("\n", 0, fragment.start) + 1, text.find("\n", fragment.end)
    return strip(Span(start, len(text) if end < 0 else end), text)


def _shown_name(question: AnalysedQuestion, sheet: FactSheet) -> str:
    """Return the name that the question uses."""
    return next((name for name in sheet.thing.names if name in question.text), sheet.programme.name)
