"""Composition: evidence joined into a short answer that leads with what was asked."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.collection import Collection
from corpus.normalisation import normalise, readable
from corpus.sentences import without_calls
from corpus.spans import Span
from corpus.statements import Statement
from corpus.values import ValueKind
from indexer.search_index import SearchIndex
from indexer.tokenisation import FugashiTokenizer
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.evidence import EvidenceStatement, words_of
from qa.finding import Findings
from qa.lists import EnumeratedList
from qa.names import NamedThing
from qa.questions import VALUE_KINDS, AnalysedQuestion, AnswerType

_BUDGET = 200  # characters of an answer that is neither a list nor a comparison
_SECOND = 0.9  # a second statement is added when it is nearly as good as the first
_SIBLING = 0.85  # so near to the best, a statement of the same kind and section belongs to the answer too
_FOCUS = 0.25  # so much of what is asked about a named thing a value must answer to
_LONG_QUOTE = 1_200
_LEADING = re.compile(
    r"^(?:また|一方(?:で|、)?|さらに|なお|加えて|例えば|このため|そのため|具体的には|その際|したがって|しかし(?:ながら)?|他方で?|このうち|併せて|このほか|こうした中)、"
)
_VALUE_END = re.compile(r"(?:[。！？]|です|ます|する|した|なる|いる|ある|こと)$")
_DEFINING = re.compile(r"とは|を意味する|の略|とされている|「[^」]+」という|制度創設|をいう")
_GIVING_REASON = re.compile(r"ため|により|背景に|から、|ので|によって|とともに廃止")


@dataclass(frozen=True, slots=True)
class Composed:
    """The sentences of an answer, the evidence that they rest on, and for each thing asked whether it was found."""

    sentences: tuple[AnswerSentence, ...]
    evidence: tuple[EvidenceStatement, ...]
    parts: tuple[tuple[str, bool], ...] = ()
    listed: float = 0.0


def compose(index: SearchIndex, findings: Findings, lists: Sequence[EnumeratedList], maker: CitationMaker) -> Composed:
    """Return the answer in the shape that the question asks for; without evidence it has no sentences."""
    question, evidence, collection = findings.question, findings.evidence, index.collection
    if findings.parts and question.asks(AnswerType.COMPARISON):
        return _comparison(collection, findings, maker)
    chosen = choose_list(question, lists, index.lexical.rarity, index.tokenizer)
    covered = evidence[0].coverage if evidence else 0.0
    if chosen and (question.asks(AnswerType.LIST) or chosen[1] > covered):
        sentences = _render_list(collection, chosen[0], maker)
        return Composed(sentences, (), (), listed=chosen[1])
    kinds = [(kind, VALUE_KINDS[kind]) for kind in question.types if kind in VALUE_KINDS]
    if kinds:
        return _values(collection, question, evidence, kinds, maker)
    return _statements(collection, question, evidence, maker)


# ---------------------------------------------------------------- values


def _values(
    collection: Collection,
    question: AnalysedQuestion,
    evidence: Sequence[EvidenceStatement],
    kinds: Sequence[tuple[AnswerType, ValueKind]],
    maker: CitationMaker,
) -> Composed:
    """Return for each kind of value asked for the statement that gives it, with its siblings."""
    chosen: list[EvidenceStatement] = []
    parts: list[tuple[str, bool]] = []
    for asked, kind in kinds:
        holding = [item for item in evidence if _tells(question, item, kind)]
        best = holding[0] if holding else None
        parts.append((asked.value, best is not None))
        if best:
            chosen += [item for item in _siblings(best, holding) if item not in chosen]
    if not chosen:
        return _statements(collection, question, evidence, maker)
    sentences = tuple(_sentence(collection, item.statement, maker) for item in chosen)
    return Composed(sentences, tuple(chosen), tuple(parts) if len(parts) > 1 else ())


def _tells(question: AnalysedQuestion, item: EvidenceStatement, kind: ValueKind) -> bool:
    """Say whether a statement gives a value of ``kind`` for what is asked: of that thing, year and turn."""
    named = any(thing.is_programme for thing in question.things)
    holds = kind in {value.kind for value in item.statement.values}
    return holds and item.fits and item.about and (not named or item.focus >= _FOCUS)


def _siblings(best: EvidenceStatement, holding: Sequence[EvidenceStatement]) -> list[EvidenceStatement]:
    """Return ``best`` with the fields beside it that answer as well: long and short terms, shares by agency."""
    near = [
        item
        for item in holding
        if item is best
        or (
            item.statement.document_id == best.statement.document_id
            and item.statement.section == best.statement.section
            and item.statement.label
            and item.statement.label != best.statement.label
            and item.score >= _SIBLING * best.score
        )
    ]
    return sorted(near[:4], key=lambda item: item.statement.number)


# ---------------------------------------------------------------- statements


def _statements(
    collection: Collection, question: AnalysedQuestion, evidence: Sequence[EvidenceStatement], maker: CitationMaker
) -> Composed:
    """Return the best statement, and a second one of the same place where it is nearly as good and there is room."""
    ranked = sorted(evidence, key=lambda item: -(item.score + _fit(question, item)))
    if not ranked:
        return Composed((), ())
    best = _field_asked_for(ranked[0], evidence)
    chosen = [best]
    room = _BUDGET - len(best.statement.text)
    for item in ranked[1:4]:
        again = any(_same_words(item.statement, other.statement) for other in chosen)
        if not again and item.score >= _SECOND * best.score and len(item.statement.text) <= room:
            chosen.append(item)
            room -= len(item.statement.text)
    sentences = tuple(_sentence(collection, item.statement, maker) for item in chosen)
    return Composed(sentences, tuple(chosen))


def _fit(question: AnalysedQuestion, item: EvidenceStatement) -> float:
    """Return what the wording of a statement adds as an answer of the kind asked for."""
    text = item.statement.text
    if question.asks(AnswerType.DEFINITION):
        return 0.5 * bool(_DEFINING.search(text)) * item.own + 0.3 * _brackets(question, text)
    if question.asks(AnswerType.REASON):
        return 0.15 * bool(_GIVING_REASON.search(text))
    return 0.0


def _brackets(question: AnalysedQuestion, text: str) -> bool:
    """Say whether the text sets what is asked about in brackets beside its explanation."""
    return any(f"({term})" in text or f"「{term}」" in text for term in _NOUNS.findall(question.core))


_NOUNS = re.compile(r"[^\s(),、「」]{2,20}")


def _field_asked_for(best: EvidenceStatement, evidence: Iterable[EvidenceStatement]) -> EvidenceStatement:
    """Return the field of the best one's record whose name the question gives: of 機関 A, its 分野."""
    record = [
        item
        for item in evidence
        if item.statement.label
        and item.label >= 1.0
        and item.statement.document_id == best.statement.document_id
        and item.statement.section == best.statement.section
        and 0 < item.statement.number - best.statement.number <= 3
    ]
    return min(record, key=lambda item: item.statement.number) if record and best.statement.label else best


def _same_words(first: Statement, second: Statement) -> bool:
    texts = sorted((re.sub(r"\W", "", first.text), re.sub(r"\W", "", second.text)), key=len)
    return texts[0] in texts[1]


# ---------------------------------------------------------------- sentences


def _sentence(collection: Collection, statement: Statement, maker: CitationMaker, subject: str = "") -> AnswerSentence:
    document = collection.document(statement.document_id)
    if statement.label and statement.value:
        words = _field_sentence(statement)
    else:
        words = readable(without_calls(document, statement.sentence.fragments))
        words = _closed(_LEADING.sub("", words))
    return AnswerSentence(
        subject + words, maker.cite(statement.document_id, (*statement.context, *statement.sentence.fragments))
    )


def _field_sentence(statement: Statement) -> str:
    """Return a field as a sentence: 支援期間は2年間です。"""
    if _VALUE_END.search(statement.value) or len(statement.value) > 60:
        return f"{statement.label}：{_closed(statement.value)}"
    return f"{statement.label}は{statement.value}です。"


def _closed(words: str) -> str:
    """Return ``words`` closed with a full stop, without dangling marks."""
    words = words.strip(" ・、\t").replace("\t", " ")
    return words if words.endswith(("。", "？", "！", "?", "!")) else f"{words}。"


# ---------------------------------------------------------------- lists


def choose_list(
    question: AnalysedQuestion,
    lists: Sequence[EnumeratedList],
    weights: Callable[[str], float],
    tokenizer: FugashiTokenizer,
) -> tuple[EnumeratedList, float] | None:
    """Return the list whose headings and leading sentence the question names best, with the share that it covers."""
    counted = _COUNT.search(normalise(question.text))
    number = _numeral(counted.group(1)) if counted else 0
    scored = [(_list_score(question, item, number, weights, tokenizer), -at, item) for at, item in enumerate(lists)]
    if not scored:
        return None
    (score, share), _, best = max(scored, key=lambda entry: entry[:2])
    wanted = _LIST_ASKED if question.asks(AnswerType.LIST) else _LIST_UNASKED
    return (best, share) if score >= wanted else None


_COUNT = re.compile(r"([0-9]+|[二三四五六七八九])(?:つ|点|項目)(?!目)")
_LIST_ASKED, _LIST_UNASKED = 0.75, 1.35
_GENERIC = frozenset(
    {"項目", "一覧", "中身", "具体", "物", "つ", "2", "3", "4", "5", "点", "者", "為", "事", "言う", "有る", "為る"}
)


def _list_score(
    question: AnalysedQuestion,
    item: EnumeratedList,
    number: int,
    weights: Callable[[str], float],
    tokenizer: FugashiTokenizer,
) -> tuple[float, float]:
    terms = {term: weights(term) for term in question.terms if term not in _GENERIC}
    total = sum(terms.values()) or 1.0
    own = words_of(f"{item.path[-1] if item.path else ''} {item.lead}", tokenizer)
    above = own | words_of(" ".join(item.path), tokenizer)
    share = sum(weight for term, weight in terms.items() if term in above) / total
    share_own = sum(weight for term, weight in terms.items() if term in own) / total
    excess = len(own - set(terms)) / (len(own) or 1)
    fits = 0.0 if not number else (0.3 if number == len(item.members) else -0.3)
    return share + 0.5 * share_own + fits - 0.25 * excess + 0.4 * (item.document_id in question.documents), share


def _numeral(words: str) -> int:
    return int(words) if words.isdigit() else "〇一二三四五六七八九".index(words)


def _render_list(collection: Collection, item: EnumeratedList, maker: CitationMaker) -> tuple[AnswerSentence, ...]:
    document = collection.document(item.document_id)
    members = [_member(readable(without_calls(document, fragments))) for fragments in item.members]
    if len(item.span) <= _LONG_QUOTE and _contiguous(item):
        numbers = maker.cite(item.document_id, (item.span,))
        return (AnswerSentence("\n".join(f"・{member}" for member in members), numbers),)
    return tuple(
        AnswerSentence(f"・{member}\n", maker.cite(item.document_id, fragments))
        for member, fragments in zip(members, item.members, strict=True)
    )


def _contiguous(item: EnumeratedList) -> bool:
    """Say whether little stands between the members: then the list can be quoted as it stands."""
    inside = sum(len(fragment) for fragments in item.members for fragment in fragments)
    return inside >= 0.6 * len(item.span)


def _member(words: str) -> str:
    words = re.sub(r"^[-‐–○〇◎◆◇■□●・\s]+", "", words).replace("\t", "：", 1).replace("\t", " ")
    found = re.fullmatch(r"[＜<【](.+)[＞>】]", words)
    return found.group(1) if found else words


# ---------------------------------------------------------------- comparison


def _comparison(collection: Collection, findings: Findings, maker: CitationMaker) -> Composed:
    """Return a table with a row for each thing compared; an empty cell says 記載なし."""
    rows, used, parts = [], [], []
    numbers: dict[int, None] = {}
    for thing, part in findings.parts:
        best = _best_for(part.question, part.evidence)
        parts.append((thing.key, best is not None))
        if best is None:
            rows.append(f"| {thing.key} | 記載なし |")
            continue
        used.append(best)
        cell = _sentence(collection, best.statement, maker)
        heading = _heading_span(collection, best.statement, thing)
        name = next((name for name in thing.names if name in " ".join(best.statement.path)), thing.key)
        rows.append(f"| {name} | {cell.text.rstrip('。')} |")
        cited = maker.cite(best.statement.document_id, (heading,)) if heading else ()
        numbers |= dict.fromkeys((*cell.citations, *cited))
    if not used:
        return Composed((), (), tuple(parts))
    text = "\n".join(["| 対象 | 内容 |", "|---|---|", *rows]) + "\n"
    return Composed((AnswerSentence(text, tuple(numbers)),), tuple(used), tuple(parts))


def _best_for(question: AnalysedQuestion, evidence: Sequence[EvidenceStatement]) -> EvidenceStatement | None:
    about = [item for item in evidence if item.about]
    typed = [item for item in about if item.typed]
    return next(iter(typed or ([] if question.value_kinds else about)), None)


def _heading_span(collection: Collection, statement: Statement, thing: NamedThing) -> Span | None:
    """Return where the headings above a statement name the thing."""
    document = collection.document(statement.document_id)
    at: int | None = statement.section
    while at is not None:
        section = document.sections[at]
        if section.heading_span and any(name in section.heading for name in thing.names):
            return section.heading_span
        at = section.parent
    return None
