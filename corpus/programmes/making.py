"""Making facts: a label and its value become typed facts with the places that they were read from."""

import re
from collections.abc import Iterator

from corpus.dates import YEAR, year_of
from corpus.documents import Document
from corpus.normalisation import readable, search_text
from corpus.programmes.budgets import BudgetContext, read_budgets
from corpus.programmes.facts import Attribute, ProgrammeFact
from corpus.programmes.fields import OpenField
from corpus.programmes.labels import attribute_of, names_span_of_years
from corpus.quantities import amount_in_yen, period_in_months
from corpus.spans import Span

_EMPTY = re.compile(r"^[\-–―－—なし未定新規\s()]*$")
_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
_TYPED = {Attribute.SCALE, Attribute.VOLUME}


def facts_of_field(document: Document, opened: OpenField, context: BudgetContext) -> Iterator[ProgrammeFact]:
    """Yield what a field tells; a budget field each of its amounts."""
    value = opened.value
    if not value or _EMPTY.match(value):
        return
    attribute = attribute_of(opened.label)
    fragments = tuple(_part(document, cell.span, skip) for cell, skip in opened.pieces)
    if attribute is Attribute.BUDGET:
        yield from budget_facts(document, opened.label, opened, context)
        return
    if names_span_of_years(opened.label):
        yield from _years_of_running(document, opened, value, fragments)
        return
    if attribute is not None:
        yield make_fact(document, attribute, opened.label, value, fragments)


def _years_of_running(
    document: Document, opened: OpenField, value: str, fragments: tuple[Span, ...]
) -> Iterator[ProgrammeFact]:
    years = list(YEAR.finditer(value))
    if not years:
        yield make_fact(document, Attribute.PERIOD, opened.label, value, fragments)
        return
    first = years[0]
    yield make_fact(document, Attribute.START, opened.label, first.group(), fragments)
    if len(years) > 1:
        yield make_fact(document, Attribute.END, opened.label, years[1].group(), fragments)


def make_fact(
    document: Document, attribute: Attribute, label: str, value: str, fragments: tuple[Span, ...]
) -> ProgrammeFact:
    """Return a fact with its value typed as its attribute wants."""
    year = YEAR.search(value)
    return ProgrammeFact(
        attribute=attribute,
        label=readable(label),
        value=readable(value).strip(" 、。"),
        document_id=document.document_id,
        fragments=fragments,
        amount_yen=_own_amount(value) if attribute in _TYPED else None,
        fiscal_year=year_of(year) if year and attribute in (Attribute.START, Attribute.END) else None,
        months=period_in_months(value) if attribute is Attribute.PERIOD else None,
    )


def _own_amount(value: str) -> int | None:
    """Return the amount of a value in yen; what stands in brackets is somebody else's where the value has one itself."""
    return amount_in_yen(_IN_BRACKETS.sub("", value)) or amount_in_yen(value)


def budget_facts(document: Document, label: str, opened: OpenField, context: BudgetContext) -> Iterator[ProgrammeFact]:
    """Yield the budgets that a label with its value gives."""
    text, spans = label + " ", []
    for cell, skip in opened.pieces:
        spans.append((len(text), cell.span, skip))
        text += cell.text[skip:] + " "
    for budget in read_budgets(text, context):
        place = next(((start, span, skip) for start, span, skip in reversed(spans) if start <= budget.start), None)
        if place:
            start, span, skip = place
            fragment = _part(document, span, skip + budget.start - start, skip + budget.end - start)
            yield make_budget(document, label, budget.text, fragment, budget.fiscal_year, budget.budget_type)


def make_budget(
    document: Document, label: str, value: str, fragment: Span, fiscal_year: int | None, budget_type: str
) -> ProgrammeFact:
    """Return a budget as a fact."""
    return ProgrammeFact(
        attribute=Attribute.BUDGET,
        label=readable(label) if label else "予算額",
        value=fragment.of(document.text),
        document_id=document.document_id,
        fragments=(fragment,),
        amount_yen=amount_in_yen(value),
        fiscal_year=fiscal_year,
        budget_type=budget_type,
    )


def _part(document: Document, span: Span, start: int, end: int | None = None) -> Span:
    """Return the place of a stretch of a cell's search text, to its end where no end is given."""
    searched = search_text(span.of(document.text))
    inner = searched.source(start, len(searched.text) if end is None else end)
    return Span(span.start + inner.start, span.start + inner.end)
