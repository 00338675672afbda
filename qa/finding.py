"""Finding: passages and evidence for a question, for each of the things that it compares by itself."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from corpus.knowledge import Knowledge
from corpus.names import NamedThing
from indexer.search_index import SearchIndex
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import AnswerType
from qa.question.reading import strip_frame, years_in
from qa.reader.evidence import READ, EvidenceStatement, by_evidence, interleave, read_evidence
from qa.reader.reader import Reader
from qa.search.retrieval import RetrievalFilter, RetrievalWeights, RetrievedPassage, retrieve

_BESIDE = re.compile(r"それぞれ|あわせて|併せて|両方|ともに|各")
_ASIDE = re.compile(r"[（(][^（()）]*[)）]")


@dataclass(frozen=True, slots=True)
class Findings:
    """Passages best first, statements best first, and the same for each thing where several are compared."""

    question: AnalysedQuestion
    passages: tuple[RetrievedPassage, ...]
    evidence: tuple[EvidenceStatement, ...]
    notices: tuple[str, ...]
    parts: tuple["ComparedPart", ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """One of the things or documents that are set beside each other, by its name, with what was found for it."""

    name: str
    findings: Findings
    thing: NamedThing | None = None


def find(
    index: SearchIndex,
    knowledge: Knowledge,
    reader: Reader,
    question: AnalysedQuestion,
    where: RetrievalFilter,
    weights: RetrievalWeights | None = None,
) -> Findings:
    """Return what the documents have for a question."""
    whole = _find_one(index, knowledge, reader, question, where, weights)
    parts = tuple(_parts(index, knowledge, reader, question, where, weights))
    if not parts:
        return whole
    rankings = [*(part.findings.passages for part in parts), whole.passages]
    return replace(whole, passages=interleave(rankings), parts=parts)


def _parts(
    index: SearchIndex,
    knowledge: Knowledge,
    reader: Reader,
    question: AnalysedQuestion,
    where: RetrievalFilter,
    weights: RetrievalWeights | None,
) -> Iterator[ComparedPart]:
    """Yield what is found for each programme or for each document that is compared."""
    things = compared_things(question)
    for thing in things:
        alone = about(question, thing, index)
        yield ComparedPart(thing.key, _find_one(index, knowledge, reader, alone, where, weights), thing)
    allowed = where.allowed(index.collection)
    for document_id in () if things else compared_documents(question, allowed):
        inside = replace(where, documents=(document_id,), collections=())
        title = _ASIDE.sub("", index.collection.document(document_id).record.title).strip()
        asked = _reworded(question, knowledge.names.without_documents(question.text), index)
        yield ComparedPart(title, _find_one(index, knowledge, reader, asked, inside, weights))


def _find_one(
    index: SearchIndex,
    knowledge: Knowledge,
    reader: Reader,
    question: AnalysedQuestion,
    where: RetrievalFilter,
    weights: RetrievalWeights | None,
) -> Findings:
    retrieval = retrieve(index, question, READ, where, weights)
    evidence = read_evidence(index, knowledge, reader, question, retrieval)
    return Findings(question, by_evidence(retrieval.passages, evidence), evidence, retrieval.notices)


def compared_things(question: AnalysedQuestion) -> tuple[NamedThing, ...]:
    """Return the programmes that a question sets beside each other; none where it names one, or one inside another."""
    things = question.programmes
    joined = question.asks(AnswerType.COMPARISON) or _are_joined(question.text, things)
    return things if len(things) > 1 and joined else ()


def compared_documents(question: AnalysedQuestion, allowed: AbstractSet[str]) -> tuple[str, ...]:
    """Return the documents that a question sets beside each other, of those that may answer."""
    documents = tuple(item for item in question.documents if item in allowed)
    beside = question.asks(AnswerType.COMPARISON) or _BESIDE.search(question.text)
    return documents if len(documents) > 1 and beside else ()


def _are_joined(text: str, things: Sequence[NamedThing]) -> bool:
    names = "|".join(re.escape(name) for thing in things for name in thing.names)
    return (
        bool(names)
        and re.search(rf"(?:{names})(?:と|や|及び|および)[、\s]?(?:{names})", text, re.IGNORECASE) is not None
    )


def about(question: AnalysedQuestion, thing: NamedThing, index: SearchIndex) -> AnalysedQuestion:
    """Return the question as if it named ``thing`` alone."""
    others = [name for other in question.things if other is not thing for name in other.names]
    text = question.text
    for name in sorted(others, key=len, reverse=True):
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return replace(_reworded(question, text, index), things=(thing,))


def _reworded(question: AnalysedQuestion, text: str, index: SearchIndex) -> AnalysedQuestion:
    """Return the question with the words of ``text`` for its own, years and documents left out where it has none."""
    core = strip_frame(text) or text
    return replace(
        question,
        core=core,
        terms=tuple(dict.fromkeys(index.tokenizer.words(core))),
        years=tuple(year for year in question.years if year in years_in(text)),
        documents=(),
    )
