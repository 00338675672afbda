"""Statements: the sentence that says it, and a second one of the same place where it is nearly as good."""

import re
from collections.abc import Iterable, Sequence

from corpus.collection import Collection
from corpus.documents import BlockKind
from corpus.statements import Statement
from qa.citations import CitationMaker
from qa.evidence import EvidenceStatement
from qa.questions import AnalysedQuestion, AnswerType
from qa.shapes.rendering import Composed, sentence_of

_BUDGET = 200  # characters of an answer that is neither a list nor a comparison
_SECOND = 0.97  # a second statement is added when it is nearly as good as the first
_SEVERAL = 0.75  # and sooner where the question asks for several
_ASKS_SEVERAL = re.compile(r"それぞれ|両方|二つ|三つ|[2-5]つ|あわせて|何と何|まとめて")
_MEMBER = re.compile(r"[一-龯々ァ-ヴーA-Za-z0-9）)」][、・]")
_ENUMERATED = 3  # marks between members from which a sentence is a list
_GIVING_REASON = re.compile(r"ため|により|背景に|から、|ので|によって|とともに廃止|要因|原因")


def compose_statements(
    collection: Collection, question: AnalysedQuestion, evidence: Sequence[EvidenceStatement], maker: CitationMaker
) -> Composed:
    """Return the best statement, and a second one of the same passage where there is room."""
    evidence = [item for item in evidence if not _is_name(question, item.statement.text)]
    ranked = sorted(evidence, key=lambda item: -(item.score + _fit(question, item)))
    if not ranked:
        return Composed()
    best = _field_asked_for(question, ranked[0], evidence)
    chosen = _whole_item(best, evidence)
    room = _BUDGET - sum(len(item.statement.text) for item in chosen)
    several = _ASKS_SEVERAL.search(question.text) is not None
    others = ranked[1:4] if best is ranked[0] else []  # the same field of other records is none of this one
    for item in others:
        again = any(_same_words(item.statement, other.statement) for other in chosen)
        near = item.passage.row == best.passage.row and item.score >= _SECOND * best.score
        near = near or (several and item.score >= _SEVERAL * best.score)
        if near and not again and len(item.statement.text) <= room:
            chosen.append(item)
            room -= len(item.statement.text)
    sentences = tuple(sentence_of(collection, item.statement, maker) for item in chosen)
    return Composed(sentences, (best, *(item for item in chosen if item is not best), ranked[0]))


def _whole_item(best: EvidenceStatement, evidence: Iterable[EvidenceStatement]) -> list[EvidenceStatement]:
    """Return the sentences of the list item that the best one stands in, where it is short: an item says one thing."""
    if best.statement.kind is not BlockKind.ITEM:
        return [best]
    place = best.statement.document_id, best.statement.sentence.block
    whole = [item for item in evidence if (item.statement.document_id, item.statement.sentence.block) == place]
    short = sum(len(item.statement.text) for item in whole) <= _BUDGET
    return sorted(whole, key=lambda item: item.statement.number) if short else [best]


def _is_name(question: AnalysedQuestion, text: str) -> bool:
    """Say whether a text is nothing but names of what the question names."""
    names = sorted({name for thing in question.things for name in thing.names}, key=len, reverse=True)
    rest = re.sub("|".join(map(re.escape, names)), "", text, flags=re.IGNORECASE) if names else text
    return not re.search(r"\w", rest)


def enumerates(statement: Statement) -> bool:
    """Say whether a sentence is a list itself: several nouns with commas between them."""
    return len(_MEMBER.findall(statement.text)) >= _ENUMERATED


def _fit(question: AnalysedQuestion, item: EvidenceStatement) -> float:
    """Return what the form of a statement adds or takes as an answer of the kind asked for."""
    fit = 0.0
    if question.asks(AnswerType.REASON):
        fit += 0.3 * bool(_GIVING_REASON.search(item.statement.text)) - 0.3 * bool(item.statement.label)
    if question.asks(AnswerType.LIST):
        fit += 0.3 * enumerates(item.statement)
    if item.statement.text.endswith("?"):
        fit -= 0.4  # a question answers none
    if len(item.statement.text) < 14 and not item.statement.label:
        fit -= 0.4  # a heading or a name says nothing of itself
    return fit


def _field_asked_for(
    question: AnalysedQuestion, best: EvidenceStatement, evidence: Iterable[EvidenceStatement]
) -> EvidenceStatement:
    """Return the field of the best one's record whose name the question gives: of 機関 A, its 分野."""
    record = [
        item
        for item in evidence
        if item.statement.label
        and item.label >= 1.0
        and not _is_name(question, item.statement.label)
        and item.statement.place == best.statement.place
        and 0 < item.statement.number - best.statement.number <= 3
    ]
    return min(record, key=lambda item: item.statement.number) if record and best.statement.label else best


def _same_words(first: Statement, second: Statement) -> bool:
    texts = sorted((re.sub(r"\W", "", first.text), re.sub(r"\W", "", second.text)), key=len)
    return texts[0] in texts[1]
