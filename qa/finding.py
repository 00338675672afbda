"""Finding: passages and evidence for a question, for each of the things that it compares by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.names import NamedThing
from indexer.search_index import SearchIndex
from qa.evidence import EvidenceStatement, select_evidence
from qa.knowledge import Knowledge
from qa.questions import AnalysedQuestion, AnswerType, strip_frame
from qa.reranking import interleave, read_together, rerank
from qa.retrieval import RetrievalFilter, RetrievalWeights, RetrievedPassage, retrieve

CANDIDATES = 40  # passages that are read for evidence before they are ordered


@dataclass(frozen=True, slots=True)
class Findings:
    """Passages best first, statements best first, and the same for each thing where several are compared."""

    question: AnalysedQuestion
    passages: tuple[RetrievedPassage, ...]
    evidence: tuple[EvidenceStatement, ...]
    notices: tuple[str, ...]
    parts: tuple[tuple[NamedThing, "Findings"], ...] = ()


def find(
    index: SearchIndex,
    knowledge: Knowledge,
    question: AnalysedQuestion,
    where: RetrievalFilter,
    weights: RetrievalWeights | None = None,
) -> Findings:
    """Return what the documents have for a question."""
    whole = _find_one(index, knowledge, question, where, weights)
    things = compared_things(question)
    if not things:
        return whole
    parts = tuple(
        (thing, _find_one(index, knowledge, about(question, thing, index), where, weights)) for thing in things
    )
    rankings = [*(part.passages for _, part in parts), whole.passages]
    return replace(whole, passages=interleave(rankings), parts=parts)


def _find_one(
    index: SearchIndex,
    knowledge: Knowledge,
    question: AnalysedQuestion,
    where: RetrievalFilter,
    weights: RetrievalWeights | None,
) -> Findings:
    retrieval = retrieve(index, question, CANDIDATES, where, weights)
    evidence = select_evidence(index, question, retrieval.passages, knowledge.subjects)
    passages = read_together(index, question, rerank(question, retrieval.passages, evidence, knowledge.guidance))
    return Findings(question, passages, evidence, retrieval.notices)


def compared_things(question: AnalysedQuestion) -> tuple[NamedThing, ...]:
    """Return the programmes that a question sets beside each other; none where it names one, or one inside another."""
    things = question.programmes
    joined = question.asks(AnswerType.COMPARISON) or _are_joined(question.text, things)
    return things if len(things) > 1 and joined else ()


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
    core = strip_frame(text) or text
    return replace(question, core=core, terms=tuple(dict.fromkeys(index.tokenizer.words(core))), things=(thing,))
