"""Fitting: the heads, by logistic regression over the rubric's sentences and over written statements of fact.

``python -m qa.drafts.fitting`` fits them, after ``data/rubric.json`` was edited; a minute or two.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from corpus.normalisation import normalise
from indexer.embedding import Embedder, ModelSettings, SentenceTransformerEmbedder, Vectors
from indexer.tokenisation import FugashiTokenizer
from indexer.training.written import read_claims
from qa.drafts.heads import FACT, HEADS, SUBSTANCE, Features, fitted_to, terms_of
from qa.drafts.rubric import Rubric, load_rubric

Labels = npt.NDArray[np.bool_]
_STRENGTH = 10.0  # of the fit against shrinkage; 3 and 30 were no better in cross-validation
_BESIDE = 800  # sentences of plans that state no purpose, and
_FACTS = 3_000  # statements of fact that are learnt from
_TWICE = 2  # sentences from which a term counts


@dataclass(frozen=True)
class _Task:
    """The rows from which a head learns, and which of them are what it tells."""

    name: str
    rows: Sequence[int]
    labels: Labels


def fit_heads(
    rubric: Rubric, tokenizer: FugashiTokenizer, embedder: Embedder, path: Path, chance: random.Random
) -> None:
    """Fit all heads and write them; the same rubric and chance give the same heads on the same machine."""
    claims = [item.claim for item in read_claims()]
    facts = [normalise(text) for text in chance.sample(claims, min(_FACTS, len(claims)))]
    examples = [normalise(item.sentence) for item in rubric.examples]
    aims = [normalise(item.sentence) for item in rubric.aims]
    texts = [*examples, *aims, *facts]
    vectors = embedder.passages(texts)
    features = _features(texts, vectors.mean(axis=0), tokenizer, embedder)
    table = features.joined(texts, features.apart(vectors))
    tasks = _tasks(rubric, len(facts), chance)
    heads = [_fitted(table[list(task.rows)], task.labels) for task in tasks]
    about = {"rubric": fitted_to(), "model": embedder.identity, "names": [task.name for task in tasks]}
    np.savez_compressed(
        path,
        about=np.frombuffer(json.dumps(about).encode(), np.uint8),
        terms=np.frombuffer("\n".join(features.terms).encode(), np.uint8),
        rarity=features.rarity,
        middle=features.middle,
        weights=np.column_stack([head.coef_[0] for head in heads]).astype(np.float16),
        biases=np.array([head.intercept_[0] for head in heads], dtype=np.float32),
    )


def _features(texts: Sequence[str], middle: Vectors, tokenizer: FugashiTokenizer, embedder: Embedder) -> Features:
    """Return the features that occur more than once in the texts, with their rarity."""
    counted = TfidfVectorizer(
        analyzer=lambda text: terms_of(text, tokenizer), sublinear_tf=True, min_df=_TWICE, dtype=np.float32
    ).fit(texts)
    terms = tuple(str(term).replace("\n", " ") for term in counted.get_feature_names_out())
    return Features(terms, counted.idf_.astype(np.float32), middle, tokenizer, embedder)


def _tasks(rubric: Rubric, facts: int, chance: random.Random) -> list[_Task]:
    """Return what each head learns: considerations from plans, purposes from aims, facts from both and from facts."""
    examples = range(len(rubric.examples))
    aims = range(len(examples), len(examples) + len(rubric.aims))
    stating = range(aims.stop, aims.stop + facts)
    beside = [*aims, *chance.sample(examples, min(_BESIDE, len(examples)))]
    purposes = {key for aim in rubric.aims for key in aim.purposes}
    touching = [row for row in examples if rubric.examples[row].touched]
    every = [*examples, *stating]

    def states(row: int, key: str) -> bool:
        return row in aims and key in rubric.aims[row - aims.start].purposes

    tasks = [
        _Task(key, beside, np.array([states(row, key) for row in beside]))
        if key in purposes
        else _Task(key, examples, np.array([key in rubric.examples[row].touched for row in examples]))
        for key in rubric.keys
    ]
    tasks.append(_Task(SUBSTANCE, touching, np.array([bool(rubric.examples[row].addressed) for row in touching])))
    tasks.append(_Task(FACT, every, np.array([row in stating for row in every])))
    return tasks


def _fitted(table: object, labels: Labels) -> LogisticRegression:
    return LogisticRegression(
        C=_STRENGTH, class_weight="balanced", solver="liblinear", dual=True, max_iter=3_000, random_state=0
    ).fit(table, labels)


if __name__ == "__main__":
    fit_heads(load_rubric(), FugashiTokenizer(), SentenceTransformerEmbedder(ModelSettings()), HEADS, random.Random(1))
