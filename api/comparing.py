"""Comparing two checks of a draft: which findings are new, which are fixed, which stay."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from api.exports.report_tables import STATUS_WORDS
from api.schemas import DraftReply
from corpus.normalisation import normalise
from qa.errors import ReportUnreadable


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a report that calls for work: ``key`` is the same in two reports if the finding is."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The findings of two reports on versions of one draft."""

    new: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    unchanged: tuple[Finding, ...]


def compare(before: DraftReply, now: DraftReply) -> Comparison:
    """Return which findings of ``now`` are new, which of ``before`` are gone, and which stay."""
    old = {finding.key: finding for finding in _findings(before)}
    current = {finding.key: finding for finding in _findings(now)}
    return Comparison(
        tuple(finding for key, finding in current.items() if key not in old),
        tuple(finding for key, finding in old.items() if key not in current),
        tuple(finding for key, finding in current.items() if key in old),
    )


def load_report(path: Path) -> DraftReply:
    """Return the report that `shirube check --json` wrote; raises ReportUnreadable."""
    try:
        return DraftReply.model_validate(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, ValidationError):
        message = f"{path}: 点検結果として読めません。shirube check --json で書いたファイルを指定してください。"
        raise ReportUnreadable(message) from None


def _findings(reply: DraftReply) -> Iterator[Finding]:
    for fact in reply.facts:
        if fact.verdict == "contradicted":
            yield Finding(f"fact {normalise(fact.quote)}", f"矛盾: {fact.draft_value} → 文書 {fact.document_value}")
    for item in reply.items:
        if item.status != "addressed":
            yield Finding(f"item {item.id} {item.status}", f"{STATUS_WORDS[item.status]}: {item.id} {item.text}")
