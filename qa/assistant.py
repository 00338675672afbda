"""The assistant: question in, cited answer out. Each step takes the last one's result; nothing reaches back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.enumerations import EnumeratedList
from corpus.knowledge import Knowledge
from corpus.programmes.collecting import programme_named
from corpus.programmes.facts import Programme
from indexer.search_index import SearchIndex
from qa.answer.composition import compose
from qa.answer.conclusion import DraftAnswer, conclude, merged, unanswered
from qa.answers import Answer, Outcome, framed_in_english, numbered_anew, verified
from qa.citations import CitationMaker, recognised_notice
from qa.claims.confirmations import confirmed
from qa.claims.nearest import NearestStatements
from qa.claims.sources import Sources
from qa.conversation.acts import Act, act_of, last_question, without_acts
from qa.conversation.replies import further, nothing_else, shortened, sources_of, welcome
from qa.drafts.checking import DraftChecker
from qa.drafts.findings import DraftReport
from qa.errors import UnknownFilter
from qa.finding import Findings, find
from qa.question.history import Turn, refers_back, resolve
from qa.question.language import is_english
from qa.question.reading import analyse_question
from qa.question.splitting import Part, split_questions
from qa.reader.evidence import interleave
from qa.reader.reader import Reader
from qa.search.retrieval import RetrievalFilter, RetrievalWeights, RetrievedPassage


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one index."""

    index: SearchIndex
    reader: Reader
    weights: RetrievalWeights | None = None

    @property
    def knowledge(self) -> Knowledge:
        """Return what is drawn from the documents beside the index."""
        return self.index.knowledge

    def ask(
        self,
        question: str,
        history: tuple[Turn, ...] = (),
        where: RetrievalFilter | None = None,
        passages: int = 5,
    ) -> Answer:
        """Return the answer; raises QuestionUnusable and UnknownFilter."""
        where = self._checked(where)
        act, history = act_of(question), without_acts(history)
        if act is Act.THANKS:
            return welcome(question)
        last, before = last_question(history)
        if act and last:
            return self._reply(act, question, last, before, history, where, passages)
        asked = resolve(question, history, self.knowledge.names)
        answer = self._answer(question, asked, where, passages)
        if asked != question and answer.outcome is Outcome.NO_EVIDENCE and not refers_back(question):
            alone = self._answer(question, question, where, passages)  # it may lean on nothing
            return alone if alone.outcome is Outcome.ANSWERED else answer
        return answer

    def _reply(
        self,
        act: Act,
        question: str,
        last: str,
        before: tuple[Turn, ...],
        history: tuple[Turn, ...],
        where: RetrievalFilter,
        passages: int,
    ) -> Answer:
        """Return the reply to what is done to the answer to the ``last`` question."""
        asked = resolve(last, before, self.knowledge.names)
        if act is Act.OTHERS:
            told = [turn.content for turn in history if turn.role == "assistant"]
            draft = further(self._draft(asked, where, self._maker(where)), told, self.index.collection)
            answer = self._concluded(question, asked, [Part(asked)], [draft], passages)
            return answer if answer.citations else nothing_else(answer)
        answer = replace(self._answer(last, asked, where, passages), question=question)
        return sources_of(answer) if act is Act.SOURCES else shortened(answer)

    def _answer(self, question: str, asked: str, where: RetrievalFilter, passages: int) -> Answer:
        """Return the answer to a question that is complete in itself as ``asked``."""
        maker = self._maker(where)
        parts = split_questions(asked, self.knowledge.names)
        drafts = [self._draft(part.question, where, maker) for part in parts]
        return self._concluded(question, asked, parts, drafts, passages)

    def ask_parts(
        self, question: str, parts: Sequence[str], where: RetrievalFilter | None = None, passages: int = 5
    ) -> Answer:
        """Return the answer to a question that was taken apart, each part complete in itself; raises as ``ask``."""
        where = self._checked(where)
        maker = self._maker(where)
        drafts = [self._draft(part, where, maker) for part in parts]
        return self._concluded(question, question, [Part(part) for part in parts], drafts, passages)

    def _maker(self, where: RetrievalFilter) -> CitationMaker:
        return CitationMaker(self.index.collection, where.allowed(self.index.collection))

    def _concluded(
        self, question: str, asked: str, parts: Sequence[Part], drafts: Sequence[DraftAnswer], passages: int
    ) -> Answer:
        """Return the answer that is made of what was composed for each part."""
        concluded = [conclude(draft, self.index, self.knowledge) for draft in drafts]
        conclusion = concluded[0]
        if len(concluded) > 1:
            whole = analyse_question(asked, self.knowledge.names, self.index.tokenizer)
            conclusion = merged(whole, [part.name for part in parts], concluded)
        ranked = interleave([draft.findings.passages for draft in drafts])
        terms = dict.fromkeys(term for draft in drafts for term in draft.findings.question.terms)
        answer = Answer(
            question=question,
            interpreted_question=asked,
            outcome=conclusion.outcome,
            sentences=conclusion.sentences,
            citations=drafts[0].maker.used_by(conclusion.sentences),
            passages=ranked[:passages],
            parts=conclusion.parts,
            unmatched_terms=tuple(term for term in terms if self.index.lexical.rarity(term) >= 1.0),
            suggestions=conclusion.suggestions,
            notices=(*self.index.notices, *drafts[0].findings.notices),
        )
        sound = numbered_anew(verified(answer, self.index.collection))
        if not sound.sentences:
            sound = replace(sound, sentences=unanswered(Outcome.NO_EVIDENCE, drafts[0].findings.question))
        told = replace(sound, notices=(*sound.notices, *recognised_notice(sound.citations)))
        return framed_in_english(told) if is_english(question) else told

    def draft(self, question: str, history: tuple[Turn, ...] = (), where: RetrievalFilter | None = None) -> DraftAnswer:
        """Return what would be answered, before it is decided whether it is; raises as ``ask``."""
        where = self._checked(where)
        asked = resolve(question, history, self.knowledge.names)
        return self._draft(asked, where, self._maker(where))

    def _draft(self, asked: str, where: RetrievalFilter, maker: CitationMaker) -> DraftAnswer:
        findings = self._found(asked, where)
        composed = compose(self.index, findings, self._lists(where), self._programmes(where), maker)
        told = confirmed(composed, findings.question, self.index.collection, self.reader, self.index.tokenizer)
        return DraftAnswer(asked, findings, told, maker)

    def _found(self, asked: str, where: RetrievalFilter) -> Findings:
        """Return what is found for a question that is complete in itself."""
        analysed = analyse_question(asked, self.knowledge.names, self.index.tokenizer)
        return find(self.index, self.knowledge, self.reader, analysed, where, self.weights)

    def search(self, query: str, where: RetrievalFilter | None = None, limit: int = 5) -> tuple[RetrievedPassage, ...]:
        """Return the passages for a query, ranked as for a question; raises QuestionUnusable and UnknownFilter."""
        where = self._checked(where)
        return self._found(resolve(query, (), self.knowledge.names), where).passages[:limit]

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """Return the programmes that the documents name, with their facts."""
        return self.knowledge.programmes

    def programme(self, name: str) -> Programme | None:
        """Return the programme of an id or a name, whatever its case and width; None where there is none."""
        return programme_named(self.programmes, name)

    def check(
        self, text: str, title: str = "", notices: tuple[str, ...] = (), guidance: str | None = None
    ) -> DraftReport:
        """Return the report on a draft, of which nothing is kept; raises DraftUnusable and UnknownFilter.

        It is held against the guidance of the document that ``guidance`` names, else against that of the collection.
        """
        return self._checker.check(text, title, notices, guidance)

    @cached_property
    def _checker(self) -> DraftChecker:
        return DraftChecker(self.index, self.knowledge, self.sources, self.reader)

    @cached_property
    def sources(self) -> Sources:
        """Return what claims are held against."""
        return Sources(self.index, self.knowledge, NearestStatements(self.index))

    def warm_up(self) -> None:
        """Draw what is drawn once from the documents, so that the first question and draft wait for nothing."""
        self.ask("準備")
        self.check("国際共同研究の企画案。研究を行う。")

    def _checked(self, where: RetrievalFilter | None) -> RetrievalFilter:
        where = where or RetrievalFilter()
        collection = self.index.collection
        named = {document.record.collection for document in collection.documents}
        if not (set(where.documents) <= set(collection.by_id) and set(where.collections) <= named):
            raise UnknownFilter
        return where

    def _programmes(self, where: RetrievalFilter) -> tuple[Programme, ...]:
        """Return the programmes with the facts of the documents that may answer."""
        allowed = where.allowed(self.index.collection)
        if len(allowed) == len(self.index.collection.documents):
            return self.programmes
        return tuple(
            replace(item, facts=tuple(fact for fact in item.facts if fact.document_id in allowed))
            for item in self.programmes
        )

    def _lists(self, where: RetrievalFilter) -> tuple[EnumeratedList, ...]:
        allowed = where.allowed(self.index.collection)
        return tuple(item for item in self.knowledge.lists if item.document_id in allowed)
