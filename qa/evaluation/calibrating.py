"""Calibrate answerability on judged questions.

Run ``python -m qa.evaluation.calibrating --home FOLDER --questions FILE [--questions FILE …]`` with an index in FOLDER. Fits a
logistic model of ``qa.answer.answerability.Features`` to whether a question is answerable, prints the area under its ROC
curve in ten-fold cross-validation (Fawcett 2006, https://doi.org/10.1016/j.patrec.2005.10.010), and writes
``answerability.json`` with the threshold at which cross-validation declines one in twenty-five answerable questions.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from indexer.embedding import ModelSettings, SentenceTransformerEmbedder
from indexer.generations import GenerationStore
from indexer.search_index import open_index
from qa.answer.answerability import CALIBRATION, Features, features
from qa.answer.conclusion import settled
from qa.assistant import Assistant
from qa.evaluation.judgments import JudgedQuestion, read_questions
from qa.question.history import Turn
from qa.reader.encoder import EncoderReader

FALSE_REFUSALS = 0.04
_REPEATS = 5


def measure(assistant: Assistant, question: JudgedQuestion) -> Features | None:
    """Return the features of a question; None where the question is settled before they count."""
    draft = assistant.draft(question.question, tuple(Turn(turn.role, turn.content) for turn in question.history))
    if draft.composed.known or settled(draft, assistant.index, assistant.knowledge):
        return None
    return features(draft.findings, draft.composed, assistant.index)


def cross_validated(rows: NDArray[np.float64], answerable: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the probability of each row from models that were not fitted to it, the mean of several divisions."""
    runs = [
        cross_val_predict(
            LogisticRegression(max_iter=2_000),
            rows,
            answerable,
            cv=StratifiedKFold(10, shuffle=True, random_state=seed),
            method="predict_proba",
        )[:, 1]
        for seed in range(_REPEATS)
    ]
    return np.asarray(np.mean(runs, axis=0), dtype=np.float64)


def calibrate(assistant: Assistant, questions: Sequence[JudgedQuestion]) -> dict[str, object]:
    """Return the content of the calibration file."""
    measured = [(measure(assistant, question), question) for question in questions]
    kept = [(found, question) for found, question in measured if found is not None]
    rows = np.array([astuple(found) for found, _ in kept])
    answerable = np.array([question.answerable for _, question in kept])
    probabilities = cross_validated(rows, answerable)
    model = LogisticRegression(max_iter=2_000).fit(rows, answerable)
    names = [field.name for field in fields(Features)]
    return {
        "weights": {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)},
        "bias": round(float(model.intercept_[0]), 3),
        "threshold": round(float(np.quantile(probabilities[answerable], FALSE_REFUSALS)), 3),
        "auroc": round(float(roc_auc_score(answerable, probabilities)), 3),
        "questions": len(kept),
    }


def main() -> None:
    """Read the questions, calibrate, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, action="append", required=True)
    options = parser.parse_args()
    store = GenerationStore(options.home / "index")
    assistant = Assistant(open_index(store, SentenceTransformerEmbedder(ModelSettings())), EncoderReader())
    questions = [question for path in options.questions for question in read_questions(path)]
    content = json.dumps(calibrate(assistant, questions), indent=2)
    print(content)
    CALIBRATION.write_text(content + "\n", "utf-8")


if __name__ == "__main__":
    main()
