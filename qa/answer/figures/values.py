"""Values: the amount, period, number, share or date that is asked for, of the right thing, year and turn."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from corpus.collection import Collection
from corpus.values import ValueKind
from qa.answer.figures.arithmetic import Told, compared, computed
from qa.answer.figures.trends import asks_trend, both_years, tell_trend
from qa.answer.papers.recency import newest_first, newest_note, other_version
from qa.answer.rendering import Composed, sentence_of
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import PART_NAMES, VALUE_KINDS, AnswerType
from qa.reader.evidence import EvidenceStatement

_SIBLING = 1.0  # so near to the best, a statement of the same kind and section belongs to the answer too
_COMPARED = 3.0  # nearer it need not be where two of one section are compared
_ANSWERS = 0.15  # probability from which a value of a named thing answers
_COHERENT = 1.0  # what a value gains that stands in the section of the others that are asked for
_BREAKDOWN = re.compile(r"内訳|それぞれ")
_MOST = 4


def value_kinds(question: AnalysedQuestion) -> tuple[tuple[AnswerType, ValueKind], ...]:
    """Return the kinds of value that the question asks for, in the order of its types."""
    computed = {AnswerType.RATIO} if asks_trend(question) else set()  # 前年度の何倍: told by both years' amounts
    return tuple((kind, VALUE_KINDS[kind]) for kind in question.types if kind in VALUE_KINDS and kind not in computed)


def compose_values(
    collection: Collection,
    question: AnalysedQuestion,
    evidence: Sequence[EvidenceStatement],
    asked: AbstractSet[str],
    words: Callable[[str], AbstractSet[str]],
    maker: CitationMaker,
) -> Composed:
    """Return for each kind of value asked for the statement that gives it, with its siblings; empty if none does."""
    kinds = value_kinds(question)
    telling = {kind: [item for item in evidence if tells(question, item, kind)] for _, kind in kinds}
    section = _common_section(telling)
    chosen: list[EvidenceStatement] = []
    parts: list[tuple[str, bool]] = []
    for sort, kind in kinds:
        found = _preferred(question, telling[kind], kind, section)
        parts.append((PART_NAMES[sort], bool(found)))
        if found:
            chosen += [item for item in _siblings(question, found) if item not in chosen]
            chosen += _other_versions(collection, question, found, chosen)
    chosen = _newest_first(collection, chosen)
    sentences = tuple(sentence_of(collection, item.statement, maker) for item in chosen)
    said, trend = _said(chosen, sentences), tell_trend(question, chosen, sentences)
    concluded = trend or computed(question, said)
    sentences = (*compared(question, said), *sentences, *concluded)
    if len(chosen) > 1 and other_version(collection, chosen[0], chosen[1:]):
        sentences += newest_note(collection, (item.statement.document_id for item in chosen))
    # What follows from both years' fields of the thing named is computed: there is nothing to weigh either.
    known = bool(chosen) and (
        _is_field_of_named(question, chosen[0], asked, words) or bool(trend and question.programmes)
    )
    return Composed(sentences, tuple(chosen), tuple(parts) if len(parts) > 1 else (), known=known)


def _said(chosen: Sequence[EvidenceStatement], sentences: Sequence[AnswerSentence]) -> list[Told]:
    """Return what each statement tells, a field under its label."""
    return [
        Told(item.statement.label, item.statement.value or item.statement.text, sentence.citations)
        for item, sentence in zip(chosen, sentences, strict=True)
    ]


def _is_field_of_named(
    question: AnalysedQuestion,
    item: EvidenceStatement,
    asked: AbstractSet[str],
    words: Callable[[str], AbstractSet[str]],
) -> bool:
    """Say whether a statement is the field of the one programme named that has all the words that say what is asked.

    Then there is nothing to weigh.
    """
    named = len(question.programmes) == 1 and item.about and item.fits and bool(item.statement.label)
    return named and not asked - words(f"{item.statement.label} {item.statement.text}")


def _other_versions(
    collection: Collection,
    question: AnalysedQuestion,
    found: Sequence[EvidenceStatement],
    chosen: Sequence[EvidenceStatement],
) -> list[EvidenceStatement]:
    """Return the same field with another value from a document of another date, where a thing and no year is named."""
    if not question.programmes or question.years:
        return []
    other = other_version(collection, found[0], found[1:])
    return [other] if other is not None and other not in chosen else []


def _newest_first(collection: Collection, chosen: Sequence[EvidenceStatement]) -> list[EvidenceStatement]:
    """Return statements of several documents with those of the newest first, else as they are."""
    order = newest_first(collection, (item.statement.document_id for item in chosen))
    return sorted(chosen, key=lambda item: order.index(item.statement.document_id))


def tells(question: AnalysedQuestion, item: EvidenceStatement, kind: ValueKind) -> bool:
    """Say whether a statement gives a value of ``kind`` for what is asked: of that thing, year and turn."""
    holds = kind in {value.kind for value in item.statement.values}
    if not (holds and item.fits and item.about):
        return False
    if not question.programmes:
        return True
    if asks_trend(question) and item.statement.label:
        return True  # one of both years' fields: alone neither of them answers
    return item.answers >= _ANSWERS or _is_bare_amount(question, item) or _is_period(item, kind)


def _is_period(item: EvidenceStatement, kind: ValueKind) -> bool:
    """Say whether a field is the period of a thing: 何年間 asks for it without a word of its label."""
    return kind is ValueKind.PERIOD and "期間" in item.statement.label


def _is_bare_amount(question: AnalysedQuestion, item: EvidenceStatement) -> bool:
    """Say whether a line is nothing but amounts, right under the heading of the thing: then it is its budget."""
    if "予算" not in question.text:
        return False
    statement = item.statement
    measured = sum(len(value.text) for value in statement.values if value.kind is ValueKind.AMOUNT)
    heading = statement.path[-1] if statement.path else ""
    under = any(thing.stands_in(heading) for thing in question.things)
    return under and not statement.label and measured >= 0.5 * len(statement.text)


def _common_section(telling: dict[ValueKind, list[EvidenceStatement]]) -> tuple[str, int] | None:
    """Return the section that gives all the values asked for together best, where more than one is asked for."""
    if len(telling) < 2:
        return None
    totals: dict[tuple[str, int], dict[ValueKind, float]] = {}
    for kind, items in telling.items():
        for item in items:
            place = totals.setdefault(item.statement.place, {})
            place.setdefault(kind, item.score)
    return max(totals, key=lambda place: sum(totals[place].values()), default=None)


def _is_asked_field(question: AnalysedQuestion, item: EvidenceStatement) -> bool:
    """Say whether a statement is the field of the named programme that the question gives by its label."""
    label = item.statement.label
    return len(question.programmes) == 1 and bool(label) and label in question.text


def _preferred(
    question: AnalysedQuestion,
    items: Sequence[EvidenceStatement],
    kind: ValueKind,
    section: tuple[str, int] | None,
) -> list[EvidenceStatement]:
    """Return the statements that give a value with the preferred one first."""
    if not items:
        return []

    def preference(item: EvidenceStatement) -> float:
        here = section == item.statement.place
        several = len([value for value in item.statement.values if value.kind is kind]) > 1
        breakdown = 0.3 * (several and bool(_BREAKDOWN.search(question.text)))
        return item.score + _COHERENT * here + breakdown

    # No prose tells it better than the field itself.
    return sorted(items, key=lambda item: (not _is_asked_field(question, item), -preference(item)))


def _siblings(question: AnalysedQuestion, found: Sequence[EvidenceStatement]) -> list[EvidenceStatement]:
    """Return the best with the fields beside it that answer as well: long and short terms, shares by agency, years."""
    best = found[0]
    pair = both_years(best, found) if asks_trend(question) else []
    if pair:
        return pair
    distance = _COMPARED if question.asks(AnswerType.COMPARISON) else _SIBLING
    near = [
        item
        for item in found
        if item is best
        or (
            item.statement.place == best.statement.place
            and (item.statement.label or question.asks(AnswerType.COMPARISON))
            and item.statement.label != (best.statement.label or None)
            and item.score >= best.score - distance
        )
    ]
    return sorted(near[:_MOST], key=lambda item: item.statement.number)
