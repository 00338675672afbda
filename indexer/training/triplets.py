"""Triplets: written questions with a statement that answers and one that looks like it."""

import random
from collections.abc import Sequence

from indexer.training.mining import Mine
from indexer.training.retriever import Triplet
from indexer.training.written import WrittenQuestion


class MinedTriplets:
    """Written questions that have an answer, with the wrong statements of all sheets that an embedder ranks highest."""

    def __init__(self, mine: Mine, questions: Sequence[WrittenQuestion], hardest: int = 8) -> None:
        """Rank the wrong statements of each question."""
        answered = [item for item in questions if item.gold]
        found = zip(answered, (rows[:hardest] for rows in mine.wrong(answered)), strict=True)
        self._windows = mine.windows
        self._rows = [(item.question, mine.rows(item, item.gold), wrong) for item, wrong in found if wrong]

    def __call__(self, chance: random.Random) -> list[Triplet]:
        """Draw a triplet of each question, mostly with the statement that answers best."""
        return [self._drawn(question, right, wrong, chance) for question, right, wrong in self._rows]

    def _drawn(self, question: str, right: Sequence[int], wrong: Sequence[int], chance: random.Random) -> Triplet:
        told = [self._windows[row] for row in right]
        # The first gold statement answers best; the others are learnt from now and then.
        chosen = told[0] if chance.random() < 0.5 else chance.choice(told)
        return Triplet(question, chosen, self._windows[chance.choice(wrong)], tuple(told))


def heading_triplets(pairs: Sequence[tuple[str, str]], most: int, chance: random.Random) -> list[Triplet]:
    """Return headings with what stands under them and what stands under another."""
    chosen = chance.sample(list(pairs), min(most, len(pairs)))
    return [Triplet(heading, text, chosen[(at + 7) % len(chosen)][1]) for at, (heading, text) in enumerate(chosen)]
