"""Precedents: what the documents say is done of the kind that a consideration asks for, as examples for a draft."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from corpus.guidelines import Guideline
from corpus.spans import Span
from corpus.statements import Statement
from indexer.search_index import SearchIndex
from qa.citations import Citation, CitationMaker
from qa.drafts.guidance.relevance import Relevance
from qa.drafts.heads import SentenceReadings

_NEAR = 60  # statements nearest in meaning among which precedents are looked for
_SHORTEST, _LONGEST = 20, 160  # characters of a statement that serves as an example
_SHOWN = 2
# A head was fitted to plans, and papers speak otherwise: it is asked together with the estimate, and both less strictly.
_RELEVANT, _SUBSTANTIAL = 0.5, 0.35


@dataclass(frozen=True)
class Precedents:
    """Finds precedents; those of a guideline are looked for once."""

    index: SearchIndex
    relevance: Relevance
    _known: dict[str, tuple[Statement, ...]] = field(default_factory=dict)

    def of(self, guideline: Guideline, maker: CitationMaker) -> tuple[Citation, ...]:
        """Return the statements that do most surely what a guideline asks, as citations, best first."""
        key = guideline.guideline_id
        if key not in self._known:
            self._known[key] = tuple(self._found(guideline))
        return tuple(maker.citation(item.document_id, item.sentence.span) for item in self._known[key])

    def _found(self, guideline: Guideline) -> Iterator[Statement]:
        near = self._near[guideline.guideline_id]
        texts = [item.text for item in near]
        readings = self._readings.of([self._places[text] for text in texts])
        told = self.relevance.of(guideline, texts, readings), self.relevance.estimated(guideline, texts, readings)
        doing = np.where(readings.substance >= _SUBSTANTIAL, sum(told) / len(told), 0.0)
        said: set[str] = set()
        for row in np.argsort(-doing, kind="stable")[: 2 * _SHOWN]:
            if doing[row] >= _RELEVANT and near[row].text not in said and len(said) < _SHOWN:
                said.add(near[row].text)
                yield near[row]

    @cached_property
    def _near(self) -> dict[str, list[Statement]]:
        """Return the statements that may serve each consideration, nearest in meaning first."""
        items = self.relevance.guidance.considerations
        vectors = self.index.embedder.queries([item.text for item in items])
        statements = self.index.collection.statements
        found = ([statements[row] for row, _ in self.index.statement_vectors.search(it, _NEAR)] for it in vectors)
        return {
            item.guideline_id: [it for it in near if self._serves(it)] for item, near in zip(items, found, strict=True)
        }

    @cached_property
    def _places(self) -> dict[str, int]:
        """Return the rows of the texts that are read: one is near to several considerations, and is read once."""
        return {
            text: row for row, text in enumerate(dict.fromkeys(it.text for near in self._near.values() for it in near))
        }

    @cached_property
    def _readings(self) -> SentenceReadings:
        return self.relevance.heads.read(list(self._places))

    def _serves(self, statement: Statement) -> bool:
        """Say whether a statement is a sentence of its own, and asks nothing itself."""
        place = statement.sentence.span
        whole = _SHORTEST <= len(statement.text) <= _LONGEST and statement.text.endswith("。") and not statement.label
        return whole and not any(
            where == statement.document_id and span.overlaps(place) for where, span in self._asking
        )

    @cached_property
    def _asking(self) -> tuple[tuple[str, Span], ...]:
        guidances = self.index.collection.guidances.values()
        items = (item for found in guidances for item in (*found.purposes, *found.considerations))
        return tuple((item.document_id, item.span) for item in items)
