"""Definitions: what a word means, said where a document defines it."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from corpus.abbreviations import Abbreviation
from corpus.collection import Collection
from corpus.names import NamedThing
from corpus.normalisation import normalise
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.evidence import EvidenceStatement
from qa.questions import AnalysedQuestion
from qa.shapes.rendering import Composed, sentence_of

_SHORT_FOR = re.compile(r"何の略|略語|略称|正式(?:な)?(?:名称|英語名|名前)|英語(?:名|表記)|フルネーム")
_ASKED = re.compile(
    r"(.{2,40}?)(?:とは|って(?!いう)|の意味|の定義|という(?:言葉|用語)|はどう定義|はどのように(?:定義|表現)|は何の略|の説明)"
)
_LAST_NOUN = re.compile(r"[一-龯々ァ-ヴーA-Za-z0-9・/.\-]{2,}$")
_LATIN_NAME = re.compile(r"((?:[A-Z][a-z]+ ?){2,})の略")
_QUOTED = re.compile(r"「([^」]{2,30})」")
_OVERVIEW = re.compile(r"概要|定義|とは")
_CLEAR = 1.0  # from here on a statement defines by its form alone
_DEFINING = 0.5  # of 1 for the clearest form, from which a statement is taken for a definition


def compose_definition(
    collection: Collection, question: AnalysedQuestion, evidence: Sequence[EvidenceStatement], maker: CitationMaker
) -> Composed:
    """Return the statement that defines what is asked about, or the place where a short name is explained."""
    abbreviation = _explained(collection, question)
    if abbreviation:
        numbers = maker.cite(abbreviation.document_id, (abbreviation.span,))
        words = f"「{abbreviation.short}」は「{abbreviation.name}」の略です。"
        return Composed((AnswerSentence(words, numbers),), tuple(evidence[:1]), known=True)
    asked = _word_asked_about(question)
    scored = [(clearness(asked, item), -at, item) for at, item in enumerate(evidence)]
    best = max(scored, key=lambda entry: (entry[0], entry[1]), default=None)
    if best is None or best[0] < _DEFINING:
        return Composed()
    clear = best[0] >= _CLEAR
    return Composed((sentence_of(collection, best[2].statement, maker),), (best[2],), known=clear)


def _explained(collection: Collection, question: AnalysedQuestion) -> Abbreviation | None:
    """Return the abbreviation that the question wants spelt out, in English where that is asked for."""
    if not _SHORT_FOR.search(question.text):
        return None
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


def _word_asked_about(question: AnalysedQuestion) -> tuple[str, ...]:
    """Return the forms of the word whose meaning is asked for: as quoted, before とは, or another name of the thing."""
    quoted = _QUOTED.findall(question.text)
    asked = _ASKED.search(question.text)
    before = _LAST_NOUN.findall(asked.group(1)) if asked else []
    names = [name for thing in question.things for name in thing.names]
    return tuple(dict.fromkeys(word for word in (*quoted, *before[-1:], *names) if len(word) > 1))


def clearness(words: Sequence[str], item: EvidenceStatement) -> float:
    """Return how clearly a statement defines one of ``words``, from 0 to about 1; what the question adds counts."""
    text = item.statement.text
    best = max((_form(word, text, item) for word in words), default=0.0)
    return best + 0.3 * item.coverage + 0.2 * item.own if best else 0.0


def _form(word: str, text: str, item: EvidenceStatement) -> float:
    named = re.escape(word)
    spelt = _LATIN_NAME.search(text)
    if spelt and "".join(part[0] for part in spelt.group(1).split()) == word:
        return 1.0
    if re.search(
        rf"{named}」?(?:とは|は)、?[「『]|{named}」?とは|{named}の?(?:意味|略)|{named}は、.{{0,80}}を(?:いう|意味する)",
        text,
    ):
        return 1.0
    if re.search(rf"{named}を?、?『[^』]+』と(?:表現|定義)", text):
        return 1.0
    if re.search(rf"[^()]{{6,}}\({named}\)|「{named}」(?:という|と呼)", text):
        return 0.7
    heading = item.statement.path[-1] if item.statement.path else ""
    above = " ".join(item.statement.path)
    return 0.6 if _OVERVIEW.search(heading) and word in above else 0.0
