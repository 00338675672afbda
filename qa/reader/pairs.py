"""Pairs: judged questions, public question sets and entailment sets as exercises that the reader is trained on."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.sentences import split_sentences
from corpus.windows import window
from indexer.training.mining import Mine, sheet_window
from indexer.training.written import Sheet, WrittenClaim, WrittenQuestion, read_lines
from qa.reader.exercises import Exercise, JudgedClaim, verdict_of
from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS

_LABELS = {
    "entailment": SUPPORTS,
    "contradiction": CONTRADICTS,
    "neutral": SILENT,
    "support": SUPPORTS,
    "contradict": CONTRADICTS,
    "silent": SILENT,
}
_HARD = 24  # wrong statements that are ranked highest, of which those of a group are drawn
_LONGEST = 220  # characters of a sentence of JaQuAD
_OTHERS = 12  # wrong sentences of a question of JaQuAD


class Windows:
    """A table of windows: each text has one row."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        """Begin with the rows of ``known``, in their order."""
        self.texts = list(known)
        self._rows = {text: row for row, text in enumerate(self.texts)}

    def row(self, text: str) -> int:
        """Return the row of ``text``, which is added where it is new."""
        if text not in self._rows:
            self._rows[text] = len(self.texts)
            self.texts.append(text)
        return self._rows[text]


def jaquad_exercises(path: Path, windows: Windows, chance: random.Random, most: int) -> list[Exercise]:
    """Return questions of JaQuAD with the sentence that holds the answer and others of its passage and article."""
    rows = [row for row in read_lines(path) if row["question_type"] != "Multiple sentence reasoning"]
    by_title: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["p"] not in by_title[row["title"]]:
            by_title[row["title"]].append(row["p"])
    chance.shuffle(rows)
    found: list[Exercise] = []
    for row in rows:
        exercise = _jaquad_exercise(row, by_title[row["title"]], windows, chance)
        found += [exercise] if exercise else []
        if len(found) == most:
            break
    return found


def _jaquad_exercise(
    row: dict[str, Any], passages: Sequence[str], windows: Windows, chance: random.Random
) -> Exercise | None:
    spans = split_sentences(row["p"])
    at = next((span for span in spans if span.start <= row["answer_start"] < span.end), None)
    if at is None:
        return None
    text, start = at.of(row["p"]), row["answer_start"] - at.start
    other = chance.choice(passages)
    beside = [span.of(row["p"]) for span in spans] + [span.of(other) for span in split_sentences(other)]
    wrong = [item for item in dict.fromkeys(beside) if row["answer"] not in item and item != text][:_OTHERS]
    if len(text) > _LONGEST or start + len(row["answer"]) > len(text) or not wrong:
        return None
    path = (row["title"],)
    whole = window(path, text)
    first = len(whole) - len(text) + start
    return Exercise(
        question=row["q"],
        right=(windows.row(whole),),
        near=(),
        wrong=tuple(windows.row(window(path, item[:_LONGEST])) for item in wrong),
        span=(first, first + len(row["answer"])),
    )


def entailment_claims(folder: Path, chance: random.Random, most_each: dict[str, int]) -> list[JudgedClaim]:
    """Return claims of the entailment sets of ``folder``, of each file up to the number that ``most_each`` gives it."""
    found = []
    for name, most in most_each.items():
        rows = list(read_lines(folder / f"{name}.jsonl.gz"))
        chance.shuffle(rows)
        found += [JudgedClaim(row["b"], row["a"], _LABELS[row["label"]]) for row in rows[:most]]
    return found


def written_claims(claims: Iterable[WrittenClaim], sheets: Mapping[str, Sheet]) -> list[JudgedClaim]:
    """Return claims written on administrative documents, held against the statement that decides each."""
    return [
        JudgedClaim(item.claim, sheet_window(sheets[item.sheet_id], item.statement), _LABELS[item.verdict])
        for item in claims
    ]


def written_exercises(mine: Mine, questions: Sequence[WrittenQuestion]) -> list[Exercise]:
    """Return each question with its right windows and those that look like it; rows are those of ``mine``."""
    return [
        Exercise(
            question=item.question,
            right=tuple(mine.rows(item, item.gold)),
            near=tuple(mine.rows(item, item.near)),
            wrong=tuple(wrong[:_HARD]),
            span=_written_span(mine, item),
            judged=verdict_of(item.kind, item.told, right=True),
            near_judged=verdict_of(item.kind, right=False),
        )
        for item, wrong in zip(questions, mine.wrong(questions), strict=True)
        if wrong
    ]


def _written_span(mine: Mine, item: WrittenQuestion) -> tuple[int, int] | None:
    """Return the place of the answer in the best right window."""
    if not item.gold or not item.answer:
        return None
    row = mine.rows(item, item.gold[:1])[0]
    whole, text = mine.windows[row], mine.texts[row]
    if item.answer not in text:
        return None
    start = len(whole) - len(text) + text.index(item.answer)
    return start, start + len(item.answer)
