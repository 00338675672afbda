"""Pairs: judged questions, public question sets and entailment sets as groups that the reader is trained on."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.sentences import split_sentences
from corpus.windows import window
from indexer.training.mining import Mine, sheet_window
from indexer.training.written import Sheet, WrittenClaim, WrittenQuestion, read_lines
from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS

UNJUDGED = -100  # what cross-entropy leaves out
_LABELS = {
    "entailment": SUPPORTS,
    "contradiction": CONTRADICTS,
    "neutral": SILENT,
    "support": SUPPORTS,
    "contradict": CONTRADICTS,
    "silent": SILENT,
}

_HARD = 12  # wrong statements that are ranked highest, of which those of a group are drawn


@dataclass(frozen=True, slots=True)
class Group:
    """A question with windows of which some, one or none answer it.

    ``span`` is the place of the answer, in characters of the first window that answers, where it is a part of it.
    ``verdicts`` say of each window whether it supports, contradicts or is silent on what the question takes for granted;
    UNJUDGED where nobody knows.
    """

    question: str
    windows: tuple[str, ...]
    right: tuple[bool, ...]
    span: tuple[int, int] | None = None
    verdicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim, the statement that it is held against, and what that says of it."""

    claim: str
    window: str
    verdict: int


def jaquad_groups(path: Path, chance: random.Random, most: int, negatives: int = 5) -> list[Group]:
    """Return questions of JaQuAD with the sentence that holds the answer among others of its passage and article."""
    rows = [row for row in read_lines(path) if row["question_type"] != "Multiple sentence reasoning"]
    by_title: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["p"] not in by_title[row["title"]]:
            by_title[row["title"]].append(row["p"])
    chance.shuffle(rows)
    found = (_jaquad_group(row, by_title[row["title"]], chance, negatives) for row in rows)
    return [group for group in found if group is not None][:most]


def _jaquad_group(row: dict[str, Any], passages: Sequence[str], chance: random.Random, most: int) -> Group | None:
    spans = split_sentences(row["p"])
    at = next((span for span in spans if span.start <= row["answer_start"] < span.end), None)
    if at is None:
        return None
    text, start = at.of(row["p"]), row["answer_start"] - at.start
    own = [span.of(row["p"]) for span in spans if span != at and row["answer"] not in span.of(row["p"])]
    other = chance.choice(passages)
    own += [span.of(other) for span in split_sentences(other) if row["answer"] not in span.of(other)][:3]
    others = list(dict.fromkeys(sentence for sentence in own if sentence != text))
    if len(text) > 220 or start + len(row["answer"]) > len(text) or not others:
        return None
    wrong = chance.sample(others, min(most, len(others)))
    path = (row["title"],)
    whole = window(path, text)
    span = (len(whole) - len(text) + start, len(whole) - len(text) + start + len(row["answer"]))
    windows = (whole, *(window(path, sentence[:220]) for sentence in wrong))
    return Group(row["q"], windows, (True, *(False for _ in wrong)), span)


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


def written_groups(mine: Mine, questions: Sequence[WrittenQuestion], chance: random.Random, wrong: int) -> list[Group]:
    """Return each question with a right window, where it has one, and ``wrong`` others that look like it."""
    found = (
        _written_group(mine, item, rows, chance, wrong)
        for item, rows in zip(questions, mine.wrong(questions), strict=True)
    )
    return [group for group in found if group is not None]


def _written_group(
    mine: Mine, item: WrittenQuestion, ranked: Sequence[int], chance: random.Random, wrong: int
) -> Group | None:
    gold = mine.rows(item, item.gold)
    near = mine.rows(item, item.near)
    hard = [*near, *chance.sample(ranked[:_HARD], min(wrong, len(ranked[:_HARD])))]
    others = list(dict.fromkeys(row for row in hard if row not in gold))[:wrong]
    chosen = [*gold[:1], *others]
    windows = tuple(mine.windows[row] for row in chosen)
    right = tuple(row in gold for row in chosen)
    verdicts = tuple(_premise(item, gold=row in gold, near=row in near) for row in chosen)
    return Group(item.question, windows, right, _written_span(mine, item, gold), verdicts) if others else None


def _premise(item: WrittenQuestion, *, gold: bool, near: bool) -> int:
    if gold:  # what is asked to be confirmed (yesno) may be true or false
        return UNJUDGED if item.kind == "yesno" else SUPPORTS
    return (CONTRADICTS if item.kind == "premise" else SILENT) if near else UNJUDGED


def _written_span(mine: Mine, item: WrittenQuestion, gold: Sequence[int]) -> tuple[int, int] | None:
    if not gold or not item.answer or item.answer not in mine.texts[gold[0]]:
        return None
    whole, text = mine.windows[gold[0]], mine.texts[gold[0]]
    start = len(whole) - len(text) + text.index(item.answer)
    return start, start + len(item.answer)
