"""Collecting: the facts of all documents, brought together under the programme that each is of."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.collection import Collection
from corpus.name_index import NameIndex, joined
from corpus.names import KnownNames, known_names
from corpus.normalisation import normalise
from corpus.programmes.budgets import BudgetContext
from corpus.programmes.contents import content_of, mention_of, untold
from corpus.programmes.facts import Attribute, Programme, ProgrammeFact
from corpus.programmes.prose import facts_of_sentence
from corpus.programmes.scopes import subjects_by_place
from corpus.programmes.titles import Title, is_programme_name, titles_in_prose
from corpus.programmes.told import Told, fiscal_year, told_by
from corpus.spans import Span
from corpus.statements import Statement

# What follows the name of what a sentence speaks of: the end of a quotation, an aside, and a particle.
_TOPIC = re.compile(r"[」)]?(?:\([^()]{0,200}\))?(?:は|では|で|が|の|を|に|と|、)")
_SHORTEST = 3  # characters of a name that says what a sentence is about


@dataclass(frozen=True, slots=True)
class _Named:
    """A programme by all the names that titles and definitions give it."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Owned:
    """A statement with the programme that it tells of, None where it tells of none or of several.

    ``surely`` says that it names the programme or stands under its title, and not only follows a sentence that does.
    """

    statement: Statement
    owner: _Named | None
    surely: bool


def collect_programmes(
    collection: Collection, names: KnownNames, told_by_document: Mapping[str, Told] | None = None
) -> tuple[Programme, ...]:
    """Return the programmes that the documents name, with what is told of each, in the order of their first title.

    ``told_by_document`` is what the lines of each document tell, where that is known.
    """
    statements = collection.statements
    readers = told_by_document or told_by(collection, names, {}, names)
    told = [item for reader in readers.values() for item in reader.facts]
    titles = [item.title for item in told] + [
        title for reader in readers.values() for _, title in reader.scopes if title
    ]
    known = _known([*titles, *titles_in_prose(statements), *_titles_of(names)], names)
    by_name = {name: item for item in known for name in item.names}
    facts: dict[str, list[ProgrammeFact]] = {}
    for item in told:
        facts.setdefault(by_name[item.title.name].key, []).append(item.fact)
    scopes = {
        document_id: [(start, by_name[title.name] if title else None) for start, title in reader.scopes]
        for document_id, reader in readers.items()
    }
    owned = list(_owned(statements, known, scopes))
    for key, fact in _from_prose(collection, owned):
        facts.setdefault(key, []).append(fact)
    for key, fact in _contents(collection, names, by_name, owned, facts):
        facts.setdefault(key, []).append(fact)
    for key, fact in _mentions(statements, known, facts):
        facts.setdefault(key, []).append(fact)
    return tuple(
        Programme(
            _identifier(item),
            item.key,
            tuple(name for name in item.names if name != item.key),
            _unique(facts[item.key]),
        )
        for item in known
        if item.key in facts
    )


def _titles_of(names: KnownNames) -> Iterator[Title]:
    """Yield the programmes among the names that headings and definitions give."""
    for thing in names.things:
        if thing.is_programme and any(is_programme_name(name) for name in thing.names):
            yield Title(thing.names[0], thing.names[1:], weak=False)


def read_programmes(collection: Collection) -> tuple[Programme, ...]:
    """Return the programmes of a collection, with the names that it knows."""
    return collect_programmes(collection, known_names(collection))


def programme_named(programmes: Iterable[Programme], name: str) -> Programme | None:
    """Return the programme of an id or a name, whatever its case and width; None where there is none."""
    wanted = normalise(name).casefold().strip()
    return next(
        (
            programme
            for programme in programmes
            for known in (programme.programme_id, programme.name, *programme.other_names)
            if normalise(known).casefold() == wanted
        ),
        None,
    )


def _known(titles: Iterable[Title], names: KnownNames) -> list[_Named]:
    """Return the programmes that the titles name; titles that share a name are one."""
    listed = list(titles)
    order: dict[str, int] = {}
    for title in listed:
        order.setdefault(title.name, len(order))
    merged = [
        _Named(_fullest(group, order), tuple(sorted(group, key=lambda name: (-len(name), name))))
        for group in joined(_names_of(title, names) for title in listed)
    ]
    return sorted(merged, key=lambda item: min(order.get(name, len(order)) for name in item.names))


def _names_of(title: Title, names: KnownNames) -> set[str]:
    group = {title.name, *title.short_names}
    last = re.split(r"[・/]", title.name)[-1]
    for thing in names.things_in(title.name):
        if last != title.name and last in thing.names:  # the name after the dot is known by itself
            group |= set(thing.names)
        if any(len(name) >= 0.8 * len(title.name) for name in thing.names if name in title.name):
            group |= set(thing.names)
    return group


def _fullest(group: set[str], order: dict[str, int]) -> str:
    """Return the name under which the programme's facts stand first."""
    return min((name for name in group if name in order), key=lambda name: order[name])


def _owned(
    statements: Sequence[Statement],
    known: Sequence[_Named],
    scopes: dict[str, list[tuple[int, _Named | None]]],
) -> Iterator[_Owned]:
    """Yield each statement that facts are told by with the programme that it, or the one before it in the section, names."""
    index = NameIndex((name, item) for item in known for name in item.names if len(name) >= _SHORTEST)
    subject: _Named | None = None
    place: tuple[str, int] | None = None
    for statement in statements:
        scope = _scope_at(scopes[statement.document_id], statement.sentence.span.start)
        if statement.place != place or scope is not None:
            place, subject = statement.place, scope
        named = {
            item.key: item
            for start, name, item in index.find(statement.text)
            if _TOPIC.match(statement.text, start + len(name))
        }
        if len(named) == 1:
            (subject,) = named.values()
        elif len(named) > 1:
            subject = None
        if "意見" not in " ".join(statement.path):
            yield _Owned(statement, subject, surely=bool(named) or scope is not None)


def _from_prose(collection: Collection, owned: Iterable[_Owned]) -> Iterator[tuple[str, ProgrammeFact]]:
    """Yield the typed facts that sentences tell."""
    for item in owned:
        if item.owner is None or item.statement.label:
            continue
        document = collection.document(item.statement.document_id)
        context = BudgetContext(fiscal_year(document.record.date))
        yield from ((item.owner.key, fact) for fact in facts_of_sentence(document, item.statement.sentence, context))


def _contents(
    collection: Collection,
    names: KnownNames,
    by_name: Mapping[str, _Named],
    owned: Sequence[_Owned],
    facts: Mapping[str, Sequence[ProgrammeFact]],
) -> Iterator[tuple[str, ProgrammeFact]]:
    """Yield what else is said of each programme, by its name or under a heading that names it."""
    typed: dict[str, list[Span]] = {}
    for fact in (fact for told in facts.values() for fact in told):
        typed.setdefault(fact.document_id, []).extend(fact.fragments)
    under = subjects_by_place(collection, names)
    keys = {
        thing.key: by_name[thing.names[0]].key
        for thing in names.things
        if thing.names[0] in by_name and any(is_programme_name(name) for name in thing.names)
    }
    named = set(keys.values())
    owners = {item.statement.number: item.owner if item.surely else None for item in owned}
    for statement in untold([item.statement for item in owned], typed):
        owner = owners[statement.number]
        things = [keys[key] for key in under.get(statement.number, ()) if key in keys]
        key = owner.key if owner else things[0] if len(things) == 1 else ""
        content = content_of(statement) if key in facts or key in named else None
        if content is not None:
            yield key, content


def _mentions(
    statements: Iterable[Statement], known: Iterable[_Named], facts: Mapping[str, Sequence[ProgrammeFact]]
) -> Iterator[tuple[str, ProgrammeFact]]:
    """Yield the first sentence that names a programme of which nothing else is told."""
    silent = {item.key: item for item in known if item.key not in facts and is_programme_name(item.key)}
    index = NameIndex((name, item.key) for item in silent.values() for name in item.names)
    for statement in statements:
        for key in sorted({key for _, _, key in index.find(statement.text)} & silent.keys()):
            yield key, mention_of(statement)
            del silent[key]


def _scope_at(scopes: Sequence[tuple[int, _Named | None]], offset: int) -> _Named | None:
    """Return the programme under whose title a place stands."""
    at = bisect_right(scopes, offset, key=lambda scope: scope[0])
    return scopes[at - 1][1] if at else None


def _unique(facts: Iterable[ProgrammeFact]) -> tuple[ProgrammeFact, ...]:
    """Return each fact once, by attribute, later years first: what two readings found at one place is one fact."""
    kept: dict[tuple[object, ...], ProgrammeFact] = {}
    for fact in facts:
        value = normalise(fact.value).replace(" ", "")
        kept.setdefault((fact.attribute, value, fact.fiscal_year, fact.budget_type), fact)
    order = {attribute: at for at, attribute in enumerate(Attribute)}
    return tuple(
        sorted(
            kept.values(),
            key=lambda fact: (order[fact.attribute], -(fact.fiscal_year or 0), fact.document_id, fact.fragments[0]),
        )
    )


def _identifier(item: _Named) -> str:
    """Return a name for use in an address: an acronym where there is one, else the name."""
    latin = [name for name in item.names if name.isascii() and len(name) >= 2]
    return (
        min(latin, key=lambda name: (len(name), name)).lower().replace(" ", "-")
        if latin
        else item.key.replace("/", "・")
    )
