"""Excerpts: the statement that the reader chose, and others of its place that belong to the answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.collection import Collection
from corpus.documents import BlockKind
from corpus.spans import Span
from corpus.statements import Statement
from qa.answer.rendering import Composed, sentence_of
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import AnswerType
from qa.reader.evidence import EvidenceStatement

_BUDGET = 200  # characters of an answer that is neither a list nor a comparison
_BUDGET_OF_SEVERAL, _MOST = 400, 6  # the same, and how many statements may follow the best, where several are asked for
_SECOND = 0.5  # probability that it answers, from which a second statement is told
_SEVERAL = 0.25  # the same where the question asks for several
_NEARLY_OF_SEVERAL = 4.0
_NEARLY = 1.5  # how much less the second may score
_RECORD = 3  # rows of a record below the one that names it
_ASKS_SEVERAL = re.compile(r"それぞれ|両方|二つ|三つ|[2-5]つ|あわせて|何と何|まとめて")


def compose_excerpts(
    collection: Collection, question: AnalysedQuestion, evidence: Sequence[EvidenceStatement], maker: CitationMaker
) -> Composed:
    """Return the best statement, and further ones that answer too where there is room; empty without evidence."""
    if not evidence:
        return Composed()
    several = question.asks(AnswerType.OVERVIEW) or question.asks(AnswerType.LIST)
    best, *others = (_field_asked_for(collection, question, evidence[0]), *evidence[1:])
    chosen = _whole_item(best, evidence)
    room = (_BUDGET_OF_SEVERAL if several else _BUDGET) - sum(len(item.statement.text) for item in chosen)
    least = _SEVERAL if several or _ASKS_SEVERAL.search(question.text) else _SECOND
    for item in others[: _MOST if several else 4]:
        again = any(_same_words(item.statement, other.statement) for other in chosen)
        near = item.score >= best.score - (_NEARLY_OF_SEVERAL if several else _NEARLY)
        answers = item.answers >= least and near
        if answers and not again and len(item.statement.text) <= room:
            chosen.append(item)
            room -= len(item.statement.text)
    return Composed(tuple(sentence_of(collection, item.statement, maker) for item in chosen), tuple(chosen))


def _field_asked_for(collection: Collection, question: AnalysedQuestion, best: EvidenceStatement) -> EvidenceStatement:
    """Return the field of the best one's record whose label the question gives: of the row 機関 A its 分野."""
    number, place = best.statement.number, best.statement.place
    for sibling in collection.statements[number + 1 : number + 1 + _RECORD] if best.statement.label else ():
        label = sibling.label if sibling.place == place else ""
        if label and label in question.text and best.statement.label not in question.text:
            return replace(best, statement=sibling, answer=Span(0, len(sibling.text)))
    return best


def _whole_item(best: EvidenceStatement, evidence: Iterable[EvidenceStatement]) -> list[EvidenceStatement]:
    """Return the sentences of the list item that the best one stands in, where it is short: an item says one thing."""
    if best.statement.kind is not BlockKind.ITEM:
        return [best]
    place = best.statement.document_id, best.statement.sentence.block
    whole = [item for item in evidence if (item.statement.document_id, item.statement.sentence.block) == place]
    short = sum(len(item.statement.text) for item in whole) <= _BUDGET
    return sorted(whole, key=lambda item: item.statement.number) if short else [best]


def _same_words(first: Statement, second: Statement) -> bool:
    texts = sorted((re.sub(r"\W", "", first.text), re.sub(r"\W", "", second.text)), key=len)
    return texts[0] in texts[1]
