"""Pairs: judged questions, public question sets and entailment sets as groups that the reader is trained on."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.sentences import split_sentences
from corpus.windows import window
from indexer.embedding import Embedder, Vectors
from indexer.tokenisation import bigrams
from indexer.training.written import Sheet, WrittenClaim, WrittenQuestion, read_lines
from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS

_LABELS = {
    "entailment": SUPPORTS,
    "contradiction": CONTRADICTS,
    "neutral": SILENT,
    "support": SUPPORTS,
    "contradict": CONTRADICTS,
    "silent": SILENT,
}

_HARD = 12  # windows that both legs rank highest, of which the wrong ones of a group are taken
_TELLING = 3  # characters from which an answer's words in another window may be the same answer


@dataclass(frozen=True, slots=True)
class Group:
    """A question with windows of which some, one or none answer it.

    ``span`` is the place of the answer, in characters of the first window that answers, where it is a part of it.
    """

    question: str
    windows: tuple[str, ...]
    right: tuple[bool, ...]
    span: tuple[int, int] | None = None


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


def sheet_window(sheet: Sheet, number: int) -> str:
    """Return the window of a statement of a sheet, as the index would have it."""
    statement = sheet.statements[number]
    before = sheet.statements[number - 1] if number else None
    return window(statement.path, statement.text, before.text if before and before.path == statement.path else "")


class Miner:
    """Finds for a question the windows of all sheets that both legs rank high: what a reader must tell from the right."""

    def __init__(self, sheets: Mapping[str, Sheet], embedder: Embedder) -> None:
        """Embed the windows of all sheets."""
        self._places = [(sheet.sheet_id, at) for sheet in sheets.values() for at in range(len(sheet.statements))]
        self._windows = [sheet_window(sheets[name], at) for name, at in self._places]
        self._texts = [sheets[name].statements[at].text for name, at in self._places]
        self._embedder = embedder
        self._vectors = embedder.passages(self._windows)
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, text in enumerate(self._windows):
            for pair in set(bigrams(text)):
                self._rows[pair].append(row)

    def groups(self, questions: Sequence[WrittenQuestion], chance: random.Random, wrong: int) -> list[Group]:
        """Return each question with a right window, where it has one, and ``wrong`` others that look like it."""
        vectors = self._embedder.queries([item.question for item in questions])
        found = (self._group(item, vector, chance, wrong) for item, vector in zip(questions, vectors, strict=True))
        return [group for group in found if group is not None]

    def _group(self, item: WrittenQuestion, vector: Vectors, chance: random.Random, wrong: int) -> Group | None:
        number = {place: row for row, place in enumerate(self._places) if place[0] == item.sheet_id}
        gold = [number[item.sheet_id, at] for at in item.gold]
        near = [number[item.sheet_id, at] for at in item.near]
        ranked = [row for row in self._ranked(item.question, vector) if not self._may_answer(row, item, gold)]
        hard = [*near, *chance.sample(ranked[:_HARD], min(wrong, len(ranked[:_HARD])))]
        others = list(dict.fromkeys(row for row in hard if row not in gold))[:wrong]
        chosen = [*gold[:1], *others]
        windows = tuple(self._windows[row] for row in chosen)
        right = tuple(row in gold for row in chosen)
        return Group(item.question, windows, right, self._span(item, gold)) if others else None

    def _ranked(self, question: str, vector: Vectors) -> list[int]:
        scores = self._vectors @ vector
        scores = (scores - scores.mean()) / scores.std()
        for pair in set(bigrams(question)):
            rows = self._rows.get(pair, [])
            if rows:
                scores[rows] += 0.25 * float(np.log(len(self._windows) / len(rows))) / 5
        return [int(row) for row in np.argsort(-scores)[: 3 * _HARD]]

    def _may_answer(self, row: int, item: WrittenQuestion, gold: Sequence[int]) -> bool:
        """Say whether a window may be right without being marked so: it says the same, or holds the answer."""
        same = any(self._texts[row] == self._texts[other] for other in gold)
        return row in gold or same or (len(item.answer) > _TELLING and item.answer in self._texts[row])

    def _span(self, item: WrittenQuestion, gold: Sequence[int]) -> tuple[int, int] | None:
        if not gold or not item.answer or item.answer not in self._texts[gold[0]]:
            return None
        whole, text = self._windows[gold[0]], self._texts[gold[0]]
        start = len(whole) - len(text) + text.index(item.answer)
        return start, start + len(item.answer)
