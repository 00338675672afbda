"""Fit the weights by which statements are ordered to judged questions.

Run ``python -m qa.weighing --home FOLDER --questions FILE [--questions FILE …]`` with an index in FOLDER. The weights
make it likely that the statement with the highest score is one that holds a quote of the right answer (the listwise
loss of Cao et al. 2007, top one, https://doi.org/10.1145/1273496.1273513). Prints for how many questions it is, each
fold fitted to the others, and writes ``evidence.json``.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from indexer.embedding import ModelSettings, SentenceTransformerEmbedder
from indexer.generations import GenerationStore
from indexer.search_index import open_index
from qa.assistant import Assistant
from qa.conversation import Turn
from qa.evaluation.judgments import JudgedQuestion, read_questions
from qa.evaluation.metrics import folded
from qa.evidence import SIGNALS, WEIGHTS, EvidenceStatement

_FOLDS, _SEED, _STEPS, _PENALTY = 5, 0, 100, 0.01
_SHORTEST = 8  # characters of a statement that may stand inside a quote


@dataclass(frozen=True, slots=True)
class RankedStatements:
    """The signals of the statements for one question, shape (statements, signals), and which of them answer."""

    signals: NDArray[np.float64]
    answers: NDArray[np.bool_]


def measure(assistant: Assistant, question: JudgedQuestion) -> RankedStatements | None:
    """Return the statements found for a question; None where no answer is among them."""
    history = tuple(Turn(turn.role, turn.content) for turn in question.history)
    evidence = assistant.draft(question.question, history).findings.evidence
    answers = np.array([_answers(assistant, question, item) for item in evidence], dtype=np.bool_)
    return RankedStatements(np.array([item.signals for item in evidence]), answers) if answers.any() else None


def _answers(assistant: Assistant, question: JudgedQuestion, item: EvidenceStatement) -> bool:
    statement = item.statement
    document = assistant.index.collection.document(statement.document_id)
    text = folded("".join(fragment.of(document.text) for fragment in statement.sentence.fragments))
    quotes = [folded(gold.quote) for group in question.gold for gold in group if gold.doc == statement.document_id]
    return any(quote in text or (len(text) > _SHORTEST and text in quote) for quote in quotes)


def fit(rows: Sequence[RankedStatements]) -> NDArray[np.float64]:
    """Return the weights under which an answer is likeliest to come first, the first of them 1."""
    spread = np.concatenate([row.signals for row in rows]).std(axis=0) + 1e-6
    signals = [torch.tensor(row.signals / spread) for row in rows]
    answers = [torch.tensor(row.answers) for row in rows]
    weights = torch.zeros(len(SIGNALS), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=_STEPS)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = [signal @ weights for signal in signals]
        missed = [torch.logsumexp(s, 0) - torch.logsumexp(s[a], 0) for s, a in zip(scores, answers, strict=True)]
        total = torch.stack(missed).mean() + _PENALTY * (weights**2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    fitted = weights.detach().numpy() / spread
    return np.asarray(fitted / fitted[0], dtype=np.float64)


def cross_validated(rows: Sequence[RankedStatements]) -> float:
    """Return for what share of the questions an answer comes first, by weights that were not fitted to them."""
    order = np.random.default_rng(_SEED).permutation(len(rows))
    hits = 0
    for fold in range(_FOLDS):
        held = set(order[fold::_FOLDS].tolist())
        weights = fit([row for number, row in enumerate(rows) if number not in held])
        hits += sum(bool(rows[number].answers[np.argmax(rows[number].signals @ weights)]) for number in held)
    return hits / len(rows)


def main() -> None:
    """Read the questions, fit, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, action="append", required=True)
    options = parser.parse_args()
    store = GenerationStore(options.home / "index")
    assistant = Assistant(open_index(store, SentenceTransformerEmbedder(ModelSettings())))
    questions = [question for path in options.questions for question in read_questions(path) if question.answerable]
    rows = [row for row in (measure(assistant, question) for question in questions) if row is not None]
    weights = {name: round(float(weight), 3) for name, weight in zip(SIGNALS, fit(rows), strict=True)}
    content = {"weights": weights, "first": round(cross_validated(rows), 3), "questions": len(rows)}
    print(json.dumps(content, indent=2))
    WEIGHTS.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
