"""Relations: which document revises, replaces, summarises or excerpts which other one, as titles and first pages say."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from corpus.documents import Document, Relation
from corpus.name_index import NameIndex
from corpus.normalisation import normalise

_SUPERSEDES, _SUMMARISES, _EXCERPTS = "supersedes", "summarises", "excerpts"
_OPENING, _CLOSING = 1_500, 1_500  # characters at both ends in which a paper says what it replaces
_SHORTEST = 5  # characters of a title that is a name; a shorter one is a kind of paper
_LONGEST_QUOTE = 200
_PIECE = re.compile(r"(?:[^。\n]|\n(?!\s*\n))+。?")  # a sentence, which a line end may break
_CUE = re.compile(r"改正|改定|改訂|廃止|概要|要約|要旨|ポイント|抜粋|旧|代わる|代え")
_ASIDE = re.compile(r"(?:\s?[(（][^()（）]{1,40}[)）])+$")
_BEFORE = re.compile(r"(?:^|[\s「『《〈【(:、。・]|本|この|旧|は|が|の|と|を|て|た|する|び|に)$")
_ENDS = r"[」』》〉】]?(?:\s?\([^()]{1,60}\))*"  # what may stand between a name and what is said of it
_ITSELF = re.compile(
    r"(?:本|この)(?:資料|書|文書|紙|概要|要約|要領|要綱|要項|計画|戦略|指針|ガイドライン|方針|規程|規則|報告|まとめ|改正|改定|改訂|通知|手引)"
)
# What follows the name of another document where this one says what it is to it.
_REVISES = re.compile(
    rf"{_ENDS}の?(?:一部|全部|全体)?を(?:一部|全部|全面的?に|次のように)*(?:改正|改定|改訂|廃止|見直|改め)"
)
_ENDS_IT = re.compile(rf"{_ENDS}は、?[^。]{{0,20}}?廃止(?:する|した|された)")
_REPLACES = re.compile(rf"{_ENDS}に(?:代わる|代え|代わって|替え)")
_SUMS_UP = re.compile(rf"{_ENDS}の?(?:概要|要約|要旨|ポイント)(?:版)?(?:で(?:ある|す)|を|に|として|。|$)")
_QUOTES = re.compile(rf"{_ENDS}(?:から|より|の|を)(?:一部を?)?抜粋")
_AMENDS = re.compile(rf"{_ENDS}の(?:一部|全部)(?:を(?:次のように)?改正する|改正)")
_TITLES = (
    (_SUMMARISES, re.compile(r"[」』]?(?:の|\s)*[(（【]?(?:概要|要約|要旨|ポイント)(?:版|について)?[)）】]?$")),
    (_EXCERPTS, re.compile(r"[」』]?(?:の|より|から|\s)*[(（【]?抜粋[)）】]?$")),
    (
        _SUPERSEDES,
        re.compile(
            r"[」』]?(?:の|を|\s)*[(（【]?(?:[^()（）]{0,12})?(?:改正|改定|改訂)(?:版|案)?(?:について|する[^。]{0,12})?[)）】]?$"
        ),
    ),
)
_FORMER = re.compile(r"[「『]?旧[「『:：\s]{0,2}")
_REPLACED = re.compile(r"[(（【]旧[「『:：\s]{0,2}$")
_ENDED = re.compile(r"[(（【](?:旧版?|廃止)[)）】]$")


def related(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents with the relations among them: those that a catalogue gave, and those that they tell.

    A relation to a document that is not there goes.
    """
    titles = {item.document_id: normalise(item.record.title) for item in documents}
    names = NameIndex((name, item) for item, title in titles.items() for name in _names(title))
    told: dict[str, dict[str, Relation]] = {item: {} for item in titles}
    for document in documents:
        for owner, relation in _told(document, titles[document.document_id], names):
            told[owner].setdefault(relation.document_id, relation)
    return tuple(_with(item, told[item.document_id], titles) for item in documents)


def _with(document: Document, drawn: Mapping[str, Relation], known: Collection[str]) -> Document:
    given = [item for item in document.record.relations if not item.quote and item.document_id in known]
    more = [drawn[other] for other in sorted(drawn.keys() - {item.document_id for item in given})]
    relations = (*given, *more)
    if relations == document.record.relations:
        return document  # the very same: what is drawn from it is not drawn again
    return replace(document, record=replace(document.record, relations=relations))


def _names(title: str) -> Iterator[str]:
    """Yield the names by which a document is meant: its title, and that without what is in brackets at its end."""
    yield from (name for name in {title, _ASIDE.sub("", title)} if len(name) >= _SHORTEST)


def _told(document: Document, title: str, names: NameIndex[str]) -> Iterator[tuple[str, Relation]]:
    """Yield the relations that a document tells, each with the document that it is of."""
    own = document.document_id
    for before, after, other in _others(title, own, title, names):
        if _FORMER.fullmatch(before) or _ENDED.match(after):
            yield other, Relation(_SUPERSEDES, own, document.record.title)
        else:
            replaced = [_SUPERSEDES] if _REPLACED.search(before) else []
            kinds = chain(replaced, (kind for kind, form in _TITLES if form.match(after)))
            yield from ((own, Relation(kind, other, document.record.title)) for kind in islice(kinds, 1))
    for piece in _pieces(document.text):
        for before, after, other in _others(normalise(piece), own, title, names):
            kind = _said(before, after)
            if kind:
                yield own, Relation(kind, other, piece.strip()[:_LONGEST_QUOTE])


def _others(text: str, own: str, title: str, names: NameIndex[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the other documents that a text names, of names that overlap the longest, with the text around each.

    A name that several documents have means none of them.
    """
    owners: dict[tuple[int, str], set[str]] = {}
    for at, name, item in names.find(text):
        if item != own and name != title and _BEFORE.search(text[:at]):
            owners.setdefault((at, name), set()).add(item)
    reached = 0
    for at, name in sorted(owners, key=lambda place: (place[0], -len(place[1]))):
        if at >= reached:
            reached = at + len(name)
            if len(owners[at, name]) == 1:
                yield text[:at], text[reached:], next(iter(owners[at, name]))


def _pieces(text: str) -> Iterator[str]:
    """Yield the sentences at both ends of a text that may tell a relation."""
    ends = (text[:_OPENING], text[_OPENING:][-_CLOSING:])
    yield from (found[0] for end in ends for found in _PIECE.finditer(end) if _CUE.search(found[0]))


def _said(before: str, after: str) -> str:
    """Return what a sentence says that its document is to the one named in it; empty where it says nothing of that."""
    itself = _ITSELF.search(before) is not None
    if _ENDS_IT.match(after) or _REPLACED.search(before) or (not before.strip("「『 ") and _AMENDS.match(after)):
        return _SUPERSEDES
    if itself and (_REVISES.match(after) or _REPLACES.match(after)):
        return _SUPERSEDES
    if itself and _SUMS_UP.match(after):
        return _SUMMARISES
    return _EXCERPTS if itself and _QUOTES.match(after) else ""
