"""Titles: pieces of a line that are the name of a programme."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.names import Names
from corpus.statements import Statement

_MARK = re.compile(r"^(?:[■□◆◇○●◎▼▶✓・*]|[旧新][::]|【[^】]{1,8}[0-9]】|\(?[0-9]{1,2}[).．]|[①-⑳]|[0-9]{1,2}\s)\s*")
_ASIDE = re.compile(r"[(<\[〔](?P<aside>[^()<>\[\]〔〕]+)[)>\]〕]")
_STRONG = re.compile(
    r"(?:事業|プログラム|補助金|交付金|助成金|制度|計画|プロジェクト|イニシアティブ|イニシアチブ|Initiative|Programmes?|Programs?|Project)$",
    re.IGNORECASE,
)
_WEAK = re.compile(r"(?:研究|連携|支援|推進|協働|整備|構築|育成|派遣|招へい|促進|交流|開発|育成等|フォーラム)$")
_SENTENCE = re.compile(
    r"[。、?!:：※]|内数|(?:は|が|を|して|する|した|いる|ある|される|について|において|との違い)(?:$|[^ァ-ヴー])"
)
_GENERIC = re.compile(
    r"^(?:本|同|当該|各|既存の|他の?|関連|主な|主要|先行|旧|新|研究|支援|行政|科研費)?(?:事業|プログラム|制度|計画|プロジェクト|施策|国際共同研究|共同研究|研究開発)(?:一覧|名|概要)?$"
)
_VARIANT = re.compile(r"(?P<of>[A-Z][A-Z0-9\-]{1,14}) [A-Z][A-Za-z0-9\-]{1,14}")
_PLAN = re.compile(r"計画$")  # plans of a government are papers, and no programmes
_TWO_NAMES = re.compile(r"^(?P<short>[A-Z][A-Z0-9\-]{2,14})\((?P<english>[A-Za-z][^/／()]+)[/／](?P<name>[^()]+)\)")
_QUOTED = re.compile(r"「(?P<name>[^「」]{4,30})」")
_MEETING = re.compile(r"(?:委員会|会合|会議|協議|戦略)$")  # named by the same means as programmes and none
_PLACE = 2  # letters of a name in brackets that is a place or a state: フォーラム(NY)
_SHORT = re.compile(r"^(?:略称|通称|以下、?)\s*[::「]?\s*")


@dataclass(frozen=True, slots=True)
class Title:
    """A programme's name as printed, without marks and asides, and the short names beside it.

    A ``weak`` one is a name with a mark before it that need not be a programme's: its line must give an amount too.
    """

    name: str
    short_names: tuple[str, ...]
    weak: bool

    def varies(self, other: "Title") -> bool:
        """Say whether it names a variant of ``other``: ABC PLUS of ABC."""
        found = _VARIANT.fullmatch(self.name)
        return found is not None and found["of"] in (other.name, *other.short_names)


def read_title(text: str, names: Names) -> Title | None:
    """Return the programme that a cell in search form is the name of, None where it is none."""
    marked = _MARK.match(text) is not None
    bare = _MARK.sub("", text).strip()
    shorts = tuple(_shorts(_ASIDE.findall(bare)))
    name = _ASIDE.sub("", bare).strip(" ・:/／")
    both = _TWO_NAMES.match(bare)
    if both:
        return Title(both["name"].strip(), (both["short"], both["english"].strip()), weak=False)
    quoted = _QUOTED.search(bare)
    if (
        quoted
        and not _SENTENCE.search(_QUOTED.sub("", bare))
        and any(quoted["name"] in thing.names for thing in names.things_in(quoted["name"]))
    ):
        return Title(quoted["name"], (name,), weak=False)
    if not 4 <= len(name) <= 45 or _GENERIC.match(name) or _SENTENCE.search(name):
        return None
    if _is_known(name, names) or _STRONG.search(name) or _is_variant(name, names):
        return Title(name, shorts, weak=False)
    if _WEAK.search(name) and any(short.isascii() and len(short) > _PLACE for short in shorts):
        return Title(name, shorts, weak=False)
    return Title(name, shorts, weak=True) if marked and not _GENERIC.search(name) else None


def _is_variant(name: str, names: Names) -> bool:
    """Say whether a name is a programme's acronym with a word of its own after it: ABC PLUS."""
    found = _VARIANT.fullmatch(name)
    return found is not None and any(
        thing.is_programme and found["of"] in thing.names for thing in names.things_in(found["of"])
    )


def is_programme_name(name: str) -> bool:
    """Say whether a name by its ending is that of a programme or measure, and no common word."""
    ends = _STRONG.search(name) or name.endswith("支援")
    return bool(ends) and not _GENERIC.match(name) and not _PLAN.search(name)


def name_of_row(text: str) -> Title | None:
    """Return the title of a table's row, where any name will do: its column is headed 事業名."""
    name = _ASIDE.sub("", text).strip()
    return Title(name, tuple(_shorts(_ASIDE.findall(text))), weak=False) if 4 <= len(name) <= 45 else None


def _is_known(name: str, names: Names) -> bool:
    if _MEETING.search(name):
        return False
    return any(
        len(known) >= 0.8 * len(name)
        for thing in names.things_in(name)
        if thing.is_programme
        for known in thing.names
        if known in name
    )


def _shorts(asides: list[str]) -> list[str]:
    found = []
    for aside in asides:
        short = _SHORT.sub("", aside).split(":")[0].strip(" 」")
        if 2 <= len(short) <= 20 and not re.search(r"[0-9]{2,}|年度|予算|事業$|新規|参考|注", short):
            found.append(short)
    return found


_IN_PROSE = re.compile(
    r"(?:^|[。、「(\s・]|では|[一-龯](?:の|が)(?=[^の]{4,}))(?P<name>[一-龯ァ-ヴーA-Za-z0-9・\-]{3,28}(?:事業|プログラム|補助金|計画|プロジェクト))"
    r"(?:」)?(?:\((?:以下、?)?「?(?P<short>[A-Za-zァ-ヴー][A-Za-z0-9\-ァ-ヴー]{1,14})」?(?:という。?)?\))?(?=は|では|が|の|を|に|については|\()"
)


def titles_in_prose(statements: Iterable[Statement]) -> Iterator[Title]:
    """Yield the programmes that sentences speak of by a full name."""
    for statement in statements:
        for found in _IN_PROSE.finditer(statement.text):
            if not _GENERIC.match(found["name"]) and len(found["name"]) >= 7:
                yield Title(found["name"], (found["short"],) if found["short"] else (), weak=False)
