"""Questions that a model completes or takes apart, in the words of whoever asks and no others."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.normalisation import normalise
from qa.answers import Answer, Outcome
from qa.assistant import Assistant
from qa.conversation.acts import act_of, without_acts
from qa.errors import QuestionUnusable
from qa.question.history import Turn
from qa.question.reading import analyse_question
from qa.search.retrieval import RetrievalFilter
from qa.wording.instructions import COMPLETE, SPLIT, question_as_data
from qa.wording.model import Pen
from qa.wording.notices import completed, split

_LONGEST = 200  # characters of a question
_TOLD = (Outcome.ANSWERED, Outcome.PARTIAL)


def asked_anew(
    answer: Answer,
    history: Sequence[Turn],
    where: RetrievalFilter | None,
    passages: int,
    assistant: Assistant,
    pen: Pen,
) -> Answer:
    """Return the answer to a question that had none, as a model completes it or takes it apart; else ``answer``.

    What the model writes is asked as if a user had written it, and told to the user.
    """
    question, turns = answer.question, without_acts(tuple(history))
    if answer.outcome is not Outcome.NO_EVIDENCE or act_of(question):
        return answer
    written = _lines(pen.write(COMPLETE if turns else SPLIT, question_as_data(question, turns)))
    said = [turn.content for turn in turns if turn.role == "user"]
    if not _says_the_same(question, said, written, assistant):
        return answer
    if turns and len(written) == 1:
        anew = assistant.ask(written[0], (), where, passages)
        notice = completed(written[0])
    elif not turns and 2 <= len(written) <= 4:
        anew = assistant.ask_parts(question, written, where, passages)
        notice = split(written)
    else:
        return answer
    return replace(anew, question=question, notices=(*anew.notices, notice)) if anew.outcome in _TOLD else answer


def _lines(reply: str) -> list[str]:
    lines = [normalise(line) for line in reply.strip().splitlines() if line.strip()]
    return lines if all(len(line) <= _LONGEST and line.isprintable() for line in lines) else []


def _says_the_same(question: str, before: Sequence[str], written: Sequence[str], assistant: Assistant) -> bool:
    """Say whether what is written asks for all that a question asks for, and names nothing that nobody has said.

    Verbs that tie a question together (…に加えて…も) may go.
    """
    try:
        asked, told = _terms([question], assistant), _terms(written, assistant)
        tokens = assistant.index.tokenizer.tokens(normalise(question))
        verbs = {token.base for token in tokens if token.part == "動詞"}
        return bool(written) and asked - verbs <= told <= asked | _terms(before, assistant)
    except QuestionUnusable:
        return False


def _terms(texts: Iterable[str], assistant: Assistant) -> set[str]:
    names, tokenizer = assistant.knowledge.names, assistant.index.tokenizer
    return {term for text in texts for term in analyse_question(text, names, tokenizer).terms}
