"""The report as SARIF 2.1.0, the form in which checks tell findings to other programs (OASIS, 2020)."""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from api.schemas import CitationReply, DraftFactReply, DraftItemReply, DraftReply, DraftSpanReply

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_DRAFT = "draft.txt"
_LEVELS = {"missing": "warning", "partial": "note"}
_CONTRADICTION, _PARTLY = "contradiction", "partly"


def to_sarif(reply: DraftReply) -> bytes:
    """Return the findings that call for work: contradictions, what is partly confirmed, what is missing, what is partial."""
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(reply)},
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": _DRAFT}, "description": {"text": reply.title}}],
                "results": list(_results(reply)),
            }
        ],
    }
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode()


def _driver(reply: DraftReply) -> dict[str, Any]:
    rules = [{"id": _CONTRADICTION, "shortDescription": {"text": "文書と矛盾する記述"}}]
    rules += [{"id": _PARTLY, "shortDescription": {"text": "一部のみ確認できた記述"}}]
    rules += [{"id": item.id, "shortDescription": {"text": item.text}} for item in reply.items]
    return {"name": "しるべ", "version": version("shirube"), "rules": rules}


def _results(reply: DraftReply) -> Iterator[dict[str, Any]]:
    for fact in reply.facts:
        if fact.verdict == "contradicted":
            yield _fact(fact)
    for fact in reply.facts:
        if fact.verdict == "partly":
            message = "この記述は、一部しか文書で確認できていません。"
            yield _result(_PARTLY, "warning", message, [fact], fact.citation, fact.quote)
    for status in ("missing", "partial"):
        yield from (_item(item) for item in reply.items if item.status == status)


def _fact(fact: DraftFactReply) -> dict[str, Any]:
    message = f"企画案は「{fact.draft_value}」、文書は「{fact.document_value}」としています。"
    return _result(_CONTRADICTION, "error", message, [fact], fact.citation, fact.quote)


def _item(item: DraftItemReply) -> dict[str, Any]:
    return _result(item.id, _LEVELS[item.status], item.suggestion, item.evidence, item.guidance, item.status)


def _result(
    rule: str,
    level: str,
    message: str,
    spans: list[DraftSpanReply] | list[DraftFactReply],
    citation: CitationReply | None,
    key: str,
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": rule,
        "level": level,
        "message": {"text": message},
        "locations": [_location(_DRAFT, span.start, span.end, span.quote) for span in spans]
        or [{"physicalLocation": {"artifactLocation": {"uri": _DRAFT}}}],
        "partialFingerprints": {"finding/v1": hashlib.sha256(f"{rule}\n{key}".encode()).hexdigest()},
    }
    if citation is not None:
        place = _location(f"{citation.document_id}.txt", citation.start, citation.end, citation.quote)
        result["relatedLocations"] = [place]
    return result


def _location(uri: str, start: int, end: int, quote: str) -> dict[str, Any]:
    region = {"charOffset": start, "charLength": end - start, "snippet": {"text": quote}}
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
