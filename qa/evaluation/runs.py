"""A run: the assistant asked every judged question, measured, and held against what it scored before."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.answers import Answer, Outcome
from qa.assistant import Assistant
from qa.errors import JudgmentsUnreadable
from qa.evaluation.judgments import GivenAnswer, JudgedQuestion, Quote, RankedText
from qa.evaluation.metrics import QuestionScore, folded, score, summarise
from qa.question.history import Turn

Table = dict[str, dict[str, float | None]]
_TOLERANCE = 0.005  # scores are kept with three digits


@dataclass(frozen=True, slots=True)
class Run:
    """The answers to a set of questions, what each is worth, and the table by group."""

    answers: tuple[GivenAnswer, ...]
    scores: tuple[QuestionScore, ...]
    table: Table


def run(
    assistant: Assistant, questions: Sequence[JudgedQuestion], progress: Callable[[str], None] = lambda _: None
) -> Run:
    """Ask every question and measure the answers."""
    answers = []
    for question in questions:
        progress(question.id)
        answers.append(ask(assistant, question))
    documents = {item.document_id: folded(item.text) for item in assistant.index.collection.documents}
    scores = tuple(score(item, given, documents) for item, given in zip(questions, answers, strict=True))
    return Run(tuple(answers), scores, tabulate(scores))


def ask(assistant: Assistant, question: JudgedQuestion) -> GivenAnswer:
    """Ask one question, with the turns before it."""
    answer = assistant.ask(question.question, tuple(Turn(turn.role, turn.content) for turn in question.history))
    return given(question.id, answer, assistant)


def given(question_id: str, answer: Answer, assistant: Assistant) -> GivenAnswer:
    """Return an answer in the form that is measured; answered and partial count as answered."""
    texts = assistant.index.collection.by_id
    return GivenAnswer(
        id=question_id,
        answered=answer.outcome in (Outcome.ANSWERED, Outcome.PARTIAL),
        answer=answer.text,
        citations=[Quote(doc=citation.document_id, quote=citation.quote) for citation in answer.citations],
        passages=[
            RankedText(doc=item.passage.document_id, text=item.passage.span.of(texts[item.passage.document_id].text))
            for item in answer.passages
        ],
    )


def tabulate(scores: Sequence[QuestionScore]) -> Table:
    """Return the measures over all questions and by category, difficulty and kind of unanswerable question."""
    table = {"ALL": summarise(scores)}
    for name in ("category", "difficulty", "unanswerable_type"):
        for value in dict.fromkeys(getattr(item.question, name) for item in scores):
            if value:
                group = [item for item in scores if getattr(item.question, name) == value]
                table[f"{name}: {value}"] = summarise(group)
    return table


def read_expected(path: Path) -> dict[str, float]:
    """Return the expected scores by name that a file keeps; raises JudgmentsUnreadable.

    A name is that of a measure over all questions, or that of a public benchmark.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
        return {str(name): float(value) for name, value in content["scores"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise JudgmentsUnreadable(f'{path} holds no expected scores; it wants {{"scores": {{name: number}}}}') from None


def fallen(measured: Mapping[str, float | None], expected: Mapping[str, float]) -> list[str]:
    """Return a line for each expected score that was measured and is not reached."""
    return [
        f"{name}: {measured[name]} is below {value}"
        for name, value in expected.items()
        if name in measured and (measured[name] or 0.0) < value - _TOLERANCE
    ]
