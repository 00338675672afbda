"""Scopes:  the programme that the last heading before a statement names, where its own headings name none."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from corpus.collection import Collection
from corpus.documents import Document
from corpus.names import KnownNames
from corpus.normalisation import normalise
from corpus.programmes.facts import Programme
from corpus.spans import Span, cover
from corpus.statements import Statement

_AROUND = " ()"  # what may stand around a name that stands alone
Subjects = dict[int, tuple[str, ...]]
"""The sorted keys of the things that a statement stands under, by the statement's number."""


def subjects_by_place(collection: Collection, names: KnownNames) -> Subjects:
    """Return for each statement the programme that it stands under.

    Boxes and captions of a slide are headings too and hide the slide's own title from what follows them; the
    programme named last still is what the slide is about, until another one or a new chapter begins.
    """
    found: Subjects = {}
    told: dict[str, list[Statement]] = {document.document_id: [] for document in collection.documents}
    for statement in collection.statements:
        told[statement.document_id].append(statement)
    programmes = frozenset(name for thing in names.things if thing.is_programme for name in thing.names)
    for document in collection.documents:
        statements = told[document.document_id]
        alone = [item for item in statements if not item.path and item.text.strip(_AROUND) in programmes]
        stretches = [*_untitled(document, alone, names), *_stretches(collection, document, names)]
        for statement in statements:
            start = statement.sentence.span.start
            for begin, end, keys in stretches:
                if begin <= start < end:
                    found[statement.number] = keys
    return found


def with_facts(
    subjects: Subjects, collection: Collection, programmes: Iterable[Programme], names: KnownNames
) -> Subjects:
    """Return ``subjects`` with the programme of each fact for the statements that it was read from."""
    keys = {name: thing.key for thing in names.things for name in thing.names}
    told: dict[str, list[tuple[Span, str]]] = {}
    for programme in programmes:
        for fact in programme.facts:
            if normalise(programme.name) in keys:
                place = cover(fact.fragments), keys[normalise(programme.name)]
                told.setdefault(fact.document_id, []).append(place)
    found = dict(subjects)
    for statement in collection.statements:
        span = statement.sentence.span
        owners = {key for place, key in told.get(statement.document_id, ()) if place.overlaps(span)}
        if owners:
            found[statement.number] = tuple(sorted(owners.union(found.get(statement.number, ()))))
    return found


def _untitled(
    document: Document, statements: Iterable[Statement], names: KnownNames
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the sections without a heading in which a programme's name stands alone: a slide's title set in its middle."""
    for statement in statements:
        section = document.sections[statement.section]
        for thing in names.things_in(statement.text):
            if section.number and thing.is_programme and statement.text.strip(_AROUND) in thing.names:
                yield section.span.start, section.span.end, (thing.key,)


def _stretches(
    collection: Collection, document: Document, names: KnownNames
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the stretches of a document from one heading that names a programme to the next."""
    places: list[tuple[int, tuple[str, ...]]] = []
    for section in document.sections[1:]:
        path = collection.path(document, section.number)
        keys = {thing.key for thing in names.things_in(path[-1]) if thing.is_programme} if path else set()
        named = tuple(sorted(keys))
        if named or section.level == 1:
            places.append((section.span.start, named))
    ends = [*places, (len(document.text), ())]
    yield from ((begin, end, keys) for (begin, keys), (end, _) in pairwise(ends) if keys)
