"""Triplets: written questions with a statement that answers and one of the same sheet that looks like it."""

import random
from collections.abc import Mapping, Sequence

from corpus.windows import window
from indexer.tokenisation import bigrams
from indexer.training.mining import Mine
from indexer.training.retriever import Triplet
from indexer.training.written import Sheet, SheetStatement, WrittenQuestion

_LONGEST = 220  # characters of a window
_LOOKED_AT = 12  # statements of the sheet among which the hard one is chosen
_SHORTEST = 8


def written_triplets(
    questions: Sequence[WrittenQuestion], sheets: Mapping[str, Sheet], chance: random.Random
) -> list[Triplet]:
    """Return a triplet for each question that its sheet answers."""
    found = (_triplet(item, sheets[item.sheet_id].statements, chance) for item in questions if item.gold)
    return [item for item in found if item is not None]


def _triplet(item: WrittenQuestion, statements: Sequence[SheetStatement], chance: random.Random) -> Triplet | None:
    told_of = {statements[at].text for at in item.gold}
    others = [at for at, it in enumerate(statements) if it.text not in told_of and len(it.text) > _SHORTEST]
    if not others:
        return None
    looked_at = chance.sample(others, min(_LOOKED_AT, len(others)))
    asked, told = set(bigrams(item.question)), set(bigrams(statements[item.gold[0]].text))

    def likeness(at: int) -> float:
        pairs = set(bigrams(statements[at].text))
        return len(asked & pairs) + 0.3 * len(told & pairs) / (1 + 0.02 * len(statements[at].text))

    wrong = max(looked_at, key=likeness)
    right = chance.choice(item.gold)
    return Triplet(item.question, _window(statements[right]), _window(statements[wrong]))


def mined_triplets(
    mine: Mine, questions: Sequence[WrittenQuestion], chance: random.Random, hardest: int = 8
) -> list[Triplet]:
    """Return a triplet for each answered question with one of the ``hardest`` wrong statements of all sheets."""
    answered = [item for item in questions if item.gold]
    return [
        Triplet(item.question, mine.windows[mine.rows(item, item.gold)[0]], mine.windows[chance.choice(wrong)])
        for item, wrong in zip(answered, (rows[:hardest] for rows in mine.wrong(answered)), strict=True)
        if wrong
    ]


def heading_triplets(pairs: Sequence[tuple[str, str]], most: int, chance: random.Random) -> list[Triplet]:
    """Return headings with what stands under them and what stands under another."""
    chosen = chance.sample(list(pairs), min(most, len(pairs)))
    return [Triplet(heading, text, chosen[(at + 7) % len(chosen)][1]) for at, (heading, text) in enumerate(chosen)]


def _window(statement: SheetStatement) -> str:
    return window(statement.path, statement.text)[:_LONGEST]
