"""Checking a draft on disk for the command line: the report on the terminal, as JSON or as a file."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import typer
from rich.console import Console

from api.comparing import Comparison, compare, load_report
from api.draft_replies import draft_reply
from api.exports.formats import FORMATS
from api.exports.report_tables import STATUS_WORDS, VERDICT_WORDS, report_tables, source
from api.schemas import DraftReply
from corpus.readers.formats import MAXIMUM_BYTES
from corpus.readers.isolation import read_file
from corpus.readers.reading import ReadText
from qa.assistant import Assistant
from qa.errors import DraftUnusable, OutputRefused

_MARKS = {
    "missing": "□",
    "partial": "△",
    "addressed": "○",
    "partly": "△",
    "supported": "○",
    "not_in_documents": "?",
}


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What `shirube check` was asked for; ``format_name`` and ``output`` where a file is to be written.

    ``guidance`` is the document whose requirements the draft is held against, None for those of the collection.
    """

    draft: Path
    as_json: bool
    format_name: str | None
    output: Path | None
    against: Path | None
    guidance: str | None = None

    def settled(self) -> "CheckRequest":
        """Return the request with its format taken from the name of the output; raises BadParameter."""
        name = self.format_name
        if name is None and self.output is not None:
            name = self.output.suffix.lstrip(".").lower()
        if name is not None and name not in FORMATS:
            raise typer.BadParameter(f"{'、'.join(FORMATS)} のいずれかにしてください。", param_hint="--format")
        if (
            self.output is not None
            and self.output.exists()
            and self.draft.exists()
            and self.output.samefile(self.draft)
        ):
            raise typer.BadParameter("企画案そのものです。別の場所を指定してください。", param_hint="--output")
        return replace(self, format_name=name)

    @property
    def fills_output(self) -> bool:
        """Say whether standard output is taken by something that another program reads."""
        return self.output is None and (self.as_json or self.format_name is not None)


def check_file(
    request: CheckRequest, open_assistant: Callable[[], Assistant], console: Console, errors: Console
) -> None:
    """Check a file and tell the report, beside an earlier one where that is given.

    Everything that can be wrong with the request is found before the index is opened.
    """
    request = request.settled()
    before = None if request.against is None else load_report(request.against)
    read = _read(request.draft)
    assistant = open_assistant()
    started = time.perf_counter()
    report = assistant.check(read.text, request.draft.stem, read.notices, request.guidance)
    reply = draft_reply(report, assistant.index, (time.perf_counter() - started) * 1000)
    _tell(reply, request, console)
    if before is not None:
        print_comparison(compare(before, reply), errors if request.fills_output else console)


def _read(path: Path) -> ReadText:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAXIMUM_BYTES + 1)  # one byte more tells that there is more
    except OSError as error:
        raise DraftUnusable(f"{path}: 開けません（{error.strerror}）。") from None
    return read_file(data, path.name)


def _tell(reply: DraftReply, request: CheckRequest, console: Console) -> None:
    """Show a report as was asked for; raises OutputRefused."""
    if request.format_name is None:
        if request.as_json:
            sys.stdout.write(reply.model_dump_json(indent=2) + "\n")
        else:
            _print(reply, console)
        return
    written = FORMATS[request.format_name].write(reply)
    if request.output is None:
        sys.stdout.buffer.write(written)
        return
    try:
        request.output.write_bytes(written)
    except OSError as error:
        raise OutputRefused(
            f"{request.output}: 書き込めません（{error.strerror}）。別の場所を指定してください。"
        ) from None


def _print(reply: DraftReply, console: Console) -> None:
    """Show the report as a list: what contradicts, what is missing, what is partial, then what is there."""
    report = report_tables(reply)
    console.print(report.title, style="bold", markup=False)
    for line in report.lines:
        console.print(line, markup=False)
    contradicted = [fact for fact in reply.facts if fact.verdict == "contradicted"]
    _heading(console, "文書と矛盾する記述", len(contradicted))
    for fact in contradicted:
        console.print(f"  ✗ {fact.quote}", markup=False)
        console.print(f"      企画案: {fact.draft_value}　文書: {fact.document_value}", markup=False)
        console.print(f"      {source(fact.citation)}", style="dim", markup=False)
    _facts(console, reply, "partly")
    for status in ("missing", "partial", "addressed"):
        found = [item for item in reply.items if item.status == status]
        _heading(console, f"観点: {STATUS_WORDS[status]}", len(found))
        for item in found:
            console.print(f"  {_MARKS[status]} {item.id} {item.text}", markup=False)
            for span in item.evidence:
                console.print(f"      「{span.quote}」", style="dim", markup=False)
            if status == "partial":
                console.print(f"      → {item.suggestion}", markup=False)
    _heading(console, "企画案が掲げる目的", len(reply.purposes))
    for purpose in reply.purposes:
        console.print(f"  {purpose.id} {purpose.label}", markup=False)
    _facts(console, reply, "supported")
    _facts(console, reply, "not_in_documents")


def _facts(console: Console, reply: DraftReply, verdict: str) -> None:
    """Show the statements of fact of a verdict, and where the documents say so."""
    found = [fact for fact in reply.facts if fact.verdict == verdict]
    _heading(console, f"事実の記述: {VERDICT_WORDS[verdict]}", len(found))
    for fact in found:
        console.print(f"  {_MARKS[verdict]} {fact.quote}", markup=False)
        if fact.citation:
            console.print(f"      {source(fact.citation)}", style="dim", markup=False)


def _heading(console: Console, words: str, count: int) -> None:
    console.print(f"\n{words}（{count}）", style="bold", markup=False)


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Show what has changed since an earlier report."""
    kinds = (
        ("新たな指摘", comparison.new),
        ("解消した指摘", comparison.fixed),
        ("残っている指摘", comparison.unchanged),
    )
    for name, findings in kinds:
        console.print(f"\n{name}（{len(findings)}）", style="bold", markup=False)
        for finding in findings:
            console.print(f"  {finding.words}", markup=False)
