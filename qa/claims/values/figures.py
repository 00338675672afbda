"""Figures: each amount, period, number and date of a claim held against those that the documents give."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.normalisation import normalise
from corpus.programmes.facts import Attribute, ProgrammeFact
from corpus.quantities import amount_in_yen
from corpus.spans import Span
from corpus.values import Value, ValueKind, find_values
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict, judged_by
from qa.claims.sources import Source, Sources
from qa.claims.values.agreement import comparable, says_same
from qa.claims.values.dated import judge_date
from qa.claims.values.wordings import shared, words_beside
from qa.question.reading import years_in

_OWNER, _OWNER_REACH = re.compile(r"[A-Z][A-Za-z\-]{1,9}|[一-龯]{2,8}(?:省|庁|機構)"), 14
_CERTAIN, _CLOSER = 0.75, 0.15  # how well a statement with another figure must fit, and how much better than the best
_BESIDE = 40  # characters before an amount in which its year stands
_ALIKE = 0.6  # share of a whole claim's words from which a statement that shares no name is about the same
_BUDGET = re.compile(r"予算|計上|措置|補正|当初")
_PER = re.compile(r"(?:当たり|あたり|につき|ごと)")
_ATTRIBUTES = (
    (Attribute.SCALE, ValueKind.AMOUNT, re.compile(r"支援(?:額|規模|され|する|を)|上限|補助額|助成額|研究費|単価")),
    (Attribute.PERIOD, ValueKind.PERIOD, re.compile(r"期間|支援|研究する|派遣|滞在|渡航")),
    (Attribute.PEOPLE, ValueKind.PEOPLE, re.compile(r"採用|人数|受け?入れ|派遣|対象|支援")),
    (Attribute.AWARDS, ValueKind.COUNT, re.compile(r"採択|実施")),
    (Attribute.AWARDS_PLANNED, ValueKind.COUNT, re.compile(r"採択")),
    (Attribute.SITES, ValueKind.COUNT, re.compile(r"拠点")),
)
_SAME, _OTHER = 0.2, 0.5  # share of the words beside a figure that a statement must have to support or contradict it


def judge_figures(claim: Claim, sources: Sources, found: list[Source]) -> Iterator[Judged]:
    """Yield a judgement for each figure of a claim that says something: of 1課題当たり5億円 only the amount."""
    for value in claim.values:
        if _PER.match(claim.sentence[value.end :]):
            continue
        if value.kind is ValueKind.DATE:
            dated = judge_date(claim, value, sources, found)
            if dated is not None:
                yield dated
        else:
            judged = _figure(claim, value, sources, found)
            fits = judged.verdict is Verdict.SUPPORTED
            yield judged if fits else _by_facts(claim, value, sources) or judged


def _by_facts(claim: Claim, value: Value, sources: Sources) -> Judged | None:
    """Hold a figure against the facts of the programme that the claim is about: of the same attribute, year and kind."""
    attributes = _attributes(value, words_beside(claim, value), claim.sentence)
    facts = [fact for fact in sources.facts_of(claim) if fact.attribute in attributes]
    if Attribute.BUDGET in attributes:
        elsewhere = _of_another_year(facts, claim.sentence, value)
        facts = _of_same_budget(facts, claim.sentence, value)
        if not facts and elsewhere:
            return _from_fact(value, elsewhere[0], Verdict.CONTRADICTED)
    told = [(fact, other) for fact in facts for other in _values_of(fact.value) if comparable(value, other)]
    if not told:
        return None
    same = [fact for fact, other in told if says_same(value, other)]
    verdict = Verdict.SUPPORTED if same else Verdict.CONTRADICTED
    return _from_fact(value, same[0] if same else told[0][0], verdict)


@lru_cache(maxsize=4096)
def _values_of(printed: str) -> tuple[Value, ...]:
    return find_values(normalise(printed))


def _attributes(value: Value, piece: str, text: str) -> frozenset[Attribute]:
    """Return what a figure is of, by its kind and the words beside it."""
    if value.kind is ValueKind.AMOUNT and _BUDGET.search(piece):
        return frozenset({Attribute.BUDGET})
    return frozenset(
        attribute
        for attribute, kind, pattern in _ATTRIBUTES
        if kind is value.kind and (pattern.search(piece) or (attribute is Attribute.SCALE and _PER.search(text)))
    )


def _of_same_budget(facts: list[ProgrammeFact], text: str, value: Value) -> list[ProgrammeFact]:
    years = years_in(text[: value.start][-_BESIDE:]) or years_in(text)
    kind = "補正" if "補正" in text else "当初" if "当初" in text else ""
    return [
        fact
        for fact in facts
        if (not years or fact.fiscal_year in years) and (not kind or kind in (fact.budget_type or "当初"))
    ]


def _of_another_year(facts: list[ProgrammeFact], text: str, value: Value) -> list[ProgrammeFact]:
    """Return the budgets of the same amount that were given for another year than the one beside the amount."""
    years = years_in(text[: value.start][-_BESIDE:])
    amount = amount_in_yen(value.text)
    return [fact for fact in facts if years and fact.amount_yen == amount and fact.fiscal_year not in years]


def _from_fact(value: Value, fact: ProgrammeFact, verdict: Verdict) -> Judged:
    return Judged(
        verdict, _place(value), value.text, fact.value, fact.document_id, fact.fragments, fact.attribute.value, 1.0
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """A figure of the documents of the same kind and unit, and how well the words beside it fit."""

    share: float
    source: Source
    value: Value


def _figure(claim: Claim, value: Value, sources: Sources, found: Iterable[Source]) -> Judged:
    """Hold a figure against those of its kind and unit; the statement that shares most words with it decides."""
    beside = list(_beside(claim, value, sources, found))
    same = [item for item in beside if says_same(value, item.value)]
    best = max(same, key=lambda item: item.share, default=None)
    rival = max(
        (item for item in beside if not says_same(value, item.value)),
        key=lambda item: (item.share, item.source.about),
        default=None,
    )
    of_owner = next((item for item in same if _is_of_another(claim, value, item)), None)
    if of_owner is not None or (rival is not None and _decides_against(rival, best, claim)):
        return _judged(Verdict.CONTRADICTED, value, of_owner or rival or best)
    return _judged(Verdict.SUPPORTED, value, best)


def _beside(claim: Claim, value: Value, sources: Sources, found: Iterable[Source]) -> Iterator[_Beside]:
    words = sources.words(claim, words_beside(claim, value))
    years = years_in(claim.sentence)
    for source in found:
        told_years = years_in(f"{source.statement.label} {source.statement.text}")
        if years and told_years and not years & told_years:
            continue
        share = shared(words, source, sources)
        yield from (_Beside(share, source, told) for told in source.statement.values if comparable(value, told))


def _decides_against(rival: _Beside, best: _Beside | None, claim: Claim) -> bool:
    """Say whether another figure stands where the claim's should: its words fit, and better than where the same figure stands."""
    about = rival.source.about
    if best is not None and best.share >= _SAME:
        return about and rival.share >= _CERTAIN and rival.share - best.share >= _CLOSER
    return rival.share >= _OTHER and (about or (not claim.things and rival.source.share >= _ALIKE))


def _judged(verdict: Verdict, value: Value, beside: _Beside | None) -> Judged:
    if beside is None:
        return Judged(Verdict.NOT_IN_DOCUMENTS, _place(value), value.text)
    told = beside.value.text
    if verdict is Verdict.CONTRADICTED:  # which of several figures is meant, the reader sees in the quote
        statement = beside.source.statement
        told = "、".join(dict.fromkeys(other.text for other in statement.values if comparable(value, other)))
    return judged_by(verdict, _place(value), value.text, told, beside.source.statement, beside.share)


def _place(value: Value) -> Span:
    return Span(value.start, value.end)


def _is_of_another(claim: Claim, value: Value, beside: _Beside) -> bool:
    """Say whether a statement gives this figure to another name, and another figure to the one before it in the claim."""
    theirs = _figure_of_owner(claim, value, beside.source)
    return theirs is not None and not says_same(value, theirs)


def _figure_of_owner(claim: Claim, value: Value, source: Source) -> Value | None:
    """Return the figure that a statement gives for the name right before a figure of the claim: JST:440億円 AMED:61億円."""
    owners = _OWNER.findall(claim.sentence[: value.start][-_OWNER_REACH:])
    text = source.statement.text
    for owner in reversed(owners):
        for found in re.finditer(rf"{re.escape(owner)}(?:分)?\s*[::は]\s*", text):
            theirs = next((told for told in source.statement.values if told.start - found.end() in (0, 1)), None)
            if theirs and comparable(value, theirs):
                return theirs
        return None
    return None
