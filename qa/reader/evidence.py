"""Evidence: the statements that were read with the question, and what the reader says of each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.dates import without_dates
from corpus.documents import Document
from corpus.knowledge import Knowledge
from corpus.normalisation import letters_of, normalise
from corpus.spans import Span
from corpus.statements import Statement
from indexer.search_index import SearchIndex
from qa.question.analysed import AnalysedQuestion
from qa.question.reading import years_in
from qa.reader.reader import Reader, Reading
from qa.search.retrieval import CandidateStatement, Retrieval, RetrievedPassage
from qa.search.words import words_of

READ = 16  # statements that are read at most
_FIRST, _SURE = 8, 0.7  # how many are read first, and the probability of answering with which no more are
_PRIOR = 4.0  # what the search's score counts beside the reader's
_OTHER_THING, _OTHER_TIME = 3.0, 2.0  # what a statement loses that is of another thing or of another year or turn
_NOTHING_NEW = 6.0  # what a statement loses that only repeats the question: a heading answers none
_PASSAGE = 0.6  # what a passage's best statement counts beside the search's score
_ORDINAL = re.compile(r"第?([0-9]+)(回|期|章|次|階層)(?!以上)")


@dataclass(frozen=True)
class EvidenceStatement:
    """A statement that was read.

    ``score`` ranks the statements of one question; ``answers`` is the probability that it answers at all; ``answer``
    the place in its text that does; ``about`` says whether it is about what the question names, ``fits`` whether it is
    of the year and the turn (第2回) named.
    """

    statement: Statement
    passage: RetrievedPassage
    score: float
    answers: float
    answer: Span
    about: bool
    fits: bool


def read_evidence(
    index: SearchIndex, knowledge: Knowledge, reader: Reader, question: AnalysedQuestion, retrieval: Retrieval
) -> tuple[EvidenceStatement, ...]:
    """Read the best candidates, the second half only where none of the first surely answers; returns them best first."""
    seen = _Seen(index, knowledge, reader, question, retrieval)
    found = seen.read(retrieval.statements[:_FIRST])
    more = retrieval.statements[_FIRST:READ]
    if more and not any(item.answers >= _SURE and item.about and item.fits for item in found):
        found += seen.read(more)
    return tuple(sorted(found, key=lambda item: (-item.score, item.statement.number)))


class _Seen:
    """A question and what is known before its candidates are read."""

    def __init__(
        self, index: SearchIndex, knowledge: Knowledge, reader: Reader, question: AnalysedQuestion, retrieval: Retrieval
    ) -> None:
        self._index, self._knowledge, self._reader, self._question = index, knowledge, reader, question
        self._passages = {item.row: item for item in retrieval.passages}
        self._keys = {thing.key for thing in question.programmes}
        self._asked = _asked_words(question, index)

    def read(self, candidates: Sequence[CandidateStatement]) -> list[EvidenceStatement]:
        """Return the evidence of some candidates, which are read in one batch."""
        collection = self._index.collection
        told = [(item, collection.statements[item.number]) for item in candidates]
        told = [(item, found) for item, found in told if not _is_title(found, collection.by_id[found.document_id])]
        candidates, statements = [item for item, _ in told], [found for _, found in told]
        windows = [self._index.collection.window(statement) for statement in statements]
        readings = self._reader.read(self._question.text, windows)
        return [self._evidence(*item) for item in zip(candidates, statements, windows, readings, strict=True)]

    def _evidence(
        self, candidate: CandidateStatement, statement: Statement, window: str, reading: Reading
    ) -> EvidenceStatement:
        whole = f"{' '.join(statement.path)} {statement.text}"
        named = self._knowledge.subjects.get(statement.number, ())
        about = not self._keys.isdisjoint(named) or is_about(self._question, whole)
        fits = _year_fits(self._question, statement, self._index) and _ordinals_fit(self._question, whole)
        new = bool(words_of(statement.text, self._index.tokenizer) - self._asked)
        row = int(self._index.statement_rows[statement.number])
        passage = RetrievedPassage(row, self._index.passages[row], 0.0, None, None)
        return EvidenceStatement(
            statement=statement,
            passage=self._passages.get(row) or passage,
            score=_score(candidate, reading) - _lost(about=about, fits=fits, new=new),
            answers=reading.answers,
            answer=_place(window, statement.text, reading),
            about=about,
            fits=fits,
        )


def _is_title(statement: Statement, document: Document) -> bool:
    """Say whether a statement is only its document's title or date."""
    return letters_of(without_dates(statement.text)) in letters_of(normalise(document.record.title))


def _asked_words(question: AnalysedQuestion, index: SearchIndex) -> frozenset[str]:
    """Return the content words of the question, those of the other names of what it names included."""
    names = (name for thing in question.things for name in thing.names)
    return words_of(" ".join((question.text, *names)), index.tokenizer)


def _score(candidate: CandidateStatement, reading: Reading) -> float:
    return reading.relevance + _PRIOR * candidate.score


def _lost(*, about: bool, fits: bool, new: bool) -> float:
    return _OTHER_THING * (not about) + _OTHER_TIME * (not fits) + _NOTHING_NEW * (not new)


def _place(window: str, text: str, reading: Reading) -> Span:
    """Return the answer's place in the statement, which stands last in its window."""
    offset = len(window) - len(text)
    start, end = max(reading.start - offset, 0), max(reading.end - offset, 0)
    return Span(start, max(start, end))


def by_evidence(
    passages: Sequence[RetrievedPassage], evidence: Sequence[EvidenceStatement]
) -> tuple[RetrievedPassage, ...]:
    """Return the passages by the search's score and by the best statement of each, best first.

    A passage of a statement that was read and that the search did not bring is added.
    """
    told = _best_by_row(evidence)
    highest = max((passage.score for passage in passages), default=0.0) or 1.0
    known = {passage.row: passage for passage in passages}
    known |= {item.passage.row: item.passage for item in evidence if item.passage.row not in known}
    scored = [
        replace(passage, score=round(passage.score / highest + _PASSAGE * told.get(passage.row, 0.0), 6))
        for passage in known.values()
    ]
    return tuple(sorted(scored, key=lambda passage: -passage.score))


def _best_by_row(evidence: Sequence[EvidenceStatement]) -> Mapping[int, float]:
    """Return for each row the score of its best statement, scaled so that the best of all has 1 and the worst 0."""
    scores = [item.score for item in evidence]
    least, most = min(scores, default=0.0), max(scores, default=1.0)
    told: dict[int, float] = {}
    for item in evidence:
        share = (item.score - least) / ((most - least) or 1.0)
        told[item.passage.row] = max(told.get(item.passage.row, 0.0), share)
    return told


def interleave(rankings: Sequence[Sequence[RetrievedPassage]]) -> tuple[RetrievedPassage, ...]:
    """Return the rankings merged so that each has its turn: first the best of each, then the second of each."""
    depth = max((len(ranking) for ranking in rankings), default=0)
    turns = (ranking[at] for at in range(depth) for ranking in rankings if at < len(ranking))
    merged: dict[int, RetrievedPassage] = {}
    for passage in turns:
        merged.setdefault(passage.row, passage)
    return tuple(merged.values())


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
