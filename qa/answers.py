"""Answers: sentences bound to citations, and the outcome that says what kind of answer it is."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from corpus.collection import Collection
from corpus.normalisation import normalise
from qa.citations import Citation, holds
from qa.search.retrieval import RetrievedPassage

_NUMBERS = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
# 3,414百万円 − 3,375百万円 ＝ 39百万円, in search form
_EQUATION = re.compile(
    rf"(?P<operands>(?P<first>{_NUMBER})[^0-9+÷=\-−]{{0,4}} ?(?P<sign>[+÷\-−]) ?(?P<second>{_NUMBER})[^0-9+÷=\-−]{{0,4}} ?= ?)約?(?P<result>-?{_NUMBER})"
)
_ROUNDED = Fraction(1, 200)
_MARK = re.compile(r"\[[0-9]+\]")


class Outcome(StrEnum):
    """What kind of answer was given."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    FALSE_PREMISE = "false_premise"
    NO_EVIDENCE = "no_evidence"
    OUT_OF_SCOPE = "out_of_scope"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of the answer with the numbers of the citations that it rests on."""

    text: str
    citations: tuple[int, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """Return the marks of its citations; a table bears them in its cells."""
        return tuple(f"[{number}]" for number in self.citations)


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One of the things that a question asks, and whether it was answered."""

    question: str
    status: Outcome


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question; ``passages`` are in the order of retrieval, cited or not."""

    question: str
    interpreted_question: str
    outcome: Outcome
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    passages: tuple[RetrievedPassage, ...]
    parts: tuple[AnswerPart, ...]
    unmatched_terms: tuple[str, ...]
    suggestions: tuple[str, ...]
    notices: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the sentences in one, each with the marks of its citations."""
        marked = (
            sentence.text.rstrip("\n") + "".join(mark for mark in sentence.marks if mark not in sentence.text)
            for sentence in self.sentences
        )
        following = (*(sentence.text for sentence in self.sentences[1:]), "")
        broken = (
            "\n" in sentence.text or after.startswith("|")
            for sentence, after in zip(self.sentences, following, strict=True)
        )
        return "".join(f"{words}\n" if ends else words for words, ends in zip(marked, broken, strict=True)).strip()


def numbered_anew(answer: Answer) -> Answer:
    """Return ``answer`` with its citations numbered from 1 in the order in which its sentences bear them.

    Shapes that were tried and not taken have cited too; cells of a table bear their marks in their words.
    """
    order = dict.fromkeys(number for sentence in answer.sentences for number in sentence.citations)
    new = {old: number for number, old in enumerate(order, start=1)}

    def renumbered(sentence: AnswerSentence) -> AnswerSentence:
        words = _MARK.sub(lambda found: _mark(found, new, sentence), sentence.text)
        return AnswerSentence(words, tuple(new[number] for number in sentence.citations))

    cited = sorted((item for item in answer.citations if item.number in new), key=lambda item: new[item.number])
    return replace(
        answer,
        sentences=tuple(renumbered(sentence) for sentence in answer.sentences),
        citations=tuple(replace(item, number=new[item.number]) for item in cited),
    )


def _mark(found: re.Match[str], new: dict[int, int], sentence: AnswerSentence) -> str:
    number = int(found.group()[1:-1])
    return f"[{new[number]}]" if number in sentence.citations else found.group()


def verified(answer: Answer, collection: Collection) -> Answer:
    """Return ``answer`` without what does not hold.

    A sentence goes when one of its quotes is not its document's text, or when a number that it gives stands in none
    of its quotes. If nothing is left, the documents did not answer.
    """
    sound = {citation.number: citation for citation in answer.citations if holds(citation, collection)}
    kept = tuple(sentence for sentence in answer.sentences if _rests(sentence, sound))
    if kept == answer.sentences:
        return answer
    outcome = answer.outcome if kept else Outcome.NO_EVIDENCE
    used = {number for sentence in kept for number in sentence.citations}
    citations = tuple(citation for citation in answer.citations if citation.number in used)
    return replace(answer, outcome=outcome, sentences=kept, citations=citations)


def _rests(sentence: AnswerSentence, sound: dict[int, Citation]) -> bool:
    if not all(number in sound for number in sentence.citations):
        return False
    quotes = normalise(" ".join(sound[number].quote for number in sentence.citations))
    words = _MARK.sub("", normalise(sentence.text))
    if not all(map(_is_right, _EQUATION.finditer(words))):
        return False
    # What is computed stands in no quote; what it is made of does.
    stated = set(_NUMBERS.findall(_EQUATION.sub(lambda found: found["operands"], words)))
    return not sentence.citations or stated <= set(_NUMBERS.findall(quotes))


def _is_right(found: re.Match[str]) -> bool:
    first, second, result = (Fraction(found[name].replace(",", "")) for name in ("first", "second", "result"))
    if found["sign"] == "÷":
        return second != 0 and abs(first / second - result) <= _ROUNDED
    return result == (first + second if found["sign"] == "+" else first - second)


_ENGLISH = {
    Outcome.NO_EVIDENCE: "The documents do not say. The nearest passages are shown below.",
    Outcome.OUT_OF_SCOPE: "This question is outside what the documents are about.",
}


def framed_in_english(answer: Answer) -> Answer:
    """Return the answer to an English question: an English frame around the documents' Japanese words."""
    if answer.outcome in _ENGLISH:
        return replace(answer, sentences=(AnswerSentence(_ENGLISH[answer.outcome], ()),))
    first, *others = answer.sentences
    lead = "According to the documents (in Japanese):"
    separator = "\n\n" if first.text.startswith("|") else " "
    return replace(answer, sentences=(replace(first, text=f"{lead}{separator}{first.text}"), *others))
