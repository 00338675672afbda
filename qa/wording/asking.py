"""Asking with a language model beside the documents, where there is one."""

from qa.answers import Answer
from qa.assistant import Assistant
from qa.question.history import Turn
from qa.search.retrieval import RetrievalFilter
from qa.wording.model import LanguageModel, Pen
from qa.wording.questions import asked_anew
from qa.wording.rewording import reworded


def ask(
    assistant: Assistant,
    model: LanguageModel | None,
    question: str,
    history: tuple[Turn, ...] = (),
    where: RetrievalFilter | None = None,
    passages: int = 5,
) -> Answer:
    """Return the assistant's answer, reworded by the model where that is sound; raises as ``Assistant.ask``."""
    answer = assistant.ask(question, history, where, passages)
    if model is None:
        return answer
    pen = Pen(model)
    return reworded(asked_anew(answer, history, where, passages, assistant, pen), assistant, pen)
