"""The report as tables: the one arrangement that every file for readers shows, most pressing findings first."""

from dataclasses import dataclass

from api.schemas import CitationReply, DraftItemReply, DraftReply, NoteCitationRequest
from corpus.normalisation import readable

STATUS_WORDS = {"addressed": "対応あり", "partial": "一部対応", "missing": "記載なし"}
VERDICT_WORDS = {
    "supported": "一致",
    "contradicted": "矛盾",
    "partly": "一部のみ確認",
    "not_in_documents": "文書に記載なし",
}
# What each status has to show: nothing was said of what is missing, nothing is to be added to what is addressed.
_ITEM_COLUMNS: dict[str, tuple[str, ...]] = {
    "missing": ("補うとよい点",),
    "partial": ("企画案の記述", "補うとよい点"),
    "addressed": ("企画案の記述",),
}
LEAD = "点検は、収録文書の目的と観点に照らした機械的な確認です。採否や良否の判断は含みません。"
NO_GUIDANCE = "収録文書に、企画の目的と観点を示すものがありません。事実の記述だけを文書と照合しました。"
OUT_OF_SCOPE = "科学技術・学術の協力に関する企画案ではないと判断したため、観点との照合は行っていません。"


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A heading with a table under it; every row has as many cells as there are columns."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReportTables:
    """The whole report: a title, lines that sum it up, and the tables."""

    title: str
    lines: tuple[str, ...]
    tables: tuple[ReportTable, ...]


def report_tables(reply: DraftReply) -> ReportTables:
    """Return the report as tables: contradictions first, then what is partly confirmed, missing, partial, addressed."""
    title = f"企画案の点検結果：{reply.title}"
    if not reply.in_scope:
        return ReportTables(title, (OUT_OF_SCOPE, *reply.notices), ())
    counts = reply.summary
    summed = (
        f"対応あり {counts.addressed}、一部対応 {counts.partial}、記載なし {counts.missing}（全 {len(reply.items)} 観点）、"
        f"文書と矛盾する記述 {counts.contradicted}"
        if reply.items
        else f"{NO_GUIDANCE}文書と矛盾する記述 {counts.contradicted}"
    )
    made = f"索引 {reply.index.generation}、点検の目安 {reply.rubric_version} 版"
    tables = (_contradictions(reply), _partly(reply), *_items(reply), _purposes(reply), _other_facts(reply))
    return ReportTables(title, (summed, LEAD, made, *reply.notices), tuple(table for table in tables if table.rows))


def source(citation: CitationReply | NoteCitationRequest | None) -> str:
    """Return a citation in the form that official papers use: title, date, section, page."""
    if citation is None:
        return ""
    page = f"、{citation.page}頁" if citation.page else ""
    headings = dict.fromkeys(citation.section.split(" > ")) if citation.section else {}
    section = f"、{'／'.join(headings)}" if headings else ""
    return f"{citation.document_title}（{citation.document_date or '日付不明'}）{section}{page}"


def _contradictions(reply: DraftReply) -> ReportTable:
    rows = tuple(
        (fact.quote, fact.draft_value, fact.document_value, source(fact.citation))
        for fact in reply.facts
        if fact.verdict == "contradicted"
    )
    return ReportTable("文書と矛盾する記述", ("企画案の記述", "企画案", "文書", "出典"), rows)


def _partly(reply: DraftReply) -> ReportTable:
    rows = tuple(
        (
            fact.quote,
            "\n".join(claim.quote for claim in fact.claims if claim.verdict != "supported"),
            fact.document_value,
            source(fact.citation),
        )
        for fact in reply.facts
        if fact.verdict == "partly"
    )
    return ReportTable("一部のみ確認できた記述", ("企画案の記述", "確認していない部分", "文書", "出典"), rows)


def _items(reply: DraftReply) -> tuple[ReportTable, ...]:
    return tuple(
        ReportTable(
            f"観点：{STATUS_WORDS[status]}",
            ("確認", "番号", "観点", *_ITEM_COLUMNS[status], "出典"),
            tuple(_item_row(item) for item in reply.items if item.status == status),
        )
        for status in ("missing", "partial", "addressed")
    )


def _item_row(item: DraftItemReply) -> tuple[str, ...]:
    near = (f"文書にある近い記述：「{readable(example.quote)}」（{source(example)}）" for example in item.examples)
    cells = {
        "企画案の記述": "\n".join(span.quote for span in item.evidence),
        "補うとよい点": "\n".join((item.suggestion, *near)),
    }
    shown = (cells[column] for column in _ITEM_COLUMNS[item.status])
    return ("□", item.id, item.text, *shown, source(item.guidance))


def _purposes(reply: DraftReply) -> ReportTable:
    rows = tuple(
        (item.id, item.label, "\n".join(span.quote for span in item.evidence), source(item.guidance))
        for item in reply.purposes
    )
    return ReportTable("企画案が掲げる目的", ("番号", "目的", "企画案の記述", "出典"), rows)


def _other_facts(reply: DraftReply) -> ReportTable:
    rows = tuple(
        (VERDICT_WORDS[fact.verdict], fact.quote, fact.document_value, source(fact.citation))
        for fact in reply.facts
        if fact.verdict not in ("contradicted", "partly")
    )
    return ReportTable("その他の事実の記述", ("判定", "企画案の記述", "文書", "出典"), rows)
