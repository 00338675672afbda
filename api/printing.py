"""Printing: answers, passages and tables for a person at a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from corpus.collection import Collection
from corpus.normalisation import readable
from qa.answers import Answer, Outcome
from qa.retrieval import RetrievedPassage

_OUTCOMES = {
    Outcome.ANSWERED: "回答",
    Outcome.PARTIAL: "一部のみ回答",
    Outcome.FALSE_PREMISE: "前提の確認",
    Outcome.NO_EVIDENCE: "記載なし",
    Outcome.OUT_OF_SCOPE: "範囲外",
    Outcome.AMBIGUOUS: "候補が複数",
}
_SHOWN = 160


def print_answer(console: Console, answer: Answer, collection: Collection) -> None:
    """Print an answer with its numbered sources; without sources, the nearest passages."""
    if answer.interpreted_question != answer.question:
        console.print(f"質問の解釈: {answer.interpreted_question}", style="dim", markup=False)
    console.print(f"[{_OUTCOMES[answer.outcome]}]", style="bold", markup=False)
    if answer.text.startswith("|"):
        console.print(Markdown(answer.text))
    else:
        console.print(answer.text, markup=False)
    for suggestion in answer.suggestions:
        console.print(f"  ・{suggestion}", markup=False)
    if answer.citations:
        console.print("\n出典", style="bold")
        for citation in answer.citations:
            page = f" p.{citation.page}" if citation.page else ""
            console.print(
                f"[{citation.number}] {citation.document_title}（{citation.document_date}）{citation.section}{page}",
                markup=False,
            )
            console.print(f"    「{_shortened(citation.quote)}」", style="dim", markup=False)
    elif answer.passages:
        console.print("\n近い箇所", style="bold")
        print_passages(console, answer.passages[:3], collection)
    for notice in answer.notices:
        console.print(f"※{notice}", markup=False)


def print_passages(console: Console, passages: Sequence[RetrievedPassage], collection: Collection) -> None:
    """Print passages in their order."""
    for rank, found in enumerate(passages, start=1):
        passage = found.passage
        document = collection.document(passage.document_id)
        page = f" p.{passage.page}" if passage.page else ""
        console.print(f"{rank}. {document.record.title}（{document.record.date}）{passage.heading}{page}", markup=False)
        console.print(f"   {_shortened(passage.span.of(document.text))}", style="dim", markup=False)
    if not passages:
        console.print("何も見つかりませんでした。")


def _shortened(text: str) -> str:
    words = " / ".join(readable(line) for line in text.split("\n\n") if line.strip())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def print_documents(console: Console, collection: Collection) -> None:
    """Print the documents as a table."""
    table = Table("ID", "題名", "日付", "種別", "字数")
    for document in collection.documents:
        record = document.record
        table.add_row(record.document_id, record.title, record.date, record.kind, f"{len(document.text):,}")
    console.print(table)


def print_guidance(console: Console, collection: Collection) -> None:
    """Print the purposes, each with its considerations, then those that belong to none."""
    guidance = collection.guidance
    for purpose in guidance.purposes:
        console.print(f"{purpose.guideline_id} {purpose.group_title}: {purpose.label}", style="bold", markup=False)
        for item in guidance.considerations:
            if purpose.guideline_id in item.related:
                console.print(f"   {item.guideline_id} （{item.strength.value}）{item.text}", markup=False)
    for item in guidance.considerations:
        if not item.related:
            console.print(f"{item.guideline_id} {item.group_title}（{item.strength.value}）{item.text}", markup=False)
    if not guidance.purposes:
        console.print("この文書集には、目的と観点の一覧がありません。")
