"""Verdicts: whether the documents support a claim, contradict it or do not speak of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.spans import Span
from qa.claims.assertions import judge_words
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict
from qa.claims.readings import denies_whole, judge_by_reading
from qa.claims.roles import judge_roles
from qa.claims.sources import Sources
from qa.claims.values.figures import judge_figures
from qa.claims.values.trends import judge_trend
from qa.reader.reader import Reader


@dataclass(frozen=True, slots=True)
class ClauseRuling:
    """A clause of a claim, by its place in the claim's sentence, with its verdict and what decides it."""

    span: Span
    verdict: Verdict
    deciding: Judged | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A claim with its verdict, what decides it, and the verdicts of its clauses in order."""

    claim: Claim
    verdict: Verdict
    deciding: Judged | None
    clauses: tuple[ClauseRuling, ...]


def judge(claim: Claim, sources: Sources, reader: Reader | None, *, doubtful: bool = False) -> Ruling:
    """Return the verdict on a claim: one wrong part contradicts it, and nothing supports it but support of every part.

    Without a reader only figures, names and words are held against the documents; with one, words in common support
    nothing by themselves, as a role in them may be another: only what a figure in them confirms. What is ``doubtful``,
    since it may state no fact at all, is not contradicted by reading, nor is a clause whose figure agrees.
    """
    found = sources.of(claim)
    figures = list(judge_figures(claim, sources, found))
    readings = judge_by_reading(claim, sources, reader) if reader else ()
    judged = [
        *figures,
        *judge_trend(claim, sources),
        *judge_roles(claim, found, sources),
        *(item for item in judge_words(claim, sources) if reader is None or _weighs(item, figures)),
        *(
            item
            for item in readings
            if not (item.verdict is Verdict.CONTRADICTED and (doubtful or _agrees(item, figures)))
        ),
    ]
    clauses = tuple(_clause(Span(start, end), judged) for start, end in claim.asserted)
    verdicts = {clause.verdict for clause in clauses}
    wrong = [item for item in judged if item.verdict is Verdict.CONTRADICTED]
    if wrong:
        return Ruling(claim, Verdict.CONTRADICTED, _together(wrong), clauses)
    right = [item for item in judged if item.verdict is Verdict.SUPPORTED]
    if right:
        whole = verdicts == {Verdict.SUPPORTED} and not (reader and _is_denied(claim, right, sources, reader))
        verdict = Verdict.SUPPORTED if whole else Verdict.PARTLY
        return Ruling(claim, verdict, max(right, key=lambda item: item.weight), clauses)
    return Ruling(claim, Verdict.NOT_IN_DOCUMENTS, None, clauses)


def _weighs(words: Judged, figures: Sequence[Judged]) -> bool:
    """Say whether a judgement by words counts beside a reader: it contradicts, or a figure in its clause agrees."""
    return words.verdict is Verdict.CONTRADICTED or _agrees(words, figures)


def _agrees(item: Judged, figures: Sequence[Judged]) -> bool:
    """Say whether a figure in what was judged agrees with the documents: then that is compared and not read."""
    agreeing = (figure.span for figure in figures if figure.verdict is Verdict.SUPPORTED)
    return any(span.overlaps(item.span) for span in agreeing)


def _is_denied(claim: Claim, right: Sequence[Judged], sources: Sources, reader: Reader) -> bool:
    statements = {item.statement.number: item.statement for item in right if item.statement is not None}
    return bool(statements) and denies_whole(claim, list(statements.values()), sources, reader)


def _clause(span: Span, judged: Sequence[Judged]) -> ClauseRuling:
    """Return the verdict on a clause: it is supported as a whole, or it is not; a figure that agrees is a part of it."""
    own = [item for item in judged if item.span.overlaps(span)]
    wrong, right, unknown = (
        [item for item in own if item.verdict is verdict]
        for verdict in (Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.NOT_IN_DOCUMENTS)
    )
    if wrong:
        return ClauseRuling(span, Verdict.CONTRADICTED, max(wrong, key=lambda item: item.weight))
    if right:
        whole = not unknown and any(item.span.holds(span) for item in right)
        best = max(right, key=lambda item: item.weight)
        return ClauseRuling(span, Verdict.SUPPORTED if whole else Verdict.PARTLY, best)
    return ClauseRuling(span, Verdict.NOT_IN_DOCUMENTS, None)


def _together(wrong: Sequence[Judged]) -> Judged:
    """Return the surest contradiction with the values of the others beside its own; a part tells more than its whole."""
    telling = [
        item for item in wrong if not any(item.span != other.span and item.span.holds(other.span) for other in wrong)
    ]
    ordered = sorted(telling, key=lambda item: -item.weight)
    said = dict.fromkeys(item.draft_value for item in ordered)
    told = dict.fromkeys(item.document_value for item in ordered)
    return replace(ordered[0], draft_value="／".join(said), document_value="／".join(told))
