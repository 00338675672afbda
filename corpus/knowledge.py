"""Knowledge: what the documents name and list, drawn once, when they are indexed."""

from dataclasses import dataclass

from corpus.collection import Collection
from corpus.enumerations import EnumeratedList, find_lists
from corpus.names import KnownNames, known_names
from corpus.programmes.collecting import collect_programmes
from corpus.programmes.facts import Programme
from corpus.programmes.scopes import Subjects, subjects_by_place, with_facts


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the documents name and list, what each statement stands under, the programmes."""

    names: KnownNames
    lists: tuple[EnumeratedList, ...]
    subjects: Subjects
    programmes: tuple[Programme, ...]


def draw_knowledge(collection: Collection) -> Knowledge:
    """Draw the knowledge of a collection."""
    titled = known_names(collection)
    programmes = collect_programmes(collection, titled)
    names = titled.with_programmes((item.name, *item.other_names) for item in programmes)
    return Knowledge(
        names=names,
        lists=find_lists(collection),
        subjects=with_facts(subjects_by_place(collection, names), collection, programmes, names),
        programmes=programmes,
    )
