"""Asking and searching for whoever asks: the same reply, and the same counts, through every front."""

import time
from dataclasses import dataclass, field

from api.following import follow_ups
from api.metrics import Metrics
from api.replies import ask_reply, index_reply, passage_replies
from api.schemas import AskReply, SearchReply
from qa.assistant import Assistant
from qa.question.history import Turn
from qa.search.retrieval import RetrievalFilter
from qa.wording.asking import ask
from qa.wording.model import LanguageModel


@dataclass(frozen=True, slots=True)
class Asking:
    """How questions are answered and counted; with a ``model`` answers may be reworded by it."""

    metrics: Metrics = field(default_factory=Metrics)
    model: LanguageModel | None = None

    def answered(
        self,
        assistant: Assistant,
        question: str,
        history: tuple[Turn, ...] = (),
        where: RetrievalFilter | None = None,
        passages: int = 5,
    ) -> AskReply:
        """Return the answer to a question, which is counted and timed; raises QuestionUnusable and UnknownFilter."""
        started = time.perf_counter()
        answer = ask(assistant, self.model, question, history, where, passages)
        took = time.perf_counter() - started
        self.metrics.seconds.observe(took)
        self.metrics.outcomes.labels(answer.outcome.value).inc()
        return ask_reply(answer, assistant.index, follow_ups(answer, assistant, where), took * 1000)


def found(assistant: Assistant, query: str, where: RetrievalFilter | None = None, limit: int = 5) -> SearchReply:
    """Return the passages for a query; raises QuestionUnusable and UnknownFilter."""
    passages = passage_replies(assistant.search(query, where, limit), (), assistant.index.collection)
    return SearchReply(query=query, passages=passages, index=index_reply(assistant.index))
