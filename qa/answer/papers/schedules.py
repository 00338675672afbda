"""Schedules: the events of a month or at a place, from the rows of a table that gives their dates."""

import re
from collections.abc import Iterable, Sequence

from corpus.collection import Collection
from corpus.documents import BlockKind
from corpus.normalisation import normalise
from corpus.statements import Statement
from qa.answer.rendering import Composed, sentence_of
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import AnswerType

_EVENTS = re.compile(r"会議|会合|予定|行事|イベント|日程|スケジュール|開催|開かれ|フォーラム|サミット")
_MONTH = re.compile(r"(?<![0-9])(?P<month>1[0-2]|[1-9])月(?!\s*[0-9])")
_DATED = re.compile(r"^(?:(?:19|20)[0-9]{2}年)?\s*(?P<month>1[0-2]|[1-9])月")
# Words of a question about events that say neither which nor where.
_GENERAL = re.compile(
    r"[0-9]+年?|(?:1[0-2]|[0-9])月|令和|国際|会議|会合|予定表?|行事|イベント|日程|スケジュール|開催地?|開く|開かれる|全部|すべて|全て|一覧|"
    r"今後|表|地|何|どんな|ある|中|年|月|日付|一緒|挙げる|なる|する|いる|の|に|で|を|は|が|と"
)
_FEWEST = 2  # rows that a place or a name picks out, from which they are a list


def compose_schedule(
    collection: Collection, question: AnalysedQuestion, words: Sequence[str], maker: CitationMaker
) -> Composed:
    """Return the events of the month that a question names, or all those at a place; empty where it asks for no such.

    ``words`` are its content words. Of the month's events those are told that have one of its other words, if any has.
    """
    if not _EVENTS.search(question.text):
        return Composed()
    rows = [statement for statement in collection.statements if _month_of(statement)]
    other = [word for word in words if not _GENERAL.fullmatch(word)]
    month = _MONTH.search(question.text)
    if month:
        told = [row for row in rows if _month_of(row) == int(month["month"])]
        told = _with_any(told, other) or told
    elif question.asks(AnswerType.LIST) and other:
        told = [row for row in rows if all(word in normalise(row.text).casefold() for word in other)]
        told = told if len(told) >= _FEWEST else []
    else:
        told = []
    sentences = tuple(sentence_of(collection, row, maker) for row in told)
    return Composed(sentences, known=bool(sentences))


def _month_of(statement: Statement) -> int:
    """Return the month of a row that gives an event its date, 0 where it gives none."""
    found = _DATED.match(statement.value) if statement.kind is BlockKind.ROW and statement.label else None
    return int(found["month"]) if found else 0


def _with_any(rows: Iterable[Statement], words: Sequence[str]) -> list[Statement]:
    return [row for row in rows if any(word in normalise(row.text).casefold() for word in words)]
