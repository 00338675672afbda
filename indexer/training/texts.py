"""Texts: what of the public sets the vocabulary is counted on, and headings with their paragraphs."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

_PIECE = 2_000  # characters
_HEADING, _PARAGRAPH, _SHORTEST = 40, 220, 60


def vocabulary_texts(public: Path) -> Iterator[str]:
    """Yield the texts of the folder ``public``: its documents, questions, entailment sets and FAQ."""
    for path in sorted((public / "documents").glob("*.txt")):
        text = path.read_text("utf-8")
        yield from (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    for folder in ("qa", "nli", "faq"):
        for path in sorted((public / folder).glob("*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                rows = map(json.loads, lines)
                yield from (
                    " ".join(str(row.get(key, "")) for key in ("q", "p", "a", "b", "t"))[:_PIECE] for row in rows
                )


def headings(public: Path) -> list[tuple[str, str]]:
    """Return headings of administrative documents with the beginning of what stands under them."""
    with gzip.open(public / "faq" / "headings_admin.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        (row["q"], row["p"][:_PARAGRAPH])
        for row in rows
        if 4 <= len(row["q"]) <= _HEADING and len(row["p"]) > _SHORTEST
    ]
