"""Knowledge: what answering needs of the documents beside the index, drawn once."""

from dataclasses import dataclass

from corpus.names import KnownNames, known_names
from corpus.programmes.collecting import collect_programmes
from corpus.programmes.facts import Programme
from corpus.programmes.scopes import Subjects, subjects_by_place, with_facts
from indexer.search_index import SearchIndex
from qa.enumerations import EnumeratedList, find_lists


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the documents name and list, what each statement stands under, the programmes."""

    names: KnownNames
    lists: tuple[EnumeratedList, ...]
    subjects: Subjects
    programmes: tuple[Programme, ...]


def draw_knowledge(index: SearchIndex) -> Knowledge:
    """Draw the knowledge of an index's documents."""
    titled = known_names(index.collection)
    programmes = collect_programmes(index.collection, titled)
    names = titled.with_programmes((item.name, *item.other_names) for item in programmes)
    return Knowledge(
        names=names,
        lists=find_lists(index.collection),
        subjects=with_facts(subjects_by_place(index.collection, names), index.collection, programmes, names),
        programmes=programmes,
    )
