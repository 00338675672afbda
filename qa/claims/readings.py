"""Readings: what the reader says of a clause, held against the statements nearest to it in meaning."""

from collections.abc import Iterator, Sequence

from corpus.normalisation import letters_of
from corpus.spans import Span
from corpus.statements import Statement
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict, judged_by
from qa.claims.sources import Source, Sources
from qa.claims.values.agreement import gives_all, gives_others
from qa.reader.reader import Reader, Support

_SHORTEST = 8  # characters of a clause under which it says too little to be judged
_SURE = {Verdict.CONTRADICTED: 0.85, Verdict.SUPPORTED: 0.97}  # probabilities from which a reading decides
_AGREED = 0.8  # the same for support where the statement gives all figures of the clause
_DECIDING = 2  # statements nearest in meaning that decide a clause: those further off speak of something else
_NEARER = 0.08  # than statements in general, from which one that is not of the claim's subject decides at all
_BARRED = 0.1  # probability of support by one of them from which another does not contradict
_WHOLE = 0.5  # probability of contradiction from which a sentence is not supported, whatever its clauses are


def judge_by_reading(claim: Claim, sources: Sources, reader: Reader) -> Iterator[Judged]:
    """Yield a judgement for each clause that a statement surely supports or contradicts, the surer of both."""
    for start, end in claim.asserted:
        clause = claim.sentence[start:end]
        if len(clause) < _SHORTEST:
            continue
        near = sources.near(claim, clause)
        place = Span(start, end)
        own = next((source.statement for source in near if says_the_same(clause, source.statement.text)), None)
        if own is not None:
            yield judged_by(Verdict.SUPPORTED, place, clause, own.text, own, 1.0)
            continue
        deciding = [source for source in near[:_DECIDING] if source.about or source.nearer >= _NEARER]
        windows = [sources.index.collection.window(source.statement) for source in deciding]
        read = reader.judge(_named(claim, clause), windows)
        told = any(gives_all(clause, source.statement.values) for source in near)  # figures are compared and not read
        barred = told or any(support.supports >= _BARRED for support in read)
        decided = [
            judged
            for source, support in zip(deciding, read, strict=True)
            for judged in _decided(place, clause, source, support, barred=barred)
        ]
        yield from sorted(decided, key=lambda item: -item.weight)[:1]


def says_the_same(said: str, told: str) -> bool:
    """Say whether a text in search form ends in the same words as it is, marks aside: then there is nothing to read."""
    return letters_of(told).endswith(letters_of(said))


def denies_whole(claim: Claim, statements: Sequence[Statement], sources: Sources, reader: Reader) -> bool:
    """Say whether one of the statements that support the clauses of a claim rather contradicts the whole of it."""
    if any(says_the_same(claim.sentence, statement.text) for statement in statements):
        return False
    windows = [sources.index.collection.window(statement) for statement in statements]
    return any(support.contradicts >= _WHOLE for support in reader.judge(_named(claim, claim.sentence), windows))


def _named(claim: Claim, clause: str) -> str:
    """Return the clause with its subject, where the sentence before it named that."""
    if not claim.things or any(thing.stands_in(clause) for thing in claim.things):
        return clause
    return f"{claim.things[0].key}について、{clause}"


def _decided(place: Span, clause: str, source: Source, support: Support, *, barred: bool) -> Iterator[Judged]:
    """Yield what a reading decides: a contradiction unless it is ``barred``, support where no figure differs."""
    if not barred and support.contradicts >= _SURE[Verdict.CONTRADICTED]:
        yield judged_by(
            Verdict.CONTRADICTED, place, clause, source.statement.text, source.statement, support.contradicts
        )
    enough = _AGREED if gives_all(clause, source.statement.values) else _SURE[Verdict.SUPPORTED]
    if support.supports >= enough and not gives_others(clause, source.statement.values):
        yield judged_by(Verdict.SUPPORTED, place, clause, source.statement.text, source.statement, support.supports)
