"""Knowledge: what answering needs of the documents beside the index, drawn once."""

from dataclasses import dataclass

from corpus.names import KnownNames, known_names
from corpus.programmes.collecting import collect_programmes
from corpus.programmes.facts import Programme
from corpus.programmes.scopes import Subjects, subjects_by_place
from indexer.search_index import SearchIndex
from qa.guidance_rows import GuidanceRows, guidance_rows
from qa.lists import EnumeratedList, find_lists
from qa.spelling import Spelling, learn_spelling


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the documents name, list and advise, what each statement stands under, the programmes, how words are spelt."""

    names: KnownNames
    lists: tuple[EnumeratedList, ...]
    guidance: GuidanceRows
    subjects: Subjects
    programmes: tuple[Programme, ...]
    spelling: Spelling


def draw_knowledge(index: SearchIndex) -> Knowledge:
    """Draw the knowledge of an index's documents."""
    names = known_names(index.collection)
    return Knowledge(
        names=names,
        lists=find_lists(index.collection),
        guidance=guidance_rows(index),
        subjects=subjects_by_place(index.collection, names),
        programmes=collect_programmes(index.collection, names),
        spelling=learn_spelling((statement.text for statement in index.collection.statements), index.tokenizer),
    )
