"""Told: what the lines of each document tell of programmes, read again only where a name that they hold comes or goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.collection import Collection
from corpus.documents import Document
from corpus.names import KnownNames, NamedThing
from corpus.programmes.budgets import BudgetContext
from corpus.programmes.reading import FactReader, TitledFact
from corpus.programmes.titles import Title


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of a document, where its titles begin to hold, and the texts in which names were looked for."""

    facts: tuple[TitledFact, ...]
    scopes: tuple[tuple[int, Title | None], ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Noted:
    """Names that note in which texts they are looked for."""

    names: KnownNames
    found: dict[str, tuple[NamedThing, ...]] = field(default_factory=dict)

    def things_in(self, text: str) -> tuple[NamedThing, ...]:
        """Return the things that ``text`` names."""
        if text not in self.found:
            self.found[text] = self.names.things_in(text)
        return self.found[text]


def told_by(
    collection: Collection, names: KnownNames, before: Mapping[str, Told], names_before: KnownNames
) -> dict[str, Told]:
    """Return what each document tells; ``before`` is what those that are unchanged told with the ``names_before``."""
    moved = KnownNames(tuple(set(names.things) ^ set(names_before.things)), ())
    return {
        document.document_id: (
            before[document.document_id]
            if document.document_id in before and not _touched(before[document.document_id], moved)
            else _read(document, names, collection.subjects[document.document_id])
        )
        for document in collection.documents
    }


def _touched(told: Told, moved: KnownNames) -> bool:
    return any(map(moved.may_stand_in, told.asked))


def _read(document: Document, names: KnownNames, subjects: Mapping[int, str]) -> Told:
    noted = _Noted(names)
    reader = FactReader(document, noted, BudgetContext(fiscal_year(document.record.date)), subjects=subjects)
    facts = reader.read()
    return Told(tuple(facts), tuple(reader.scopes), tuple(noted.found))


def fiscal_year(date: str) -> int | None:
    """Return the fiscal year, which begins in April, of an ISO date that may lack month and day."""
    if not date[:4].isdigit():
        return None
    return int(date[:4]) - (len(date) >= 7 and int(date[5:7]) < 4)
