"""Tools: what agents can call, each with the reply of the HTTP contract as its result."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from api.asking import Asking, found
from api.draft_checks import Submitted, checked
from api.looking_up import passage_named, programme_named
from api.replies import documents_reply, guidance_reply
from api.schemas import (
    AskReply,
    CollectionName,
    DocumentId,
    DocumentsReply,
    DraftReply,
    GuidanceReply,
    IsoDate,
    PassageContextReply,
    ProgrammeReply,
    QuestionText,
    SearchReply,
)
from api.workers import Workers
from qa.assistant import Assistant
from qa.search.retrieval import RetrievalFilter

Documents = Annotated[
    list[DocumentId] | None, Field(max_length=200, description="Restrict to these ids of list_documents.")
]
Collections = Annotated[list[CollectionName] | None, Field(max_length=50, description="Restrict to these collections.")]
AsOf = Annotated[IsoDate | None, Field(description="Leave out documents dated later, YYYY-MM-DD.")]
Name = Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over the assistant that is served when they are called."""

    assistant: Callable[[], Assistant]
    asking: Asking
    questions: Workers
    drafts: Workers

    async def ask(
        self,
        question: QuestionText,
        documents: Documents = None,
        collections: Collections = None,
        as_of: AsOf = None,
        passages: Annotated[int, Field(ge=1, le=20)] = 5,
    ) -> AskReply:
        """Answer a question, complete in itself, from the documents (Japanese works best).

        Marks [n] in the answer point at citations, whose quotes are the documents' own words. Outcomes other than
        answered and partial mean that the documents do not say: tell the user so instead of answering from elsewhere.
        """
        where = _where(documents, collections, as_of)
        return await self.questions.run(lambda: self.asking.answered(self.assistant(), question, (), where, passages))

    async def search(
        self,
        query: QuestionText,
        documents: Documents = None,
        collections: Collections = None,
        as_of: AsOf = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 5,
    ) -> SearchReply:
        """Find passages of the documents, best first; no answer is composed."""
        where = _where(documents, collections, as_of)
        return await self.questions.run(lambda: found(self.assistant(), query, where, limit))

    async def get_passage(self, passage_id: Name) -> PassageContextReply:
        """Return a passage by its id, with the passages before and after it."""
        return await self.questions.run(lambda: passage_named(passage_id, self.assistant().index))

    async def list_documents(self) -> DocumentsReply:
        """List the documents with their dates, collections and relations; document://ID is the text of one."""
        return await self.questions.run(self._documents)

    async def guidance(self) -> GuidanceReply:
        """List the purposes of international cooperation and what each asks to be considered, with citations."""
        return await self.questions.run(lambda: guidance_reply(self.assistant().index.collection, None))

    async def programme(self, name: Name) -> ProgrammeReply:
        """Return a programme by any of its names: budgets, periods, numbers and other facts, with year and citation."""
        return await self.questions.run(lambda: programme_named(name, self.assistant()))

    async def check_draft(
        self,
        text: Annotated[str, Field(min_length=1, max_length=200_000)],
        title: Annotated[str, Field(max_length=500)] = "",
        guidance: DocumentId | None = None,
    ) -> DraftReply:
        """Check a draft proposal against the facts of the documents and the guidance of all, or of one of them by its id.

        Nothing of it is kept.
        """
        return await self.drafts.run(lambda: checked(Submitted(title, text, guidance=guidance), self.assistant()))

    def _documents(self) -> DocumentsReply:
        index = self.assistant().index
        return documents_reply(index.library, index.report)


def _where(documents: list[str] | None, collections: list[str] | None, as_of: str | None) -> RetrievalFilter:
    return RetrievalFilter(tuple(documents or ()), as_of or "", tuple(collections or ()))
