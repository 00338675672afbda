"""Dates and years as Japanese papers write them."""

import re
from dataclasses import dataclass

from corpus.numerals import KANJI, number_of

_ERAS = {
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
    "M": 1867,
    "T": 1911,
    "S": 1925,
    "H": 1988,
    "R": 2018,
}
_FEW = rf"[0-9]{{1,2}}|[十{KANJI}]{{1,3}}"
_DATE = re.compile(
    rf"(?:(?P<era>明治|大正|昭和|平成|令和)\s?(?P<era_year>元|{_FEW})(?:\([^()]{{2,7}}\)(?=年))?[年.]|(?<![A-Za-z])(?P<short>[MTSHR])(?P<short_year>[0-9]{{1,2}})[.年]"
    rf"|(?P<western>(?:19|20)[0-9]{{2}}|[一二][{KANJI}]{{3}})(?:\([^()]{{2,7}}\)(?=年))?年|(?<![0-9./-])(?P<plain>(?:19|20)[0-9]{{2}})(?=(?P<sign>[/.-])(?:0?[1-9]|1[0-2])(?P=sign)[0-9]{{1,2}}(?![0-9])))"
    r"(?:\((?:(?:明治|大正|昭和|平成|令和)(?:元|[0-9]{1,2})|(?:19|20)[0-9]{2})年\))?"
    rf"(?:\s{{0,4}}(?:(?<=[年.)])|[/.-])(?P<month>{_FEW})[月./-](?:\s{{0,4}}(?P<day>{_FEW})日?)?)?"
)


YEAR = re.compile(
    r"(?:(?P<era>明治|大正|昭和|平成|令和)\s{0,4}(?P<era_year>元|[0-9]{1,2})|(?<![A-Za-z])(?P<short>[SHR]|[MT](?=[0-9]{1,2}年))(?P<short_year>[0-9]{1,2})(?![0-9A-Za-z])"
    r"|(?:(?<![A-Za-z])FY ?)?(?<![0-9])(?P<western>(?:19|20)[0-9]{2})(?![0-9]))(?:年度?)?"
)
"""The one grammar of years, for search text; `year_of` reads a match, `is_marked` says whether it is surely a year."""
YEAR_PATTERN = re.sub(r"[?]P<[a-z_]+>", "?:", YEAR.pattern)
"""The same without names of groups, for use inside another pattern."""


@dataclass(frozen=True, slots=True, order=True)
class FoundYear:
    """A year of the common era, fiscal or not, where it stands in the text, and whether it can be no other number."""

    year: int
    start: int
    end: int
    marked: bool


@dataclass(frozen=True, slots=True, order=True)
class FoundDate:
    """A date in ISO form as far as it is known (2024, 2024-08, 2024-08-30) and where it stands in the text."""

    iso: str
    start: int
    end: int


def find_dates(normalised: str) -> tuple[FoundDate, ...]:
    """Return the dates in a text that is already in search form, in order.

    >>> [date.iso for date in find_dates("令和6年8月30日、R7.6.13、2021年、令和7年(2025年)3月18日、令和七年十二月三日、2025/4/21")]
    ['2024-08-30', '2025-06-13', '2021', '2025-03-18', '2025-12-03', '2025-04-21']
    """
    return tuple(
        FoundDate(_iso(match), match.start(), match.end()) for match in _DATE.finditer(normalised) if _valid(match)
    )


def without_dates(normalised: str) -> str:
    """Return a text in search form without its dates."""
    for found in reversed(find_dates(normalised)):
        normalised = normalised[: found.start] + normalised[found.end :]
    return normalised


def find_years(normalised: str) -> tuple[FoundYear, ...]:
    """Return the years in a text that is already in search form, in order: the one grammar of years.

    >>> [found.year for found in find_years("S63年度、FY2023、大正12年、令和元年、R5、2024")]
    [1988, 2023, 1923, 2019, 2023, 2024]
    """
    return tuple(
        FoundYear(year_of(match), match.start(), match.end(), is_marked(match)) for match in YEAR.finditer(normalised)
    )


def year_of(match: re.Match[str]) -> int:
    """Return the year of the common era that a match of ``YEAR`` names."""
    if match["western"]:
        return int(match["western"])
    return western_year(match["era"] or match["short"], match["era_year"] or match["short_year"])


def is_marked(match: re.Match[str]) -> bool:
    """Say whether a match of ``YEAR`` has an era, FY or 年: 2024 alone may be a number of anything."""
    return match.group() != match["western"]


def western_year(era: str, year: str) -> int:
    """Return the year of the common era: 令和5年 is 2023."""
    return _ERAS[era] + (1 if year == "元" else int(year))


def fiscal_year_name(year: int) -> str:
    """Return a fiscal year of the common era by its Japanese name: 2023 is 令和5年度."""
    era, first = next((era, _ERAS[era]) for era in ("令和", "平成", "昭和", "大正", "明治") if year > _ERAS[era])
    return f"{era}{'元' if year == first + 1 else year - first}年度"


def _iso(match: re.Match[str]) -> str:
    year = match["western"] or match["plain"]
    era, of_era = match["era"] or match["short"], match["era_year"] or match["short_year"]
    told = number_of(year) if year else western_year(era, of_era if of_era == "元" else str(number_of(of_era)))
    return "-".join([f"{told:04d}", *(f"{number_of(match[part]):02d}" for part in ("month", "day") if match[part])])


def _valid(match: re.Match[str]) -> bool:
    return number_of(match["month"] or "1") in range(1, 13) and number_of(match["day"] or "1") in range(1, 32)
