"""Budgets: amounts with the fiscal year and the kind of budget that the words around them give."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.dates import YEAR, is_marked, year_of
from corpus.quantities import AMOUNT

_TOKEN = re.compile(
    rf"(?P<amount>{AMOUNT.pattern})|(?P<before>前年度)|(?P<kind>第?(?P<turn>[0-9]+)次補正|補正|当初)"
    r"|(?P<skipped>要求|執行|繰越|繰り越|決算|総額)|(?P<open>[(〔<\[])|(?P<close>[)〕>\]])|(?P<year>"
    + YEAR.pattern
    + ")"
)
_SHARE = re.compile(r"\s*[A-Za-z一-龯ァ-ヴー]{2,14}\s*:")  # (ABC: 70億円 DEF: 5億円): shares of one budget
_BRACKETED_SHARE = re.compile(rf"\s*[(〔\[]{_SHARE.pattern}")
_LEGEND = re.compile(r"(?P<bracket>[(〔<\[])\s*[)〕>\]]\s*内は(?P<told>[^。、()]{2,24})")


@dataclass(frozen=True, slots=True)
class Budget:
    """An amount as printed with its place in the text, its fiscal year in the common era, and 当初 or 補正."""

    text: str
    start: int
    end: int
    fiscal_year: int | None
    budget_type: str


@dataclass(frozen=True, slots=True)
class BudgetContext:
    """What a text takes as known: the year of amounts without one, and what brackets of each kind mean."""

    fiscal_year: int | None = None
    brackets: Mapping[str, tuple[int | None, str]] | None = None


def read_budgets(text: str, context: BudgetContext) -> Iterator[Budget]:
    """Yield the amounts of a search text that are budgets of a year; demands and expenditure are none.

    An amount in brackets after another amount is of the year before, unless the brackets name a year, hold the shares
    of agencies, or a legend says what they mean.
    """
    scanner = _Scanner(text, context)
    for token in _TOKEN.finditer(text):
        budget = scanner.take(token)
        if budget is not None:
            yield budget


class _Scanner:
    """What the words before an amount say of it, word by word."""

    def __init__(self, text: str, context: BudgetContext) -> None:
        self._text, self._brackets = text, context.brackets or {}
        self._year, self._kind = context.fiscal_year, "当初"
        self._outer, self._bracket = (self._year, self._kind), ""
        self._skipped = self._seen = self._named = False

    def take(self, token: re.Match[str]) -> Budget | None:
        """Take the next word; return the budget that it completes."""
        if token["amount"]:
            return self._amount(token)
        if token["year"] and is_marked(token):
            self._year, self._skipped, self._seen, self._named = year_of(token), False, False, True
            self._kind = self._kind if self._bracket else "当初"
        elif token["before"]:
            base = self._outer[0] if self._bracket else self._year
            self._year, self._seen, self._named = (base - 1 if base else None), False, True
        elif token["kind"]:
            self._year = self._outer[0] if self._bracket and not self._named else self._year
            self._kind = f"第{token['turn']}次補正" if token["turn"] else token["kind"]
        elif token["skipped"]:
            self._skipped = True
        elif token["open"]:
            self._open(token)
        else:
            self._bracket, (self._year, self._kind), self._skipped = "", self._outer, False
        return None

    def _open(self, token: re.Match[str]) -> None:
        self._bracket, self._outer, self._named = token["open"], (self._year, self._kind), False
        if _SHARE.match(self._text, token.end()):
            return
        self._kind = "当初"
        if self._seen:
            before = (self._year - 1 if self._year else None, self._kind)
            self._year, self._kind = self._brackets.get(self._bracket) or before

    def _amount(self, token: re.Match[str]) -> Budget | None:
        budget = Budget(token.group(), token.start(), token.end(), self._year, self._kind)
        self._seen = True
        if not self._bracket and not _BRACKETED_SHARE.match(self._text, token.end()):
            self._kind = "当初"
        return None if self._skipped else budget


def read_legend(text: str, fiscal_year: int | None) -> dict[str, tuple[int | None, str]]:
    """Return what each kind of bracket means where a search text explains it: 〔 〕内は前年度当初予算額."""
    found: dict[str, tuple[int | None, str]] = {}
    for match in _LEGEND.finditer(text):
        told = match["told"]
        if "予算" not in told:
            continue
        named = YEAR.search(told)
        year = year_of(named) if named else fiscal_year
        if "前年度" in told and fiscal_year and not named:
            year = fiscal_year - 1
        kind = re.search(r"第[0-9]+次補正|補正", told)
        found[match["bracket"]] = (year, kind.group() if kind else "当初")
    return found
