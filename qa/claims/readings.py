"""Readings: what the reader says of a clause, held against the statements nearest to it in words and in meaning."""

from collections.abc import Iterator

from corpus.spans import Span
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict, judged_by
from qa.claims.sources import Source, Sources
from qa.reader.reader import Reader, Support

_SHORTEST = 8  # characters of a clause under which it says too little to be judged
_SURE = {Verdict.CONTRADICTED: 0.9, Verdict.SUPPORTED: 0.95}  # probabilities from which a reading decides


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
        decided = [item for pair in zip(near, read, strict=True) for item in _decided(place, clause, *pair)]
        yield from sorted(decided, key=lambda item: -item.weight)[:1]


def _named(claim: Claim, clause: str) -> str:
    """Return the clause with its subject, where the sentence before it named that."""
    if not claim.things or any(thing.stands_in(clause) for thing in claim.things):
        return clause
    return f"{claim.things[0].key}について、{clause}"


def _decided(place: Span, clause: str, source: Source, support: Support) -> Iterator[Judged]:
    for verdict, share in ((Verdict.CONTRADICTED, support.contradicts), (Verdict.SUPPORTED, support.supports)):
        if share >= _SURE[verdict]:
            yield judged_by(verdict, place, clause, source.statement.text, source.statement, share)
