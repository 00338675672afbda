"""What sentences of a draft are taken to be, by the fitted heads."""

import random
from dataclasses import replace

import numpy as np
import pytest

from indexer.embedding import ModelSettings, SentenceTransformerEmbedder
from indexer.tokenisation import FugashiTokenizer
from qa.drafts import heads as module
from qa.drafts.fitting import fit_heads
from qa.drafts.heads import HEADS, load_heads
from qa.drafts.rubric import load_rubric
from qa.errors import DataUnusable

TOKENIZER = FugashiTokenizer()
AIM = "留学から戻った卒業生と受け入れ先の研究室が、これからも気軽に行き来できる間柄を保つことを目指す。"
PLAN = "共同研究契約で発明の帰属を定め、四半期ごとに両大学の知財担当者が確認する。"
FACT = "国際共著論文の割合は、主要国の中で最も低い水準にとどまっている。"


@pytest.fixture(scope="module")
def embedder():
    """Return the bundled model."""
    return SentenceTransformerEmbedder(ModelSettings())


@pytest.fixture(scope="module")
def heads(embedder):
    """Return the bundled heads."""
    return load_heads(TOKENIZER, embedder)


def test_a_purpose_is_read_in_other_words_than_its_own(heads):
    """A lasting relation of people states C1-4; a measure on intellectual property states no purpose."""
    readings = heads.read([AIM, PLAN]).guidelines
    assert readings["C1-4"][0] >= 0.5 > readings["C1-4"][1]
    purposes = [key for key in readings if key[1:3] == "1-"]
    assert all(readings[key][1] < 0.5 for key in purposes)


def test_a_measure_is_about_what_it_is_a_measure_for(heads):
    """Rules on who owns inventions are about intellectual property, and are a measure."""
    readings = heads.read([PLAN])
    considerations = {key: likely[0] for key, likely in readings.guidelines.items() if key[1:3] != "1-"}
    assert max(considerations, key=lambda key: considerations[key]) == "B2-2"
    assert readings.substance[0] >= 0.5


def test_a_statement_of_the_world_is_told_from_a_plan(heads):
    """What is so is likelier a fact than what is going to be done."""
    facts = heads.read([FACT, PLAN]).facts
    assert facts[0] >= 0.5 > facts[1]


def test_the_reading_of_a_sentence_does_not_depend_on_the_others(heads):
    """Twice the same sentence is read the same, in whatever company."""
    alone, together = heads.read([FACT]), heads.read([PLAN, FACT, AIM, FACT])
    assert together.facts[1] == together.facts[3]
    assert together.facts[1] == pytest.approx(alone.facts[0], abs=0.05)  # batches are padded and rounded


def test_no_sentence_gives_no_reading(heads):
    """An empty draft is read into empty columns."""
    readings = heads.read([])
    assert readings.facts.shape == (0,)
    assert all(likely.shape == (0,) for likely in readings.guidelines.values())


def test_an_edited_rubric_asks_for_a_new_fit(monkeypatch, embedder):
    """Heads that do not belong to the rubric are not used in silence."""
    monkeypatch.setattr(module, "fitted_to", lambda: "another")
    with pytest.raises(DataUnusable, match=r"python -m qa\.drafts\.fitting"):
        load_heads(TOKENIZER, embedder)


def test_vectors_of_another_model_are_not_read(heads, embedder):
    """Whatever model the index has, the heads see the vectors that they were fitted with."""

    class Other:
        identity = "other"

        def queries(self, texts, /):
            raise AssertionError(texts)

        passages = queries

    other = load_heads(TOKENIZER, Other())
    assert np.allclose(other.read([FACT]).facts, heads.read([FACT]).facts)


def test_heads_are_fitted_and_loaded_again(tmp_path, embedder):
    """A fit to a few examples tells its own examples apart, with the names of the rubric's keys."""
    rubric = load_rubric()
    few = replace(rubric, examples=rubric.examples[:60], aims=rubric.aims[:60], keys=("A2-1", "A1-1"))
    path = tmp_path / HEADS.name
    fit_heads(few, TOKENIZER, embedder, path, random.Random(1))
    readings = load_heads(TOKENIZER, embedder, path).read([example.sentence for example in few.examples])
    about = np.array(["A2-1" in example.touched for example in few.examples])
    assert set(readings.guidelines) == {"A2-1", "A1-1"}
    assert readings.guidelines["A2-1"][about].min() > readings.guidelines["A2-1"][~about].max()
