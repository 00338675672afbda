"""Knowledge: what the documents name and list, drawn once, when they are indexed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus.collection import Collection, unchanged
from corpus.enumerations import EnumeratedList, find_lists
from corpus.names import KnownNames, names_with
from corpus.normalisation import normalise
from corpus.programmes.collecting import collect_programmes
from corpus.programmes.facts import Programme
from corpus.programmes.scopes import Subjects, subjects_by_place, with_facts
from corpus.programmes.told import Told, told_by
from corpus.readings import KanaReadings, katakana_of


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the documents name and list, what each statement stands under, the programmes."""

    names: KnownNames
    lists: tuple[EnumeratedList, ...]
    subjects: Subjects
    programmes: tuple[Programme, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was read in each document by itself, by its id; kept so that it is not read again when another one changes.

    ``names`` are those that were looked for in what is ``told``.
    """

    katakana: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told: Mapping[str, Told] = field(default_factory=dict)
    names: KnownNames = field(default_factory=lambda: KnownNames((), ()))


def draw_knowledge(
    collection: Collection, before: Collection | None = None, drawn: Drawn | None = None
) -> tuple[Knowledge, Drawn]:
    """Draw the knowledge of a collection; ``drawn`` is what was read in the documents of ``before``."""
    drawn = drawn or Drawn()
    same = unchanged(collection.documents, before)
    katakana = {
        item.document_id: drawn.katakana[item.document_id]
        if item.document_id in same and item.document_id in drawn.katakana
        else katakana_of(normalise(item.text))
        for item in collection.documents
    }
    titled = names_with(collection, (word for words in katakana.values() for word in words))
    kept = {key: told for key, told in drawn.told.items() if key in same and _same_subjects(key, collection, before)}
    told = told_by(collection, titled, kept, drawn.names)
    programmes = collect_programmes(collection, titled, told)
    names = titled.with_programmes((item.name, *item.other_names) for item in programmes)
    knowledge = Knowledge(
        names=names,
        lists=find_lists(collection),
        subjects=with_facts(subjects_by_place(collection, names), collection, programmes, names),
        programmes=programmes,
    )
    return knowledge, Drawn(katakana, told, replace(titled, documents=(), readings=KanaReadings()))


def _same_subjects(document_id: str, collection: Collection, before: Collection | None) -> bool:
    return before is not None and collection.subjects[document_id] == before.subjects[document_id]
