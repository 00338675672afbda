"""The assistant: question in, cited answer out. Each step takes the last one's result; nothing reaches back."""

from dataclasses import dataclass
from functools import cached_property

from indexer.search_index import SearchIndex
from qa.answers import Answer, verified
from qa.citations import CitationMaker
from qa.composition import compose
from qa.conclusion import conclude
from qa.conversation import Turn, resolve
from qa.errors import UnknownFilter
from qa.finding import find
from qa.lists import EnumeratedList, find_lists
from qa.names import KnownNames, known_names
from qa.questions import analyse_question
from qa.reranking import GuidanceRows, guidance_rows
from qa.retrieval import RetrievalFilter, RetrievedPassage


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one index; what it knows of the documents is drawn once, when first needed."""

    index: SearchIndex

    @cached_property
    def names(self) -> KnownNames:
        """Return the names that the documents know."""
        return known_names(self.index.collection)

    @cached_property
    def lists(self) -> tuple[EnumeratedList, ...]:
        """Return the lists that the documents hold."""
        return find_lists(self.index.collection)

    @cached_property
    def guidance(self) -> GuidanceRows:
        """Return where the guidance stands in the index."""
        return guidance_rows(self.index)

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
        findings = find(self.index, self.guidance, analysed, where)
        maker = CitationMaker(self.index.collection)
        composed = compose(self.index, findings, self._lists(where), maker)
        conclusion = conclude(asked, findings, composed, self.index, maker)
        answer = Answer(
            question=question,
            interpreted_question=asked,
            outcome=conclusion.outcome,
            sentences=conclusion.sentences,
            citations=maker.used_by(conclusion.sentences),
            passages=findings.passages[:passages],
            parts=conclusion.parts,
            unmatched_terms=tuple(term for term in analysed.terms if self.index.lexical.rarity(term) >= 1.0),
            suggestions=(),
            notices=(*self.index.notices, *findings.notices),
        )
        return verified(answer, self.index.collection)

    def search(self, query: str, where: RetrievalFilter | None = None, limit: int = 5) -> tuple[RetrievedPassage, ...]:
        """Return the passages for a query; raises QuestionUnusable and UnknownFilter."""
        analysed = analyse_question(query, self.names, self.index.tokenizer)
        return find(self.index, self.guidance, analysed, self._checked(where)).passages[:limit]

    def warm_up(self) -> None:
        """Draw what is drawn once from the documents, so that the first question waits for nothing."""
        self.ask("準備")

    def _checked(self, where: RetrievalFilter | None) -> RetrievalFilter:
        where = where or RetrievalFilter()
        if not set(where.documents) <= set(self.index.collection.by_id):
            raise UnknownFilter
        return where

    def _lists(self, where: RetrievalFilter) -> tuple[EnumeratedList, ...]:
        allowed = where.allowed(self.index.collection)
        return tuple(item for item in self.lists if item.document_id in allowed)
