"""Evidence: the statements that answer, scored by what they cover of the question."""

import json
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from corpus.normalisation import normalise
from corpus.statements import Statement
from indexer.search_index import SearchIndex
from indexer.tokenisation import FugashiTokenizer
from qa.asking_words import asking_words
from qa.knowledge import Knowledge
from qa.questions import AnalysedQuestion, years_in
from qa.retrieval import RetrievedPassage

WEIGHTS = Path(__file__).parent / "evidence.json"
SIGNALS = (
    "coverage",
    "own",
    "focus",
    "widened",
    "label",
    "typed",
    "fits",
    "about",
    "topic",
    "advises",
    "aims",
    "inquires",
    "passage",
)
WIDENED = 0.6  # of a word that stands only in the wording of papers
_ORDINAL = re.compile(r"第?([0-9]+)(回|期|章|次|階層)(?!以上)")


@dataclass(frozen=True)
class EvidenceStatement:
    """A statement with what tells whether it answers.

    ``coverage`` is the share of the question's words, weighted by rarity, that stand in the statement or the headings
    above it; ``own`` the share in the statement alone; ``focus`` the same without the words of the names that the
    question names, which say of what and not what; ``widened`` the part of ``coverage`` that is owed to words that papers
    use for those of the question; ``label`` the share of its label's words that the question
    names; ``typed`` whether it holds a value of the kind asked for; ``about`` whether it is about
    what is named; ``fits`` whether it is of the year and the turn (第2回) named; ``topic`` whether it speaks of
    what the question marks as its topic (研究者には…, 研究者は…); ``advises`` and ``aims`` whether it stands among
    considerations or purposes where those are asked for; ``inquires`` whether it is a consideration put as a question;
    ``words`` its content words.
    """

    statement: Statement
    passage: RetrievedPassage
    coverage: float
    own: float
    focus: float
    widened: float
    label: float
    typed: bool
    about: bool
    fits: bool
    topic: bool
    advises: bool
    aims: bool
    inquires: bool
    words: frozenset[str]

    @cached_property
    def score(self) -> float:
        """Return how well it answers, to be compared with other statements for the same question."""
        return sum(weight * value for weight, value in zip(load_weights(), self.signals, strict=True))

    @property
    def signals(self) -> tuple[float, ...]:
        """Return what the score is made of, in the order of ``SIGNALS``."""
        return (*(float(getattr(self, name)) for name in SIGNALS[:-1]), self.passage.score)


@cache
def load_weights() -> tuple[float, ...]:
    """Return the weights of ``SIGNALS`` kept beside this module; `qa.weighing` fits them to judged questions."""
    weights = json.loads(WEIGHTS.read_text("utf-8"))["weights"]
    return tuple(float(weights[name]) for name in SIGNALS)


def select_evidence(
    index: SearchIndex, question: AnalysedQuestion, passages: Sequence[RetrievedPassage], knowledge: Knowledge
) -> tuple[EvidenceStatement, ...]:
    """Return the statements of the best passages, best first, each once."""
    reader = _Reader(index, question, knowledge)
    found: dict[int, EvidenceStatement] = {}
    for passage in passages:
        for number in index.statements_of(passage.row):
            if number not in found:
                found[number] = reader.read(index.collection.statements[number], passage)
    return tuple(sorted(found.values(), key=lambda evidence: (-evidence.score, evidence.statement.number)))


class _Reader:
    """Reads statements for one question, whose words are weighed once."""

    def __init__(self, index: SearchIndex, question: AnalysedQuestion, knowledge: Knowledge) -> None:
        self._index, self._question, self._knowledge = index, question, knowledge
        self._keys = {thing.key for thing in question.programmes}
        self._weights = {term: index.lexical.rarity(term) for term in question.terms}
        kept = asked_terms(question, index.tokenizer)
        self._asked = {term: weight for term, weight in self._weights.items() if term in kept}
        topics = "|".join(map(re.escape, question.topics))
        self._topic = re.compile(rf"(?:{topics})(?:に|においても?|等|等に|側)?[はが]") if topics else None

    def read(self, statement: Statement, passage: RetrievedPassage) -> EvidenceStatement:
        index, question, weights = self._index, self._question, self._weights
        above = " ".join(statement.path)
        whole = f"{above} {statement.text}"
        own_words = words_of(statement.text, index.tokenizer)
        known = own_words | words_of(above, index.tokenizer) | _named_words(question, whole, index.tokenizer)
        under = self._keys & self._knowledge.subjects.get(statement.number, frozenset())
        guidance = self._knowledge.guidance
        widened = _widened_share(weights, known, question, whole)
        return EvidenceStatement(
            statement,
            passage,
            coverage=share_of(weights, known) + widened,
            own=share_of(weights, own_words) + _widened_share(weights, own_words, question, statement.text),
            focus=_focus(question, self._asked, own_words, statement, index.tokenizer),
            widened=widened,
            label=_label_share(statement.label, question, index.tokenizer),
            typed=bool(question.value_kinds & {value.kind for value in statement.values}),
            about=bool(under) or is_about(question, whole),
            fits=_year_fits(question, statement, index) and _ordinals_fit(question, whole),
            topic=self._topic is not None and self._topic.search(statement.text) is not None,
            advises=question.checks and passage.row in guidance.considerations,
            aims=question.aims and passage.row in guidance.purposes,
            words=own_words | words_of(statement.label, index.tokenizer),
            inquires=question.checks and statement.text.rstrip("。").endswith("か"),
        )


def asked_terms(question: AnalysedQuestion, tokenizer: FugashiTokenizer) -> frozenset[str]:
    """Return the words that say what is asked: without names, which say of what, and words that a value answers."""
    names = sorted({name for thing in question.things for name in thing.names}, key=len, reverse=True)
    rest = re.sub("|".join(map(re.escape, names)), " ", question.core, flags=re.IGNORECASE) if names else question.core
    words = asking_words()
    suffixes = {word for word in words.formal if len(word) == 1}
    return frozenset(question.terms) & words_of(rest, tokenizer) - words.measures - suffixes


def uncovered(
    question: AnalysedQuestion, asked: AbstractSet[str], words: AbstractSet[str], text: str
) -> frozenset[str]:
    """Return the words asked for that neither stand in ``text``, whose content words are given, nor in wording of papers."""
    widened = {term for item in question.widenings if any(word in text for word in item.words) for term in item.terms}
    return frozenset(asked) - words - widened


def _focus(
    question: AnalysedQuestion,
    asked: dict[str, float],
    own_words: frozenset[str],
    statement: Statement,
    tokenizer: FugashiTokenizer,
) -> float:
    """Return the share of what is asked about a thing, its names apart, that a statement and its heading have."""
    heading = statement.path[-1] if statement.path else ""
    known = own_words | words_of(f"{heading} {statement.label}", tokenizer)
    if not asked:
        return 1.0
    return share_of(asked, known) + _widened_share(
        asked, known, question, f"{heading} {statement.label} {statement.text}"
    )


def _widened_share(weights: dict[str, float], known: frozenset[str], question: AnalysedQuestion, text: str) -> float:
    """Return the share of the question's words that stand in ``text`` only in the wording of papers."""
    total = sum(weights.values())
    missing = {
        term
        for widening in question.widenings
        if any(word in text for word in widening.words)
        for term in widening.terms
        if term not in known
    }
    return WIDENED * sum(weights.get(term, 0.0) for term in missing) / total if total else 0.0


@lru_cache(maxsize=65_536)
def words_of(text: str, tokenizer: FugashiTokenizer) -> frozenset[str]:
    """Return the content words of ``text``; what is asked again is remembered."""
    return frozenset(tokenizer.words(text))


def _named_words(question: AnalysedQuestion, text: str, tokenizer: FugashiTokenizer) -> frozenset[str]:
    """Return the words of the question's names for things that ``text`` calls by another name."""
    things = (thing for thing in question.things if thing.stands_in(text))
    return frozenset(word for thing in things for name in thing.names for word in words_of(name, tokenizer))


def share_of(weights: Mapping[str, float], known: AbstractSet[str]) -> float:
    """Return the share of all weight that the known words carry; 0 where nothing has weight."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in known) / total if total else 0.0


def _label_share(label: str, question: AnalysedQuestion, tokenizer: FugashiTokenizer) -> float:
    words = words_of(label, tokenizer) if label else frozenset()
    return sum(word in question.terms for word in words) / len(words) if words else 0.0


def is_about(question: AnalysedQuestion, text: str) -> bool:
    """Say whether ``text`` names one of the programmes or bodies that the question names; true where it names none."""
    return not question.programmes or any(thing.stands_in(text) for thing in question.programmes)


def _year_fits(question: AnalysedQuestion, statement: Statement, index: SearchIndex) -> bool:
    """Say whether the statement is of a year that the question names; one without a year is of its document's."""
    if not question.years:
        return True
    years = _years_of(f"{statement.label} {statement.text}")
    if years or not statement.values:
        return not years or bool(years & set(question.years))
    dated = int(index.collection.document(statement.document_id).record.date[:4])
    return bool({dated, dated - 1} & set(question.years)) or any(year > dated + 5 for year in question.years)


@lru_cache(maxsize=65_536)
def _years_of(text: str) -> frozenset[int]:
    return years_in(normalise(text))


def _ordinals_fit(question: AnalysedQuestion, text: str) -> bool:
    """Say whether the text is of the same turn as the question: the second call is not the first."""
    asked = {(counter, number) for number, counter in _ORDINAL.findall(question.text)}
    told = {(counter, number) for number, counter in _ORDINAL.findall(text)}
    counters = {counter for counter, _ in asked} & {counter for counter, _ in told}
    return all(
        {number for name, number in asked if name == counter} & {number for name, number in told if name == counter}
        for counter in counters
    )
