"""Replies to acts: the last answer's sources, its first sentence, or what else the documents say."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from corpus.collection import Collection
from corpus.normalisation import letters_of, normalise
from qa.answer.conclusion import DraftAnswer
from qa.answer.excerpts import compose_excerpts
from qa.answers import Answer, AnswerSentence, Outcome
from qa.citations import Citation

_SHORT = 80  # characters
_ANSWERS = 0.25  # probability from which a statement is told as a further answer
_WELCOME = AnswerSentence("どういたしまして。続けて質問を入力してください。", ())
_NOTHING_ELSE = AnswerSentence("収録文書には、ほかに答えに当たる記載は見つかりませんでした。", ())
_BY_THESE = AnswerSentence("前の答えは、次の記載によります。", ())


def welcome(question: str) -> Answer:
    """Return the reply to thanks, which tells nothing of the documents."""
    return Answer(question, question, Outcome.OUT_OF_SCOPE, (_WELCOME,), (), (), (), (), (), ())


def sources_of(answer: Answer) -> Answer:
    """Return what an answer was made of, each quote with its citation; an answer without any as it is."""
    if not answer.citations:
        return answer
    told = (AnswerSentence(f"{_place(item)}：「{item.quote}」", (item.number,)) for item in answer.citations)
    return replace(answer, sentences=(_BY_THESE, *told))


def _place(citation: Citation) -> str:
    """Return where a quote stands, as one writes a source."""
    date = f"（{citation.document_date}）" if citation.document_date else ""
    page = f" p.{citation.page}" if citation.page is not None else ""
    return f"{citation.document_title}{date}{page}"


def shortened(answer: Answer) -> Answer:
    """Return the first sentence of an answer, which is the one that answers, and more only while all is short.

    A list or a table is one sentence and stays whole.
    """
    lengths = accumulate(len(sentence.text) for sentence in answer.sentences)
    first = answer.sentences[: max(sum(length <= _SHORT for length in lengths), 1)]
    used = {number for sentence in first for number in sentence.citations}
    return replace(answer, sentences=first, citations=tuple(item for item in answer.citations if item.number in used))


def further(draft: DraftAnswer, told: Sequence[str], collection: Collection) -> DraftAnswer:
    """Return what else answers the last question than what was ``told``; composed of nothing where nothing does."""
    said = _folded(" ".join(told))
    left = tuple(
        item
        for item in draft.findings.evidence
        if item.fits and item.answers >= _ANSWERS and _folded(item.statement.text) not in said
    )
    composed = compose_excerpts(collection, draft.findings.question, left, draft.maker)
    return replace(draft, composed=replace(composed, known=bool(left)))


def nothing_else(answer: Answer) -> Answer:
    """Return an answer that found nothing as the reply that there is nothing else."""
    return replace(answer, sentences=(_NOTHING_ELSE,), suggestions=())


def _folded(text: str) -> str:
    return letters_of(normalise(text))
