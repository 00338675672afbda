"""Programmes as tables: one row a fact, with its year, kind, agency and source."""

from collections.abc import Iterable

from api.exports.report_tables import ReportTable, ReportTables, source
from api.schemas import ProgrammeFactReply, ProgrammeReply

_COLUMNS = ("項目", "見出し", "内容", "年度", "種別", "機関", "金額（円）", "時点", "出典", "原文")
_LEAD = "収録文書に書かれた事業の事実です。原文は文書の文字のままです。"


def programme_tables(programmes: Iterable[ProgrammeReply]) -> ReportTables:
    """Return the programmes, a table each."""
    tables = tuple(
        ReportTable(item.name, _COLUMNS, tuple(_row(fact) for fact in item.facts)) for item in programmes if item.facts
    )
    return ReportTables("事業", (_LEAD,), tables)


def _row(fact: ProgrammeFactReply) -> tuple[str, ...]:
    amount = "" if fact.amount_yen is None else str(fact.amount_yen)
    known = (fact.fiscal_year or "", fact.budget_type or "", fact.agency or "", amount, fact.as_of)
    return (fact.attribute, fact.label, fact.value, *known, source(fact.citation), fact.citation.quote.strip())
