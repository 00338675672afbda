"""Evidence: the statements that answer, scored by what they cover of the question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.normalisation import normalise
from corpus.statements import Statement
from indexer.search_index import SearchIndex
from indexer.tokenisation import FugashiTokenizer
from qa.questions import AnalysedQuestion, years_in
from qa.retrieval import RetrievedPassage

# Weights kept because they won on the development questions.
COVERAGE, OWN, LABEL, TYPE, PASSAGE, YEAR, THING = 1.0, 0.6, 0.5, 0.25, 0.25, 0.5, 0.4
_DEPTH = 12  # so many passages are read for evidence


@dataclass(frozen=True, slots=True)
class EvidenceStatement:
    """A statement with its score and the parts of it.

    ``coverage`` is the share of the question's words, weighted by rarity, that stand in the statement or the headings
    above it; ``own`` the share in the statement alone; ``label`` the share of its label's words that the question
    names; ``typed`` whether it holds a value of the kind asked for; ``about`` whether it is about what is named.
    """

    statement: Statement
    passage: RetrievedPassage
    score: float
    coverage: float
    own: float
    label: float
    typed: bool
    about: bool
    year_fits: bool


def select_evidence(
    index: SearchIndex, question: AnalysedQuestion, passages: Sequence[RetrievedPassage]
) -> tuple[EvidenceStatement, ...]:
    """Return the statements of the best passages, best first, each once."""
    weights = {term: index.lexical.rarity(term) for term in question.terms}
    best = max((passage.score for passage in passages), default=1.0) or 1.0
    found: dict[int, EvidenceStatement] = {}
    for passage in passages[:_DEPTH]:
        for number in index.statements_of[passage.row]:
            if number not in found:
                statement = index.collection.statements[number]
                found[number] = _score(statement, passage, question, weights, passage.score / best, index.tokenizer)
    return tuple(sorted(found.values(), key=lambda evidence: (-evidence.score, evidence.statement.number)))


def _score(
    statement: Statement,
    passage: RetrievedPassage,
    question: AnalysedQuestion,
    weights: dict[str, float],
    passage_share: float,
    tokenizer: FugashiTokenizer,
) -> EvidenceStatement:
    above = " ".join(statement.path)
    own_words = words_of(statement.text, tokenizer)
    known = own_words | words_of(above, tokenizer) | _named_words(question, f"{above} {statement.text}", tokenizer)
    coverage, own = _share(weights, known), _share(weights, own_words)
    label = _label_share(statement.label, question, tokenizer)
    typed = bool(question.value_kinds & {value.kind for value in statement.values})
    about = _about(question, f"{above} {statement.text}")
    year_fits = _year_fits(question, statement)
    score = (
        COVERAGE * coverage
        + OWN * own
        + LABEL * label
        + TYPE * typed
        + PASSAGE * passage_share
        + THING * about
        - YEAR * (not year_fits)
    )
    return EvidenceStatement(statement, passage, score, coverage, own, label, typed, about, year_fits)


@lru_cache(maxsize=65_536)
def words_of(text: str, tokenizer: FugashiTokenizer) -> frozenset[str]:
    """Return the content words of ``text``; what is asked again is remembered."""
    return frozenset(tokenizer.words(text))


def _named_words(question: AnalysedQuestion, text: str, tokenizer: FugashiTokenizer) -> frozenset[str]:
    """Return the words of the question's names for things that ``text`` calls by another name."""
    folded = text.casefold()
    words: set[str] = set()
    for thing in question.things:
        if any(name.casefold() in folded for name in thing.names):
            words.update(word for name in thing.names for word in words_of(name, tokenizer))
    return frozenset(words)


def _share(weights: dict[str, float], known: Iterable[str]) -> float:
    total = sum(weights.values())
    known = frozenset(known)
    return sum(weight for term, weight in weights.items() if term in known) / total if total else 0.0


def _label_share(label: str, question: AnalysedQuestion, tokenizer: FugashiTokenizer) -> float:
    words = words_of(label, tokenizer) if label else frozenset()
    return sum(word in question.terms for word in words) / len(words) if words else 0.0


def _about(question: AnalysedQuestion, text: str) -> bool:
    """Say whether ``text`` names one of the programmes or bodies that the question names; true where it names none."""
    things = [thing for thing in question.things if thing.is_programme]
    folded = text.casefold()
    return not things or any(name.casefold() in folded for thing in things for name in thing.names)


def _year_fits(question: AnalysedQuestion, statement: Statement) -> bool:
    """Say whether the statement is of a year that the question names; one without any year fits any."""
    if not question.years:
        return True
    years = years_in(normalise(f"{statement.label} {statement.text}"))
    return not years or bool(years & set(question.years))
