"""Rendering: a statement as a sentence of an answer, in the document's own words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.collection import Collection
from corpus.labels import is_label
from corpus.normalisation import readable
from corpus.sentences import without_calls
from corpus.statements import Statement
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.reader.evidence import EvidenceStatement

# Words that tie a sentence to the one before it, which an answer does not show.
_LEADING = re.compile(
    r"^(?:また|一方(?:で|、)?|さらに(?:は)?|なお|加えて|例えば|このため(?:にも)?|そのため|具体的には|その際|したがって|しかし(?:ながら)?|他方で?|"
    r"このうち|併せて|このほか|こうした中|同時に|その上で|以上の認識に基づき|このような中)、"
)
_BRACKETED = re.compile(r"^[(（]([^()（）]*)[)）]。?$")  # a sentence all in brackets
_SHORT_VALUE = 40
_CLAUSE = re.compile(r"(?:を|に)[^、。をに]{1,12}$|[・:：]\s*$")  # ステージに応じた規模を設定: a clause, and no noun
_NOUN_END = re.compile(r"[一-龯々ァ-ヶーA-Za-zＡ-Ｚａ-ｚ0-9０-９等）)」』％%～~]$")


@dataclass(frozen=True, slots=True)
class Composed:
    """The sentences of an answer, the evidence that they rest on, and for each thing asked whether it was found.

    ``listed`` is the share of the question that a list's headings cover, where the answer is a list; ``known`` whether
    the answer was read off fact sheets, so that there is nothing to weigh.
    """

    sentences: tuple[AnswerSentence, ...] = ()
    evidence: tuple[EvidenceStatement, ...] = ()
    parts: tuple[tuple[str, bool], ...] = ()
    listed: float = 0.0
    known: bool = False


def sentence_of(
    collection: Collection, statement: Statement, maker: CitationMaker, *, alone: bool = False
) -> AnswerSentence:
    """Return a statement as a sentence with its citations, ``alone`` with those of its own document."""
    document = collection.document(statement.document_id)
    if statement.label and statement.value:
        words = _field(statement)
    else:
        words = readable(without_calls(document, statement.sentence.fragments))
        words = closed(_LEADING.sub("", words))
    return AnswerSentence(words, _citations(collection, statement, maker, alone=alone))


def _citations(collection: Collection, statement: Statement, maker: CitationMaker, *, alone: bool) -> tuple[int, ...]:
    """Return the citations of a statement, with those of other documents that say it in the same words.

    A field is cited alone: its words may stand on the page of another programme too.
    """
    if alone or statement.label or statement.context:
        return maker.cite(statement.document_id, (*statement.context, *statement.sentence.fragments))
    same = [item for item in collection.told_again(statement) if maker.may_cite(item.document_id)]
    return tuple(number for item in same for number in maker.cite(item.document_id, item.sentence.fragments))


def _field(statement: Statement) -> str:
    """Return a field as a sentence; 現状, 対応, 課題 name the part of a paper: what follows is a sentence of its own."""
    label, value = statement.label, statement.value
    if is_label(label) and len(label) <= 2 and not _is_noun(value):
        return closed(value)
    return field_sentence(label, value)


def field_sentence(label: str, value: str) -> str:
    """Return a label with its value: 支援期間は2年間です, or with a colon where the value is a clause or long."""
    return f"{label}は{value}です。" if _is_noun(value) else f"{label}：{closed(value)}"


def _is_noun(value: str) -> bool:
    short = len(value) <= _SHORT_VALUE and "。" not in value
    return short and _NOUN_END.search(value) is not None and not _CLAUSE.search(value)


def marked(words: str, numbers: Iterable[int]) -> str:
    """Return the words of a cell with the marks of its citations."""
    return words + "".join(f"[{number}]" for number in numbers)


def closed(words: str) -> str:
    """Return ``words`` closed with a full stop, without dangling marks and brackets around the whole."""
    words = _BRACKETED.sub(r"\1", words.strip(" ・、\t").replace("\t", " "))
    return words if words.endswith(("。", "？", "！", "?", "!")) else f"{words}。"
