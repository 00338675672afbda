"""Abbreviations: what a short name stands for, where a document says so."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from corpus.abbreviations import Abbreviation
from corpus.collection import Collection
from corpus.names import NamedThing
from corpus.normalisation import normalise
from qa.answer.rendering import Composed
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion

_SHORT_FOR = re.compile(r"何の略|略語|略称|正式(?:な)?(?:名称|英語名|名前)|英語(?:名|表記)|フルネーム")


def compose_abbreviation(collection: Collection, question: AnalysedQuestion, maker: CitationMaker) -> Composed:
    """Return what the short name stands for that a question wants spelt out; empty where none is asked for or found."""
    found = _explained(collection, question) if _SHORT_FOR.search(question.text) else None
    if found is None:
        return Composed()
    words = f"「{found.short}」は「{found.name}」の略です。"
    return Composed((AnswerSentence(words, maker.cite(found.document_id, (found.span,))),), known=True)


def _explained(collection: Collection, question: AnalysedQuestion) -> Abbreviation | None:
    """Return the abbreviation that the question wants spelt out, in English where that is asked for."""
    english = "英語" in question.text
    names = {name for thing in question.things for name in thing.names}
    named = {name for name in names if name in question.text}
    defined = [item for item in collection.abbreviations if normalise(item.short) in names and item.name not in named]
    found = [*defined, *_set_beside(collection, question.things, named)]
    return next(iter(sorted(found, key=lambda item: item.name.isascii() != english)), None)


def _set_beside(
    collection: Collection, things: Sequence[NamedThing], named: AbstractSet[str]
) -> Iterator[Abbreviation]:
    """Yield the longest name of each thing with a place where the one in the question stands beside it."""
    for thing in things:
        longest = max(thing.names, key=len)
        for short in named & set(thing.names) - {longest}:
            for statement in collection.statements:
                text = f"{' '.join(statement.path[-1:])} {statement.text}"
                if longest in statement.text and short in text:
                    yield Abbreviation(short, longest, statement.document_id, statement.sentence.span)
                    break
