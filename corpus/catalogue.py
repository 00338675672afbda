"""The catalogue: what is known of each document beside its text. One JSON file in the folder of the documents."""

import hashlib
import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.dates import find_dates
from corpus.documents import Record, Relation
from corpus.errors import CatalogueError
from corpus.normalisation import normalise
from corpus.readers.formats import SUFFIXES
from corpus.readers.isolation import read_file

CATALOGUE_NAME = "catalogue.json"
_ID = r"^[a-z0-9][a-z0-9._-]{0,63}$"
_OPENING = 600  # characters within which a paper names its date


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _RelationEntry(_Model):
    relation: Literal["summarises", "excerpts", "quotes", "overlaps", "supersedes"]
    document_id: str


class _Entry(_Model):
    document_id: str = Field(pattern=_ID)
    file: str = Field(pattern=r"^[^/\\]+\.(txt|md|docx|pdf)$")
    title: str = Field(min_length=1)
    date: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    issuing_body: str
    kind: str
    language: str = "ja"
    source: str = ""
    inferred: tuple[str, ...] = ()
    relations: tuple[_RelationEntry, ...] = ()


class _Catalogue(_Model):
    format: Literal[1]
    documents: tuple[_Entry, ...] = Field(min_length=1)


def load_records(folder: Path) -> tuple[Record, ...]:
    """Return the records of ``folder``: from its catalogue or, without one, from the texts themselves."""
    path = folder / CATALOGUE_NAME
    if not folder.is_dir():
        raise CatalogueError(f"{folder} is no folder; name one that holds .txt, .md, .docx or .pdf files")
    records = _read_catalogue(path) if path.is_file() else _describe_files(folder)
    ids = [record.document_id for record in records]
    if len(set(ids)) != len(ids):
        raise CatalogueError(f"{path}: two documents have one id; give each its own")
    missing = [record.file for record in records if not (folder / record.file).is_file()]
    if missing:
        raise CatalogueError(f"{path} names files that are not there: {', '.join(missing)}")
    return records


def _read_catalogue(path: Path) -> tuple[Record, ...]:
    try:
        catalogue = _Catalogue.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CatalogueError(f"{path}: {place}: {first['msg']}") from None
    return tuple(
        Record(
            **entry.model_dump(exclude={"inferred", "relations"}),
            relations=tuple(Relation(item.relation, item.document_id) for item in entry.relations),
        )
        for entry in catalogue.documents
    )


def _describe_files(folder: Path) -> tuple[Record, ...]:
    files = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.is_file())
    if not files:
        raise CatalogueError(f"{folder} holds no .txt, .md, .docx or .pdf file")
    return tuple(_describe(path) for path in files)


def _describe(path: Path) -> Record:
    """Read title and date off the text: its first line, and the first date of its opening or else the latest of all."""
    data = path.read_bytes()
    text = read_file(data, path.name).text
    lines = (normalise(line).strip("#- ") for line in text.split("\n"))
    title = next((line for line in lines if len(line) >= 2), path.stem)
    opening = find_dates(normalise(text[:_OPENING]))
    everywhere = find_dates(normalise(text))
    date = opening[0].iso if opening else max((found.iso for found in everywhere), default="0001")
    stem = path.stem.lower()
    document_id = stem if re.fullmatch(_ID, stem) else f"doc-{hashlib.sha256(data).hexdigest()[:12]}"
    return Record(
        document_id=document_id,
        file=path.name,
        title=title[:120],
        date=date,
        issuing_body="",
        kind="文書",
        language="ja",
        source=path.name,
    )
