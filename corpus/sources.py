"""Sources: files as they were read, once; what a generation keeps of its documents and is opened from."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.documents import Record, Relation


@dataclass(frozen=True, slots=True)
class Source:
    """The record of a file, its text, the offsets where its later pages begin, and what its reader wants to be known."""

    record: Record
    text: str
    page_breaks: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()


def write_sources(path: Path, sources: Iterable[Source]) -> None:
    """Write sources, one a line."""
    lines = (json.dumps(asdict(source), ensure_ascii=False) for source in sources)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def read_sources(path: Path) -> tuple[Source, ...]:
    """Return the sources that were written."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        return tuple(_source(json.loads(line)) for line in lines)


def _source(row: dict[str, Any]) -> Source:
    record = row["record"]
    relations = tuple(Relation(**item) for item in record.pop("relations"))
    return Source(Record(**record, relations=relations), row["text"], tuple(row["page_breaks"]), tuple(row["notices"]))
