"""Knowledge: what answering needs of the documents beside the index, drawn once."""

from dataclasses import dataclass

from indexer.search_index import SearchIndex
from qa.lists import EnumeratedList, find_lists
from qa.names import KnownNames, known_names
from qa.reranking import GuidanceRows, guidance_rows
from qa.subjects import Subjects, subjects_by_place


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The names that the documents know, their lists, where guidance stands, what each statement stands under."""

    names: KnownNames
    lists: tuple[EnumeratedList, ...]
    guidance: GuidanceRows
    subjects: Subjects


def draw_knowledge(index: SearchIndex) -> Knowledge:
    """Draw the knowledge of an index's documents."""
    names = known_names(index.collection)
    return Knowledge(
        names=names,
        lists=find_lists(index.collection),
        guidance=guidance_rows(index),
        subjects=subjects_by_place(index.collection, names),
    )
