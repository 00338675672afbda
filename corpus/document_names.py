"""Names of documents: by title, by kind, or by the year and the kind of paper (令和3年の報告, 2024年の中間まとめ)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.dates import YEAR, year_of
from corpus.documents import Record
from corpus.normalisation import normalise

_ASIDE = re.compile(r"[(<「]([^()<>「」]+)[)>」]")
_DATED = re.compile(
    rf"(?:{YEAR.pattern})(?:[0-9]{{1,2}}月)?の?[「『]?"
    r"[^、。はと]{0,6}?(?P<paper>報告書?|まとめ|概要|資料|現状|本文|文書|戦略)"
)
_MAIN = re.compile(r"報告|本文|文書")


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document with the words by which a question can mean it, and the year of its date."""

    document_id: str
    title: str
    kind: str
    names: tuple[str, ...]
    year: int | None


def name_documents(records: Sequence[Record]) -> tuple[NamedDocument, ...]:
    """Return the names of documents: the title, what stands in its brackets, and the kind where no other has it."""
    return tuple(_named(record, [other for other in records if other is not record]) for record in records)


def _named(record: Record, others: Sequence[Record]) -> NamedDocument:
    title, kind = normalise(record.title), normalise(record.kind)
    names = {_ASIDE.sub("", title).strip(), *_ASIDE.findall(title)}
    if len(kind) > 2 and all(other.kind != record.kind for other in others):
        names.add(kind)
    year = int(record.date[:4]) if record.date[:4].isdigit() else None
    return NamedDocument(record.document_id, title, kind, tuple(sorted(name for name in names if len(name) >= 2)), year)


def documents_in(text: str, documents: Sequence[NamedDocument]) -> tuple[str, ...]:
    """Return the ids of the documents that a search text names, in the order of ``documents``."""
    dated = {_dated(found, documents) for found in _DATED.finditer(text)}
    return tuple(
        item.document_id for item in documents if any(name in text for name in item.names) or item.document_id in dated
    )


def without_documents(text: str, documents: Sequence[NamedDocument]) -> str:
    """Return a search text without the words that name documents: what is then left is what is asked of them."""
    text = _DATED.sub(" ", text)
    for name in sorted((name for item in documents for name in item.names), key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def _dated(found: re.Match[str], documents: Sequence[NamedDocument]) -> str:
    """Return the one document of that year, or of several the one of that kind; empty where none or several fit."""
    year = year_of(found)
    same_year = [item for item in documents if item.year == year]
    of_kind = [item for item in same_year if found["paper"].rstrip("書") in item.title + item.kind]
    if _MAIN.match(found["paper"]):
        of_kind = [item for item in same_year if item.kind == "本文"] or of_kind
    fitting = of_kind or same_year
    return fitting[0].document_id if len(fitting) == 1 else ""
