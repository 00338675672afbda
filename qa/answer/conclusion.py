"""Conclusion: is the question answered, and if not, why not?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.knowledge import Knowledge
from corpus.normalisation import normalise
from indexer.search_index import SearchIndex
from qa.answer.ambiguity import ask_back, completed, rival_programmes
from qa.answer.answerability import features, load_calibration, unknown_share
from qa.answer.figures.arithmetic import Told, compared, computed
from qa.answer.nearby import nearby_questions
from qa.answer.rendering import Composed
from qa.answers import AnswerPart, AnswerSentence, Outcome
from qa.citations import CitationMaker
from qa.claims.premises import contradicted
from qa.finding import Findings
from qa.question.analysed import AnalysedQuestion
from qa.question.reading import strip_frame

_FOREIGN = 0.5  # share of words that no document has from which a question without any known name is foreign


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The outcome with the sentences that tell it."""

    outcome: Outcome
    sentences: tuple[AnswerSentence, ...]
    parts: tuple[AnswerPart, ...]
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """The question as understood, what was found for it, and the answer composed of that."""

    asked: str
    findings: Findings
    composed: Composed
    maker: CitationMaker


def conclude(draft: DraftAnswer, index: SearchIndex, knowledge: Knowledge) -> Conclusion:
    """Return the outcome: does the premise hold, is one thing meant, is the evidence enough, asked in this order."""
    return settled(draft, index, knowledge) or _weighed(draft, index, knowledge)


def merged(question: AnalysedQuestion, names: Sequence[str], conclusions: Sequence[Conclusion]) -> Conclusion:
    """Return the conclusions of questions asked in one as one: partial where some were answered and some were not.

    ``names`` says what each is of, empty where that is not told; ``question`` is the whole, which may ask for what
    follows from all.
    """
    told = [item for item in conclusions if item.outcome in (Outcome.ANSWERED, Outcome.PARTIAL)]
    if not told:
        return conclusions[0]
    whole = all(item.outcome is Outcome.ANSWERED for item in conclusions)
    said = [
        sentence for name, item in zip(names, conclusions, strict=True) if item in told for sentence in _of(name, item)
    ]
    figures = [_figures_of(name, item) for name, item in zip(names, conclusions, strict=True) if whole and name]
    return Conclusion(
        Outcome.ANSWERED if whole else Outcome.PARTIAL,
        (*compared(question, figures), *dict.fromkeys(said), *computed(question, figures)),  # one may answer two
        tuple(part for item in conclusions for part in item.parts),
        tuple(suggestion for item in conclusions for suggestion in item.suggestions),
    )


def _of(name: str, conclusion: Conclusion) -> tuple[AnswerSentence, ...]:
    """Return the sentences of a conclusion, the first with the name of what it is of where it does not tell that."""
    first, *others = conclusion.sentences
    if not name or name in normalise(first.text) or first.text.startswith(("|", "・")):
        return conclusion.sentences
    return (replace(first, text=f"{name}：{first.text}"), *others)


def _figures_of(name: str, conclusion: Conclusion) -> Told:
    """Return what a conclusion tells, to compute with."""
    marks = tuple(number for sentence in conclusion.sentences for number in sentence.citations)
    return Told(name, " ".join(sentence.text for sentence in conclusion.sentences), marks)


def settled(draft: DraftAnswer, index: SearchIndex, knowledge: Knowledge) -> Conclusion | None:
    """Return the conclusion that the question itself forces, whatever the evidence is worth; None where none does."""
    question, evidence = draft.findings.question, draft.findings.evidence
    premise = contradicted(question, evidence)
    if premise:
        corrected = (AnswerPart(draft.asked, Outcome.FALSE_PREMISE),)
        return Conclusion(Outcome.FALSE_PREMISE, premise.sentences(index.collection, draft.maker), corrected)
    rivals = rival_programmes(question, evidence, knowledge.subjects, knowledge.names, index.tokenizer)
    if rivals:
        unclear = (AnswerPart(draft.asked, Outcome.AMBIGUOUS),)
        return Conclusion(Outcome.AMBIGUOUS, ask_back(question), unclear, completed(question, rivals))
    return None


def _weighed(draft: DraftAnswer, index: SearchIndex, knowledge: Knowledge) -> Conclusion:
    question, composed = draft.findings.question, draft.composed
    if composed.sentences and _says_something(question) and (composed.known or _is_enough(draft, index)):
        told = composed.parts or ((draft.asked, True),)
        parts = tuple(AnswerPart(part, Outcome.ANSWERED if ok else Outcome.NO_EVIDENCE) for part, ok in told)
        outcome = Outcome.ANSWERED if all(ok for _, ok in told) else Outcome.PARTIAL
        return Conclusion(outcome, composed.sentences, parts)
    named = question.things or question.documents
    foreign = unknown_share(question, index.lexical) >= _FOREIGN and not named
    outcome = Outcome.OUT_OF_SCOPE if foreign else Outcome.NO_EVIDENCE
    nearby = () if foreign else nearby_questions(draft.findings, knowledge, draft.maker)
    return Conclusion(outcome, unanswered(outcome, question), (AnswerPart(draft.asked, outcome),), nearby)


def _says_something(question: AnalysedQuestion) -> bool:
    """Say whether a question holds a word that can be looked for: one of two letters, or a character that is a word."""
    if not strip_frame(question.text):
        return False  # 教えてください
    return bool(question.things) or any(len(term) > 1 or "\u4e00" <= term <= "\u9fff" for term in question.terms)


def _is_enough(draft: DraftAnswer, index: SearchIndex) -> bool:
    calibration = load_calibration()
    found = features(draft.findings, draft.composed, index)
    return calibration.probability(found) >= calibration.threshold


def unanswered(outcome: Outcome, question: AnalysedQuestion) -> tuple[AnswerSentence, ...]:
    """Return the plain statement that the documents do not say, naming what was looked for."""
    if outcome is Outcome.OUT_OF_SCOPE:
        return (AnswerSentence("この質問は、収録文書が扱う内容の範囲外です。", ()),)
    return (
        AnswerSentence(f"収録文書には、「{question.text}」の答えに当たる記載が見つかりませんでした。", ()),
        AnswerSentence("近い内容の箇所を下に示します。", ()),
    )
