"""The types: a programme with its facts, each with the places that it was read from."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.spans import Fragments


class Attribute(StrEnum):
    """What a fact is of; the words are those under which public papers most often give it."""

    BUDGET = "予算額"
    SCALE = "支援規模"
    PERIOD = "支援期間"
    TARGET = "支援対象"
    EXPENSES = "支援経費"
    PEOPLE = "人数"
    AWARDS_PLANNED = "採択予定件数"
    AWARDS = "採択件数"
    SITES = "拠点数"
    START = "開始時期"
    END = "終了時期"
    BODY = "実施機関"
    COUNTRIES = "対象国"
    FIELDS = "対象分野"
    GOAL = "目標"
    OFFICE = "担当"
    VOLUME = "事業規模"
    BACKGROUND = "背景"
    PURPOSE = "目的"
    OUTCOME = "成果"
    CONTENT = "内容"
    MENTION = "言及"


@dataclass(frozen=True, slots=True)
class ProgrammeFact:
    """One fact as printed: ``label`` and ``value`` in the document's words, ``fragments`` where the value stands.

    ``amount_yen`` is that of an amount, the upper one of a range; ``fiscal_year`` is of the common era; ``budget_type``
    is 当初, 補正 or 第2次補正; ``months`` a period, the upper end of a range.
    """

    attribute: Attribute
    label: str
    value: str
    document_id: str
    fragments: Fragments
    amount_yen: int | None = None
    fiscal_year: int | None = None
    budget_type: str = ""
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme by its fullest name, the other names that documents give it, and its facts by attribute."""

    programme_id: str
    name: str
    other_names: tuple[str, ...]
    facts: tuple[ProgrammeFact, ...]
