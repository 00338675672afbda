"""The catalogue: what is known of each document beside its text. One JSON file in the folder of the documents."""

import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.documents import BUNDLED, OWN, Record, Relation
from corpus.errors import CatalogueError

CATALOGUE_NAME = "catalogue.json"
DOCUMENT_ID = r"^[a-z0-9][a-z0-9._-]{0,63}$"
COLLECTION = r"^[a-z0-9][a-z0-9_-]{0,31}$"
_FILE = r"^(?:[^./\\][^/\\]*/)*[^/\\]+\.(?i:txt|md|html?|docx?|pptx?|xlsx?|pdf|png|jpe?g|tiff?)$"  # below the folder, and never above it


def takes_files(collection: str) -> bool:
    """Say whether files may be added to a collection of this name: it is a possible one, and not the product's own."""
    return collection != BUNDLED and re.fullmatch(COLLECTION, collection) is not None


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _RelationEntry(_Model):
    relation: Literal["summarises", "excerpts", "quotes", "overlaps", "supersedes"]
    document_id: str


class _Entry(_Model):
    document_id: str = Field(pattern=DOCUMENT_ID)
    file: str = Field(pattern=_FILE)
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
    collection: str = Field(default=OWN, pattern=COLLECTION)
    documents: tuple[_Entry, ...] = Field(min_length=1)


def read_catalogue(folder: Path) -> tuple[Record, ...]:
    """Return the records that the catalogue of ``folder`` gives, none where there is no catalogue; raises CatalogueError."""
    path = folder / CATALOGUE_NAME
    if not path.is_file():
        return ()
    records = _read(path)
    ids = [record.document_id for record in records]
    if len(set(ids)) != len(ids):
        raise CatalogueError(f"{path}: two documents have one id; give each its own")
    missing = [record.file for record in records if not (folder / record.file).is_file()]
    if missing:
        raise CatalogueError(f"{path} names files that are not there: {', '.join(missing)}")
    return records


def _read(path: Path) -> tuple[Record, ...]:
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
            collection=catalogue.collection,
        )
        for entry in catalogue.documents
    )
