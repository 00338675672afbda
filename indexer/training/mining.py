"""Hard negatives: statements of all sheets that both legs rank high for a question and that do not answer it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from corpus.normalisation import normalise
from corpus.windows import window
from indexer.embedding import Embedder, Vectors
from indexer.tokenisation import bigrams
from indexer.training.written import Sheet, WrittenQuestion

_RANKED = 36  # statements that are looked at for one question
_LEXICAL = 0.05  # what a pair of characters in common counts, by its rarity, beside the standardised cosine
_TELLING = 3  # characters from which an answer's words in another window may be the same answer


class Mine:
    """The statements of all sheets, embedded; ``windows`` are what is read of them, by row."""

    def __init__(self, sheets: Mapping[str, Sheet], embedder: Embedder) -> None:
        """Embed the windows of all sheets."""
        places = [(sheet.sheet_id, at) for sheet in sheets.values() for at in range(len(sheet.statements))]
        self.windows = [sheet_window(sheets[name], at) for name, at in places]
        self.texts = [sheets[name].statements[at].text for name, at in places]
        self._rows = {place: row for row, place in enumerate(places)}
        self._embedder = embedder
        self._vectors = embedder.passages(self.windows)
        self._with_pair: dict[str, list[int]] = defaultdict(list)
        for row, text in enumerate(self.windows):
            for pair in set(bigrams(text)):
                self._with_pair[pair].append(row)

    def rows(self, question: WrittenQuestion, numbers: Sequence[int]) -> list[int]:
        """Return the rows of statements of the question's sheet."""
        return [self._rows[question.sheet_id, number] for number in numbers]

    def wrong(self, questions: Sequence[WrittenQuestion]) -> list[list[int]]:
        """Return for each question the rows of statements that look like an answer and are none, best first."""
        vectors = self._embedder.queries([item.question for item in questions])
        return [
            [row for row in self._ranked(item.question, vector) if not self._may_answer(row, item)]
            for item, vector in zip(questions, vectors, strict=True)
        ]

    def _ranked(self, question: str, vector: Vectors) -> list[int]:
        scores = self._vectors @ vector
        scores = (scores - scores.mean()) / scores.std()
        for pair in set(bigrams(question)):
            rows = self._with_pair.get(pair, [])
            if rows:
                scores[rows] += _LEXICAL * float(np.log(len(self.windows) / len(rows)))
        return [int(row) for row in np.argsort(-scores)[:_RANKED]]

    def _may_answer(self, row: int, item: WrittenQuestion) -> bool:
        """Say whether a statement may be right without being marked so: it says the same, or holds the answer."""
        gold = self.rows(item, item.gold)
        same = any(self.texts[row] == self.texts[other] for other in gold)
        return row in gold or same or (len(item.answer) > _TELLING and item.answer in self.texts[row])


def sheet_window(sheet: Sheet, number: int) -> str:
    """Return the window of a statement of a sheet, as the index would have it."""
    statement = sheet.statements[number]
    before = sheet.statements[number - 1] if number else None
    near = before.text if before and before.path == statement.path else ""
    return window(statement.path, statement.text, near, normalise(" ".join(head for head, _ in statement.record)))
