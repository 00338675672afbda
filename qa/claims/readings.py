"""Readings: what the reader says of a clause, held against the statements nearest to it in words and in meaning."""

from collections.abc import Iterator, Sequence

from corpus.spans import Span
from corpus.statements import Statement
from corpus.values import find_values
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict, judged_by
from qa.claims.sources import Source, Sources
from qa.claims.values.agreement import comparable, says_same
from qa.reader.reader import Reader, Support

_SHORTEST = 8  # characters of a clause under which it says too little to be judged
_SURE = {Verdict.CONTRADICTED: 0.9, Verdict.SUPPORTED: 0.95}  # probabilities from which a reading decides
_DECIDING = 1  # statements nearest in meaning that may contradict a clause: those further off speak of something else
_WHOLE = 0.5  # probability of contradiction from which a sentence is not supported, whatever its clauses are


def judge_by_reading(claim: Claim, sources: Sources, reader: Reader) -> Iterator[Judged]:
    """Yield a judgement for each clause that a statement surely supports or contradicts, the surer of both."""
    for start, end in claim.asserted:
        clause = claim.sentence[start:end]
        if len(clause) < _SHORTEST:
            continue
        near = sources.near(claim, clause)
        read = reader.judge(
            _named(claim, clause), [sources.index.collection.window(source.statement) for source in near]
        )
        place = Span(start, end)
        decided = [
            judged
            for rank, (source, support) in enumerate(zip(near, read, strict=True))
            for judged in _decided(place, clause, source, support, deciding=rank < _DECIDING)
        ]
        yield from sorted(decided, key=lambda item: -item.weight)[:1]


def denies_whole(claim: Claim, statements: Sequence[Statement], sources: Sources, reader: Reader) -> bool:
    """Say whether one of the statements that support the clauses of a claim rather contradicts the whole of it."""
    windows = [sources.index.collection.window(statement) for statement in statements]
    return any(support.contradicts >= _WHOLE for support in reader.judge(_named(claim, claim.sentence), windows))


def _named(claim: Claim, clause: str) -> str:
    """Return the clause with its subject, where the sentence before it named that."""
    if not claim.things or any(thing.stands_in(clause) for thing in claim.things):
        return clause
    return f"{claim.things[0].key}について、{clause}"


def _decided(place: Span, clause: str, source: Source, support: Support, *, deciding: bool) -> Iterator[Judged]:
    """Yield what a reading decides; figures that both give are compared and not read."""
    others = source.statement.values
    told = [[says_same(value, other) for other in others if comparable(value, other)] for value in find_values(clause)]
    agree, differ = bool(told) and all(map(any, told)), any(found and not any(found) for found in told)
    shares = {Verdict.CONTRADICTED: support.contradicts, Verdict.SUPPORTED: support.supports}
    barred = Verdict.CONTRADICTED if agree or not deciding else None
    for verdict, share in shares.items():
        if share >= _SURE[verdict] and verdict is not barred and not (differ and verdict is Verdict.SUPPORTED):
            yield judged_by(verdict, place, clause, source.statement.text, source.statement, share)
