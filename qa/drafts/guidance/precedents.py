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
        key = f"{guideline.document_id} {guideline.guideline_id}"
        if key not in self._known:
            self._known[key] = tuple(self._found(guideline))
        return tuple(maker.citation(item.document_id, item.sentence.span) for item in self._known[key])

    def _found(self, guideline: Guideline) -> Iterator[Statement]:
        near = [item for item in self._near(guideline) if self._serves(item)]
        if not near:
            return
        texts = [item.text for item in near]
        readings = self.relevance.heads.read(texts)
        told = self.relevance.of(guideline, texts, readings), self.relevance.estimated(guideline, texts, readings)
        doing = np.where(readings.substance >= _SUBSTANTIAL, sum(told) / len(told), 0.0)
        said: set[str] = set()
        for row in np.argsort(-doing, kind="stable")[: 2 * _SHOWN]:
            if doing[row] >= _RELEVANT and near[row].text not in said and len(said) < _SHOWN:
                said.add(near[row].text)
                yield near[row]

    def _near(self, guideline: Guideline) -> list[Statement]:
        vector = self.index.embedder.queries([guideline.text])[0]
        statements = self.index.collection.statements
        return [statements[row] for row, _ in self.index.statement_vectors.search(vector, _NEAR)]

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
