"""The assistant: question in, cited answer out. Each step takes the last one's result; nothing reaches back."""

from dataclasses import dataclass, replace
from functools import cached_property

from indexer.search_index import SearchIndex
from qa.answerability import features, load_calibration
from qa.answers import Answer, AnswerPart, AnswerSentence, Outcome, verified
from qa.citations import CitationMaker
from qa.composition import Composed, choose_list, compose, compose_comparison
from qa.conversation import Turn, resolve
from qa.errors import UnknownFilter
from qa.evidence import EvidenceStatement, select_evidence
from qa.lists import EnumeratedList, find_lists
from qa.names import KnownNames, known_names
from qa.premises import contradicted
from qa.questions import AnalysedQuestion, AnswerType, analyse_question
from qa.retrieval import Retrieval, RetrievalFilter, retrieve
from qa.wording import no_answer_sentences

_READ = 12  # passages that are read for evidence, whatever number is shown


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one index."""

    index: SearchIndex

    @cached_property
    def names(self) -> KnownNames:
        """Return the names that the documents know."""
        return known_names(self.index.collection)

    @cached_property
    def lists(self) -> tuple[EnumeratedList, ...]:
        """Return the lists that the documents hold."""
        return find_lists(self.index.collection)

    def ask(
        self,
        question: str,
        history: tuple[Turn, ...] = (),
        where: RetrievalFilter | None = None,
        passages: int = 5,
    ) -> Answer:
        """Return the answer; raises QuestionUnusable and UnknownFilter."""
        where = self._checked(where)
        asked = resolve(question, history, self.names)
        analysed = analyse_question(asked, self.names, self.index.tokenizer)
        retrieval = retrieve(self.index, analysed, max(passages, _READ), where)
        evidence = select_evidence(self.index, analysed, retrieval.passages)
        maker = CitationMaker(self.index.collection)
        composed = self._compose(analysed, evidence, where, maker)
        answer = self._conclude(question, asked, analysed, composed, retrieval, maker, evidence)
        shown = replace(answer, passages=retrieval.passages[:passages])
        return verified(shown, self.index.collection)

    def warm_up(self) -> None:
        """Draw what is drawn once from the documents, so that the first question waits for nothing."""
        self.ask("準備")

    def search(self, query: str, where: RetrievalFilter | None = None, limit: int = 5) -> Retrieval:
        """Return the passages for a query; raises QuestionUnusable and UnknownFilter."""
        where = self._checked(where)
        return retrieve(self.index, analyse_question(query, self.names, self.index.tokenizer), limit, where)

    def _checked(self, where: RetrievalFilter | None) -> RetrievalFilter:
        where = where or RetrievalFilter()
        if not set(where.documents) <= set(self.index.collection.by_id):
            raise UnknownFilter
        return where

    def _compose(
        self,
        question: AnalysedQuestion,
        evidence: tuple[EvidenceStatement, ...],
        where: RetrievalFilter,
        maker: CitationMaker,
    ) -> Composed:
        things = [thing for thing in question.things if thing.is_programme]
        if question.asks(AnswerType.COMPARISON) and len(things) >= 2:
            found = [(thing, self._evidence_about(replace(question, things=(thing,)), where)) for thing in things]
            return compose_comparison(self.index.collection, found, question, maker)
        lists = tuple(item for item in self.lists if not where.documents or item.document_id in where.documents)
        chosen = choose_list(question, lists, self.index.lexical.rarity, self.index.tokenizer)
        best = evidence[0] if evidence else None
        if chosen and best and not question.asks(AnswerType.LIST) and best.coverage >= chosen[1]:
            chosen = None
        return compose(self.index.collection, question, evidence, chosen, maker)

    def _evidence_about(self, question: AnalysedQuestion, where: RetrievalFilter) -> tuple[EvidenceStatement, ...]:
        """Return the evidence for one of the things compared, searched for by itself."""
        thing = question.things[0]
        others = {term for term in question.terms if term not in "".join(thing.names)}
        focused = replace(question, core=f"{thing.names[0]} {question.core}", terms=(*sorted(others), thing.key))
        return select_evidence(self.index, focused, retrieve(self.index, focused, _READ, where).passages)

    def _conclude(
        self,
        question: str,
        asked: str,
        analysed: AnalysedQuestion,
        composed: Composed,
        retrieval: Retrieval,
        maker: CitationMaker,
        evidence: tuple[EvidenceStatement, ...],
    ) -> Answer:
        calibration = load_calibration()
        found = features(analysed, composed.evidence, self.index.lexical, composed.listed)
        answerable = bool(composed.sentences) and calibration.probability(found) >= calibration.threshold
        premise = contradicted(analysed, evidence)
        outcome, sentences = self._outcome(analysed, composed, found.unknown, answerable=answerable)
        if premise:
            outcome, sentences = Outcome.FALSE_PREMISE, premise.sentences(maker)
        unmatched = tuple(term for term in analysed.terms if self.index.lexical.rarity(term) >= 1.0)
        parts = composed.parts or ((asked, answerable),)
        used = {number for sentence in sentences for number in sentence.citations}
        return Answer(
            question=question,
            interpreted_question=asked,
            outcome=outcome,
            sentences=sentences,
            citations=tuple(citation for citation in maker.citations if citation.number in used),
            passages=retrieval.passages,
            parts=tuple(
                AnswerPart(part, Outcome.ANSWERED if ok and answerable else Outcome.NO_EVIDENCE) for part, ok in parts
            ),
            unmatched_terms=unmatched,
            suggestions=(),
            notices=(*self.index.notices, *retrieval.notices),
        )

    def _outcome(
        self, question: AnalysedQuestion, composed: Composed, unknown: float, *, answerable: bool
    ) -> tuple[Outcome, tuple[AnswerSentence, ...]]:
        if answerable:
            whole = all(ok for _, ok in composed.parts)
            return (Outcome.ANSWERED if whole else Outcome.PARTIAL), composed.sentences
        foreign = unknown >= 0.5 and not question.things
        outcome = Outcome.OUT_OF_SCOPE if foreign else Outcome.NO_EVIDENCE
        return outcome, no_answer_sentences(outcome, question)
