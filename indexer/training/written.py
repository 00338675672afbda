"""The written training data: sheets of documents, questions on them with their gold statements, and claims.

``data/README.md`` says how they were made and under which terms their documents stand.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WRITTEN = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class SheetStatement:
    """A statement of a sheet with the headings above it."""

    path: tuple[str, ...]
    text: str


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
    """

    sheet_id: str
    question: str
    kind: str
    gold: tuple[int, ...]
    answer: str
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """A claim with the statement that decides it and the verdict: support, contradict or silent."""

    sheet_id: str
    claim: str
    statement: int
    verdict: str
    kind: str


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
            tuple(SheetStatement(tuple(item["path"]), item["text"]) for item in row["statements"]),
        )
        for row in read_lines(folder / "sheets.jsonl.gz")
    }


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
        )
        for row in read_lines(folder / "questions.jsonl.gz")
    ]


def read_claims(folder: Path = WRITTEN) -> list[WrittenClaim]:
    """Return the claims in file order."""
    return [
        WrittenClaim(row["sheet"], row["claim"], row["statement"], row["verdict"], row["kind"])
        for row in read_lines(folder / "claims.jsonl.gz")
    ]
