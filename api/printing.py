"""Printing: answers, passages and tables for a person at a terminal."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from corpus.collection import Collection
from corpus.dates import fiscal_year_name
from corpus.ingestion import FileReport
from corpus.normalisation import readable
from corpus.programmes.facts import Attribute, Programme
from qa.answers import Answer, Outcome
from qa.search.retrieval import RetrievedPassage

_OUTCOMES = {
    Outcome.ANSWERED: "回答",
    Outcome.PARTIAL: "一部のみ回答",
    Outcome.FALSE_PREMISE: "前提の確認",
    Outcome.NO_EVIDENCE: "記載なし",
    Outcome.OUT_OF_SCOPE: "範囲外",
    Outcome.AMBIGUOUS: "候補が複数",
}
_PROSE = frozenset({Attribute.BACKGROUND, Attribute.PURPOSE, Attribute.OUTCOME, Attribute.CONTENT})
_SHOWN = 160

UNDATED = "日付不明"


def print_answer(console: Console, answer: Answer, collection: Collection) -> None:
    """Print an answer with its numbered sources; without sources, the nearest passages."""
    if answer.interpreted_question != answer.question:
        console.print(f"質問の解釈: {answer.interpreted_question}", style="dim", markup=False)
    console.print(f"[{_OUTCOMES[answer.outcome]}]", style="bold", markup=False)
    if answer.text.startswith("|"):
        print_table(console, answer.text)
    else:
        console.print(answer.text, markup=False)
    for part in answer.parts if answer.outcome is Outcome.PARTIAL else ():
        if part.status is not Outcome.ANSWERED:
            console.print(f"  記載なし: {part.question}", markup=False)
    for suggestion in answer.suggestions:
        console.print(f"  ・{suggestion}", markup=False)
    _print_sources(console, answer, collection)
    for notice in answer.notices:
        console.print(f"※{notice}", markup=False)


def _print_sources(console: Console, answer: Answer, collection: Collection) -> None:
    if answer.citations:
        console.print("\n出典", style="bold")
        for citation in answer.citations:
            page = f" p.{citation.page}" if citation.page else ""
            console.print(
                f"[{citation.number}] {citation.document_title}（{citation.document_date or UNDATED}）{citation.section}{page}",
                markup=False,
            )
            console.print(f"    「{_shortened(citation.quote)}」", style="dim", markup=False)
    elif answer.passages:
        console.print("\n近い箇所", style="bold")
        print_passages(console, answer.passages[:3], collection)


def print_table(console: Console, text: str) -> None:
    """Print a Markdown table with its cells folded, never cut; lines after it as they are."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    heads, *cells = ([cell.strip() for cell in row.strip("|").split("|")] for row in rows)
    table = Table(*(Column(head, overflow="fold") for head in heads), show_lines=True)
    for row in cells[1:]:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    for line in text.splitlines()[len(rows) :]:
        console.print(line, markup=False)


def print_passages(console: Console, passages: Sequence[RetrievedPassage], collection: Collection) -> None:
    """Print passages in their order."""
    for rank, found in enumerate(passages, start=1):
        passage = found.passage
        document = collection.document(passage.document_id)
        page = f" p.{passage.page}" if passage.page else ""
        console.print(
            f"{rank}. {document.record.title}（{document.record.known_date or UNDATED}）{passage.heading}{page}",
            markup=False,
        )
        console.print(f"   {_shortened(passage.span.of(document.text))}", style="dim", markup=False)
    if not passages:
        console.print("何も見つかりませんでした。")


def _shortened(text: str) -> str:
    words = " / ".join(readable(line) for line in text.split("\n\n") if line.strip())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def print_documents(console: Console, collection: Collection) -> None:
    """Print the documents as a table."""
    table = Table("ID", "題名", "日付", "種別", "字数", "文書群")
    for document in collection.documents:
        record = document.record
        table.add_row(
            record.document_id,
            record.title,
            record.known_date or UNDATED,
            record.kind,
            f"{len(document.text):,}",
            record.collection,
        )
    console.print(table)


def print_report(console: Console, report: Iterable[FileReport]) -> None:
    """Print the files that were not read, each with the reason, and what is to be known of those that were."""
    for heading, files in (
        ("読めなかったファイル", [item for item in report if not item.document_id]),
        ("読み取りの注意", [item for item in report if item.document_id and item.notices]),
    ):
        if files:
            console.print(f"{heading}（{len(files)} 件）", style="bold")
        for item in files:
            console.print(f"  {item.file}: {' '.join(item.notices)}", markup=False, soft_wrap=True)


def print_guidance(console: Console, collection: Collection, document_id: str | None) -> None:
    """Print the purposes, each with its considerations, those that belong to none, and other documents that have some."""
    guidance = collection.guidance_of(document_id)
    for purpose in guidance.purposes:
        console.print(f"{purpose.guideline_id} {purpose.group_title}: {purpose.label}", style="bold", markup=False)
        for item in guidance.considerations:
            if purpose.guideline_id in item.related:
                console.print(f"   {item.guideline_id} {item.text}", markup=False)
    for item in guidance.considerations:
        if not item.related:
            console.print(f"{item.guideline_id} {item.group_title}　{item.text}", markup=False)
    if not guidance:
        console.print("目的と観点の一覧がありません。")
    for number, found in collection.guidances.items():
        title = collection.by_id[number].record.title
        console.print(f"要件や観点を挙げた文書: {number} {title}（{len(found.considerations)} 項目）", markup=False)


def print_programmes(console: Console, programmes: Sequence[Programme]) -> None:
    """Print the programmes with how many facts are known of each."""
    table = Table(*(Column(name, overflow="fold") for name in ("ID", "名称", "略称など", "事実")))
    for programme in programmes:
        others = "、".join(programme.other_names[:3])
        table.add_row(programme.programme_id, programme.name, others, str(len(programme.facts)))
    console.print(table)


def print_programme(console: Console, programme: Programme, collection: Collection) -> None:
    """Print a programme's facts as a table with year, kind and source of each."""
    console.print(programme.name, style="bold", markup=False)
    if programme.other_names:
        console.print(f"別名: {'、'.join(programme.other_names)}", style="dim", markup=False)
    table = Table("項目", Column("内容", overflow="fold"), "年度", "種別", Column("出典", no_wrap=True))
    told = [fact for fact in programme.facts if fact.attribute not in _PROSE]
    for fact in told:
        document = collection.document(fact.document_id)
        page = document.page_at(fact.fragments[0].start)
        source = f"{document.record.document_id}{f' p.{page}' if page else ''}"
        year = fiscal_year_name(fact.fiscal_year) if fact.fiscal_year else ""
        table.add_row(fact.attribute.value, Text(fact.value), year, fact.budget_type, source)
    if told:
        console.print(table)
    if len(told) < len(programme.facts):
        console.print(
            f"このほか、背景・目的・成果・内容の記述が {len(programme.facts) - len(told)} 件あります（--json で表示）。"
        )
