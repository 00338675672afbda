"""Training of the encoder that retrieves, tried with a tiny one."""

import pytest
import torch
from tiny_models import tiny_base, tiny_tokenizer

from indexer.training.batches import padded, schedule
from indexer.training.retriever import RetrieverPlan, TrainedEmbedder, Triplet, embed, loss_of, train_retriever

TRIPLETS = [
    Triplet("期間は？", "支援期間 最長5年", "予算額 5円"),
    Triplet("予算は？", "予算額 5円", "会議の日"),
    Triplet("会議は？", "会議の日", "支援期間 最長5年"),
]


def test_training_brings_questions_to_their_statements(tmp_path):
    """The loss falls, and each question ends up nearest to its own statement."""
    base, tokenizer = tiny_base(), tiny_tokenizer()
    before = loss_of(base.encoder, tokenizer, TRIPLETS).item()
    plan = RetrieverPlan(40, 3, 3e-3)
    train_retriever(base.encoder, tokenizer, lambda _: TRIPLETS, plan, state=tmp_path / "state.pt")
    assert loss_of(base.encoder, tokenizer, TRIPLETS).item() < before / 4
    questions = embed(base.encoder, tokenizer, ["query: " + item.question for item in TRIPLETS])
    statements = embed(base.encoder, tokenizer, ["passage: " + item.right for item in TRIPLETS])
    assert (questions @ statements.T).argmax(dim=1).tolist() == [0, 1, 2]


def test_vectors_come_in_the_order_of_the_texts_whatever_their_length():
    """Texts are read in order of length and given back in their own."""
    base, tokenizer = tiny_base(), tiny_tokenizer()
    texts = ["予算額" * 9, "会", "支援期間は", "の"] * 3
    together = embed(base.encoder, tokenizer, texts)
    alone = torch.cat([embed(base.encoder, tokenizer, [text]) for text in texts])
    assert torch.allclose(together, alone, atol=1e-5)
    assert torch.allclose(together.norm(dim=1), torch.ones(len(texts)), atol=1e-5)


def test_a_statement_that_answers_two_questions_of_a_batch_is_no_negative():
    """Equal statements stand once among those that a question is held against."""
    base, tokenizer = tiny_base(), tiny_tokenizer()
    twice = [Triplet("期間は？", "支援期間 最長5年", "会議の日"), Triplet("最長は？", "支援期間 最長5年", "会議の日")]
    assert torch.isfinite(loss_of(base.encoder, tokenizer, twice))


def test_what_else_answers_a_question_is_no_negative_of_it():
    """With the other right statement among those of the batch, the loss is as if it were not there."""
    base, tokenizer = tiny_base(), tiny_tokenizer()
    other = Triplet("会議は？", "会議の日", "会議の日")
    alone = Triplet("期間は？", "支援期間 最長5年", "支援期間 最長5年")
    knowing = Triplet("期間は？", "支援期間 最長5年", "支援期間 最長5年", ("支援期間 最長5年", "会議の日"))
    one = loss_of(base.encoder, tokenizer, [alone]).item()
    both = [loss_of(base.encoder, tokenizer, [item, other]).item() * 2 for item in (alone, knowing)]
    rest = loss_of(base.encoder, tokenizer, [Triplet("会議は？", "会議の日", "支援期間 最長5年")]).item()
    assert one == pytest.approx(0.0, abs=1e-6)
    assert both[1] == pytest.approx(rest, abs=1e-4)
    assert both[0] > both[1]


def test_an_encoder_in_training_embeds_as_the_product_would():
    """Questions and passages have their prefixes, vectors unit length."""
    base, tokenizer = tiny_base(), tiny_tokenizer()
    embedder = TrainedEmbedder(base.encoder, tokenizer)
    with torch.no_grad():
        wanted = embed(base.encoder, tokenizer, ["query: 期間は？", "passage: 期間は？"]).numpy()
    assert embedder.queries(["期間は？"])[0] == pytest.approx(wanted[0], abs=1e-5)
    assert embedder.passages(["期間は？"])[0] == pytest.approx(wanted[1], abs=1e-5)


def test_rows_are_filled_up_to_the_longest():
    """The mask tells what is text."""
    ids, mask = padded([[5, 6, 7], [8]])
    assert ids.tolist() == [[5, 6, 7], [8, 1, 1]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]


def test_the_rate_rises_shortly_and_falls_to_the_end():
    """It never leaves the range, and is highest near the beginning."""
    rates = [schedule(100)(step) for step in range(100)]
    assert max(rates) == pytest.approx(0.94, abs=0.03)
    assert rates.index(max(rates)) == 6
    assert rates[0] < rates[3] < rates[6] > rates[50] > rates[99] > 0
