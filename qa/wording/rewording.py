"""Rewording: the selected statements of an answer in one short text, where every sentence of it rests on them."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.normalisation import normalise
from corpus.values import find_values
from qa.answers import Answer, AnswerSentence, Outcome, numbered_anew, verified
from qa.assistant import Assistant
from qa.claims.values.agreement import gives_all
from qa.question.language import is_english
from qa.wording.instructions import REWORD, statements_as_data
from qa.wording.model import Pen
from qa.wording.notices import WORDED
from qa.wording.sentences import WordedSentence, read_sentences
from qa.wording.support import is_supported

_LONGEST = 200  # characters of a reworded answer
_READABLE = 60  # characters up to which an answer of one sentence is readable as it is
_MOST = 3_000  # characters of statements that a model is shown


def reworded(answer: Answer, assistant: Assistant, pen: Pen) -> Answer:
    """Return an answer in a model's words where these say all that it says and no more; otherwise as it is."""
    if not _can_be_reworded(answer):
        return answer
    told = [sentence.text for sentence in answer.sentences]
    reply = pen.write(REWORD, statements_as_data(answer.interpreted_question, told))
    kept = tuple(_kept(read_sentences(reply), answer, assistant))
    if not kept or sum(len(sentence.text) for sentence in kept) > _LONGEST or not _says_all(kept, answer):
        return answer
    worded = replace(answer, sentences=kept, notices=(*answer.notices, WORDED))
    sound = verified(worded, assistant.index.collection)
    return numbered_anew(sound) if sound.sentences == kept else answer


def _can_be_reworded(answer: Answer) -> bool:
    """Say whether an answer is prose of which every sentence rests on a quote: no table, no list, no reply to an act."""
    sentences = answer.sentences
    prose = all(
        item.citations and "\n" not in item.text and not item.text.startswith(("|", "・")) for item in sentences
    )
    short = len(sentences) == 1 and len(sentences[0].text) <= _READABLE
    length = sum(len(sentence.text) for sentence in sentences)
    asked = answer.outcome is Outcome.ANSWERED and not is_english(answer.question)
    return asked and prose and not short and length <= _MOST


def _kept(written: Sequence[WordedSentence], answer: Answer, assistant: Assistant) -> list[AnswerSentence]:
    """Return the sentences that rest on what they say they rest on, with the citations of that."""
    quotes = {citation.number: citation.quote for citation in answer.citations}
    kept = []
    for sentence in written:
        if not sentence.numbers or not all(1 <= number <= len(answer.sentences) for number in sentence.numbers):
            continue
        marks = tuple(
            dict.fromkeys(mark for number in sentence.numbers for mark in answer.sentences[number - 1].citations)
        )
        if is_supported(sentence.text, [quotes[mark] for mark in marks], assistant.sources, assistant.reader):
            kept.append(AnswerSentence(sentence.text, marks))
    return kept


def _says_all(kept: Sequence[AnswerSentence], answer: Answer) -> bool:
    """Say whether no statement of an answer is left out, and none of its figures."""
    marks = {mark for sentence in kept for mark in sentence.citations}
    values = find_values(normalise("".join(sentence.text for sentence in kept)))
    said = [normalise(sentence.text) for sentence in answer.sentences]
    return all(marks.intersection(sentence.citations) for sentence in answer.sentences) and all(
        not find_values(text) or gives_all(text, values) for text in said
    )
