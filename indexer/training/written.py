"""The written training data: sheets of documents, questions on them with their gold statements, and claims.

``data/README.md`` says how they were made and under which terms their documents stand.
"""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WRITTEN = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class SheetStatement:
    """A statement of a sheet with the headings above it, and of a table's row its cells with what heads them."""

    path: tuple[str, ...]
    text: str
    record: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stretch of a document, read into statements as the product reads it; ``bundled`` if the product ships it."""

    sheet_id: str
    title: str
    bundled: bool
    statements: tuple[SheetStatement, ...]


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question on a sheet.

    ``gold`` are the numbers of the statements that answer it, ``answer`` the shortest part of one that does or empty;
    of a question that the sheet does not answer ``gold`` is empty and ``near`` what a careless reader would give.
    ``told`` is yes or no where the question asks for that and the gold statements decide it.
    """

    sheet_id: str
    question: str
    kind: str
    gold: tuple[int, ...]
    answer: str
    near: tuple[int, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """A claim with the statement that decides it and the verdict: support, contradict or silent."""

    sheet_id: str
    claim: str
    statement: int
    verdict: str
    kind: str


def kept_apart(sheet: Sheet) -> bool:
    """Say whether a sheet is never trained on: one in eleven of those that are not bundled, by its id."""
    return not sheet.bundled and zlib.crc32(sheet.sheet_id.encode()) % 11 == 0


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzipped file of one JSON object a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_sheets(folder: Path = WRITTEN) -> dict[str, Sheet]:
    """Return the sheets by id."""
    return {
        row["sheet"]: Sheet(
            row["sheet"],
            row["title"],
            row["bundled"],
            tuple(map(_statement, row["statements"])),
        )
        for row in read_lines(folder / "sheets.jsonl.gz")
    }


def _statement(item: Mapping[str, Any]) -> SheetStatement:
    record = tuple((head, cell) for head, cell in item.get("record", ()))
    return SheetStatement(tuple(item["path"]), item["text"], record)


def read_questions(folder: Path = WRITTEN) -> list[WrittenQuestion]:
    """Return the questions in file order."""
    return [
        WrittenQuestion(
            row["sheet"],
            row["question"],
            row["kind"],
            tuple(row["gold"]),
            row["answer"],
            tuple(row["near"]),
            row.get("told", ""),
        )
        for row in read_lines(folder / "questions.jsonl.gz")
    ]


def read_claims(folder: Path = WRITTEN) -> list[WrittenClaim]:
    """Return the claims in file order."""
    return [
        WrittenClaim(row["sheet"], row["claim"], row["statement"], row["verdict"], row["kind"])
        for row in read_lines(folder / "claims.jsonl.gz")
    ]
