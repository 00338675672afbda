"""Labels: the names under which slides and tables give a fact."""

import re

from corpus.programmes.facts import Attribute

# Generic vocabulary of public papers, tried in this order on a label without blanks and brackets.
_LABELS: tuple[tuple[Attribute, str], ...] = (
    (
        Attribute.BUDGET,
        r"(?:(?:令和|平成)?[0-9元]+年度|R[0-9]+年度?|FY[0-9]+)?(?:前年度)?(?:当初|第?[0-9]*次?補正)?予算(?:額|案|額案)?(?:Budget)?",
    ),
    (
        Attribute.SCALE,
        r"支援額|支援(?:の)?規模|支援金額|補助額|補助率等?|助成額|研究費|上限額|支給額|(?:1|一)?(?:件|課題|校|拠点|人|機関|団体|地区)(?:当たり|あたり)の?(?:.{0,4}額)",
    ),
    (Attribute.PERIOD, r"(?:支援|研究|補助|助成|受入れ?|派遣|渡航|招へい|滞在|実施|支給)(?:の)?期間"),
    (Attribute.EXPENSES, r"(?:支援|対象|支援対象|補助対象|助成対象)経費"),
    (Attribute.AWARDS_PLANNED, r"採択(?:予定|見込み?)(?:件|課題|機関)?数"),
    (Attribute.AWARDS, r"採択(?:件|課題|機関|地区|拠点)?(?:数|実績)"),
    (Attribute.PEOPLE, r".{0,6}(?:人数|人員|者数)"),
    (Attribute.SITES, r".{0,4}拠点数|.{2,4}拠点"),
    (Attribute.START, r"(?:事業)?開始(?:時期|年度|年)?|創設(?:時期|年度|年)"),
    (Attribute.END, r"(?:事業)?終了(?:予定)?(?:時期|年度|年)"),
    (Attribute.BODY, r"(?:事業)?(?:実施|配分)(?:機関|主体|法人)"),
    (Attribute.COUNTRIES, r"(?:対象|参加|相手|派遣先|招へい)国(?:地域)?(?:名)?|派遣先"),
    (Attribute.FIELDS, r"(?:対象|支援|研究)(?:研究)?(?:分野|領域)"),
    (Attribute.TARGET, r"(?:支援|補助|助成|派遣|招へい|調査)?対象(?:者|機関|大学|校)?|応募(?:資格|要件)"),
    (Attribute.GOAL, r"(?:成果|数値)?目標"),
    (Attribute.OFFICE, r"担当(?:課|課室|部局|部局庁|室)?"),
    (Attribute.VOLUME, r"事業規模|総事業費"),
)
_PATTERNS = tuple((attribute, re.compile(pattern)) for attribute, pattern in _LABELS)
_SPAN_OF_YEARS = re.compile(r"事業(?:実施)?期間|実施期間")
_ASIDE = re.compile(r"^\(?[0-9]{1,2}[).．]|\([^()]*\)|【|】|\[|\]|[\s※*○●■◆・✓]|[0-9]$")


def attribute_of(label: str) -> Attribute | None:
    """Return what a label in search form names, None where it is no label of a fact."""
    bare = bare_label(label)
    if len(bare) > 24:
        return None
    return next((attribute for attribute, pattern in _PATTERNS if pattern.fullmatch(bare)), None)


def bare_label(label: str) -> str:
    """Return a label without blanks, marks and what stands in brackets."""
    return _ASIDE.sub("", label)


def names_span_of_years(label: str) -> bool:
    """Say whether a label can name the years in which a programme runs, or how long it supports: the value tells."""
    return _SPAN_OF_YEARS.fullmatch(bare_label(label)) is not None
