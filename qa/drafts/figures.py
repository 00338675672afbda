"""Figures: each amount, period, number and date of a claim held against those that the documents give."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.dates import find_dates
from corpus.labels import is_label
from corpus.normalisation import normalise
from corpus.programmes.facts import Attribute, ProgrammeFact
from corpus.quantities import amount_in_yen
from corpus.spans import Fragments
from corpus.values import Value, ValueKind, find_values
from indexer.search_index import SearchIndex
from qa.agreement import comparable, says_same
from qa.drafts.claims import Claim
from qa.drafts.findings import Verdict
from qa.drafts.sources import Source, Sources
from qa.evidence import share_of, words_of
from qa.questions import years_in


@dataclass(frozen=True, slots=True)
class Judged:
    """A part of a claim as judged: what the draft says, what the document says, and where; ``weight`` how sure."""

    verdict: Verdict
    draft_value: str
    document_value: str = ""
    document_id: str = ""
    fragments: Fragments = ()
    attribute: str = ""
    weight: float = 0.0


_PIECE = re.compile(r"[、|;\t。(]")
_OWNER, _OWNER_REACH = re.compile(r"[A-Z][A-Za-z\-]{1,9}|[一-龯]{2,8}(?:省|庁|機構)"), 14
_KANJI_WORD = re.compile(r"[一-龯ァ-ヴー]{2,}|[A-Za-z]{2,}")
_ROLES = (
    ("開始", re.compile(r"^度?(?:\s*[0-9]+月)?(?:から|に|より)?(?:新たに)?(?:事業が)?(?:開始|始ま|始め|創設|発足|スタート|制度化|導入|設立|立ち上げ)|^度?\s*[~～]|^度?から(?:実施|続)")),
    ("期限", re.compile(r"^度?(?:\s*[0-9]+月)?(?:末)?まで(?:に)?")),
    ("開催", re.compile(r"^.{0,14}?(?:開催|開か|会合|会議が|行われ)")),
    ("公表", re.compile(r"^.{0,16}?(?:公表|発表|取りまとめ|とりまとめ|まとめ|策定|閣議決定|公布|改正|署名|締結)")),
)
_ROLE_WORDS = {
    "開始": re.compile(r"開始|始ま|始め|創設|発足|設置|制度化|設立|事業期間|~"),
    "期限": re.compile(r"まで"),
    "開催": re.compile(r"開催|開か|会合|日時|於"),
    "公表": re.compile(r"公表|発表|まとめ|策定|決定|公布|改正|署名|締結|付け?|^"),
}
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
        if _PER.match(claim.sentence.text[value.end :]):
            continue
        if value.kind is ValueKind.DATE:
            judged = _date(claim, value, sources, found)
        else:
            judged = _figure(claim, value, sources, found)
            if judged is None or judged.verdict is not Verdict.SUPPORTED:
                judged = _by_facts(claim, value, sources) or judged
        if judged is not None:
            yield judged


def _piece(claim: Claim, value: Value) -> str:
    """Return the words before a figure up to the last comma, which say what it is of; those after it too where few stand before."""
    text = claim.sentence.text
    start = max((match.end() for match in _PIECE.finditer(text, 0, value.start)), default=0)
    before = text[start : value.start]
    if len(_KANJI_WORD.findall(before)) >= 2:
        return before
    after = _PIECE.search(text, value.end)
    return f"{before} {text[value.end : after.start() if after else len(text)]}"


def _by_facts(claim: Claim, value: Value, sources: Sources) -> Judged | None:
    """Hold a figure against the facts of the programme that the claim is about: of the same attribute, year and kind."""
    attributes = _attributes(value, _piece(claim, value), claim.sentence.text)
    facts = [fact for fact in sources.facts_of(claim) if fact.attribute in attributes]
    if Attribute.BUDGET in attributes:
        elsewhere = _of_another_year(facts, claim.sentence.text, value)
        facts = _of_same_budget(facts, claim.sentence.text, value)
        if not facts and elsewhere:
            return _from_fact(value, elsewhere[0], Verdict.CONTRADICTED)
    told = [(fact, other) for fact in facts for other in find_values(normalise(fact.value)) if comparable(value, other)]
    if not told:
        return None
    same = [fact for fact, other in told if says_same(value, other)]
    verdict = Verdict.SUPPORTED if same else Verdict.CONTRADICTED
    return _from_fact(value, same[0] if same else told[0][0], verdict)


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
    return Judged(verdict, value.text, fact.value, fact.document_id, fact.fragments, fact.attribute.value, 1.0)


def _figure(claim: Claim, value: Value, sources: Sources, found: Iterable[Source]) -> Judged | None:
    """Hold a figure against those of its kind and unit; the statement that shares most words with it decides."""
    words = sources.words(claim, _piece(claim, value))
    years = years_in(claim.sentence.text)
    same: list[tuple[float, Source, Value]] = []
    other: list[tuple[float, Source, Value]] = []
    for source in found:
        share = _shared(words, source, sources.index)
        told_years = years_in(f"{source.statement.label} {source.statement.text}")
        if years and told_years and not years & told_years:
            continue
        for told in source.statement.values:
            if comparable(value, told):
                (same if says_same(value, told) else other).append((share, source, told))
    best = max(same, key=lambda item: item[0], default=None)
    for _, source, _ in same:
        theirs = _figure_of_owner(claim, value, source)
        if theirs and not says_same(value, theirs):
            return _told(value, (1.0, source, theirs), Verdict.CONTRADICTED)
    rival = max(other, key=lambda item: (item[0], item[1].about), default=None)
    if best and rival and rival[0] >= _CERTAIN and rival[0] - best[0] >= _CLOSER and rival[1].about:
        return _told(value, rival, Verdict.CONTRADICTED)  # the figure stands there, but of something else
    if best and best[0] >= _SAME:
        return _told(value, best, Verdict.SUPPORTED)
    if rival and rival[0] >= _OTHER and (rival[1].about or (not claim.things and rival[1].share >= _ALIKE)):
        return _told(value, rival, Verdict.CONTRADICTED)
    if best:
        return _told(value, best, Verdict.SUPPORTED)
    return Judged(Verdict.NOT_IN_DOCUMENTS, value.text)


def _figure_of_owner(claim: Claim, value: Value, source: Source) -> Value | None:
    """Return the figure that a statement gives for the name right before a figure of the claim: JST:440億円 AMED:61億円."""
    owners = _OWNER.findall(claim.sentence.text[: value.start][-_OWNER_REACH:])
    text = source.statement.text
    for owner in reversed(owners):
        for found in re.finditer(rf"{re.escape(owner)}(?:分)?\s*[::は]\s*", text):
            theirs = next((told for told in source.statement.values if told.start - found.end() in (0, 1)), None)
            if theirs and comparable(value, theirs):
                return theirs
        return None
    return None


def _shared(words: dict[str, float], source: Source, index: SearchIndex) -> float:
    statement = source.statement
    around = " ".join((statement.text, statement.label, *statement.path[-1:]))
    return share_of(words, words_of(around, index.tokenizer)) if words else 0.5


def _told(value: Value, best: tuple[float, Source, Value], verdict: Verdict) -> Judged:
    share, source, told = best
    statement = source.statement
    label = statement.label if is_label(statement.label) else ""
    return Judged(
        verdict, value.text, told.text, statement.document_id, statement.sentence.fragments, label, share
    )


def _date(claim: Claim, value: Value, sources: Sources, found: Iterable[Source]) -> Judged | None:
    """Hold the date on which something began, was held or is due against the same of the documents."""
    after = claim.sentence.text[value.end :]
    role = next((name for name, pattern in _ROLES if pattern.match(after)), None)
    mine = [date.iso for date in find_dates(value.text)] or [str(year) for year in years_in(value.text)]
    if role is None or not mine:
        return None
    words = sources.words(claim, _piece(claim, value))
    rivals = []
    for source in found:
        statement = source.statement
        if not _ROLE_WORDS[role].search(f"{statement.label} {statement.text}"):
            continue
        share = max(source.share, _shared(words, source, sources.index))
        for told in statement.values:
            if told.kind is ValueKind.DATE:
                dates = [date.iso for date in find_dates(told.text)] or [str(year) for year in years_in(told.text)]
                if any(_same_date(first, second) for first in mine for second in dates):
                    return _told(value, (share, source, told), Verdict.SUPPORTED)
                if dates and (role not in ("開始",) or _BEGUN_LABEL.search(statement.label)):
                    rivals.append((share, source, told))
    rival = max(rivals, key=lambda item: item[0], default=None)
    if rival and rival[1].about and (rival[0] >= _OTHER or role == "開始"):
        return _told(value, rival, Verdict.CONTRADICTED)
    return Judged(Verdict.NOT_IN_DOCUMENTS, value.text)


_BEGUN_LABEL = re.compile(r"開始|創設|設置|事業期間|発足")


def _same_date(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)
