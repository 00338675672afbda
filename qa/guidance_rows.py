"""Guidance rows: the passages of an index that hold the collection's purposes and considerations."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.guidance import Guideline
from indexer.search_index import SearchIndex


@dataclass(frozen=True, slots=True)
class GuidanceRows:
    """The rows of an index whose passages hold purposes, and those that hold considerations."""

    purposes: frozenset[int]
    considerations: frozenset[int]


def guidance_rows(index: SearchIndex) -> GuidanceRows:
    """Find the passages that hold the collection's guidance."""
    guidance = index.collection.guidance
    return GuidanceRows(_rows(index, guidance.purposes), _rows(index, guidance.considerations))


def _rows(index: SearchIndex, items: Iterable[Guideline]) -> frozenset[int]:
    return frozenset(int(row) for item in items for row in index.passages.rows_at(item.document_id, item.span))
