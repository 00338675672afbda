"""Server-sent events: each a name and a value as JSON on one line."""

import json
from typing import Any

# How OpenAPI tells that a reply is a stream of events.
STREAM: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}}


def event(name: str, data: dict[str, object]) -> str:
    """Return an event as it goes over the wire."""
    return f"event: {name}\n{message(data)}"


def message(data: dict[str, object]) -> str:
    """Return an event without a name."""
    told = json.dumps(data, ensure_ascii=False)
    for separator in "\u2028\u2029":  # ends a line for whoever reads events line by line, and none of ours
        told = told.replace(separator, f"\\u{ord(separator):x}")
    return f"data: {told}\n\n"
