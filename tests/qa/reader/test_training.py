"""Training of the reader, tried with a tiny one."""

import random

import pytest
import torch
from tiny_models import tiny_base, tiny_tokenizer

from indexer.training import checkpoints
from qa.reader.exercises import UNJUDGED, Exercise, ExerciseBook, JudgedClaim
from qa.reader.network import CONTRADICTS, VERDICTS, ReadingNetwork
from qa.reader.steps import Plan, step_of
from qa.reader.tokens import reading_tokenizer
from qa.reader.training import loss_of, train_reader

WINDOWS = ("支援期間 最長5年", "予算額 5円", "会議の日")
EXERCISES = (
    Exercise("期間は？", (0,), (), (1, 2), (5, 9)),
    Exercise("予算は？", (1,), (), (2, 0), (4, 6)),
    Exercise("派遣は？", (), (1,), (2,), None, UNJUDGED, CONTRADICTS),
)
CLAIMS = (
    JudgedClaim("期間は5年。", "支援期間 最長5年", 0),
    JudgedClaim("会議は5円。", "予算額 5円", 1),
    JudgedClaim("派遣の日。", "会議の日", 2),
)
BOOK = ExerciseBook(WINDOWS, EXERCISES, CLAIMS)
CPU = torch.device("cpu")


@pytest.fixture
def tokenizer():
    """Return the tiny tokenizer, set for reading."""
    return reading_tokenizer(tiny_tokenizer())


def network():
    """Return a tiny network, always the same."""
    base = tiny_base()
    torch.manual_seed(11)
    made = ReadingNetwork(base.encoder)
    made.drop = torch.nn.Identity()
    return made


def groups():
    """Return a group of each exercise."""
    return BOOK.groups(random.Random(1), 3)


def test_training_teaches_to_choose_to_decline_and_to_judge(tokenizer, tmp_path):
    """The right windows come first, nothing answers, claims get their verdicts, a wrong premise is seen."""
    trained = network()
    train_reader(trained, tokenizer, BOOK, Plan(400, 3, 6, 24, 3e-3), state=tmp_path / "state.pt")
    with torch.no_grad():
        loss, first = loss_of(trained, step_of(tokenizer, groups(), CPU))
        before, _ = loss_of(network(), step_of(tokenizer, groups(), CPU))
        _, right = loss_of(trained, step_of(tokenizer, CLAIMS, CPU))
        _, premise = loss_of(trained, step_of(tokenizer, [JudgedClaim("派遣は？", "予算額 5円", CONTRADICTS)], CPU))
    assert (int(first), int(right), int(premise)) == (2, 3, 1)
    assert loss.item() < before.item() / 2
    assert not (tmp_path / "state.pt").exists()


def test_a_group_that_nothing_answers_has_no_first_window(tokenizer):
    """It teaches odds alone."""
    loss, first = loss_of(network(), step_of(tokenizer, groups()[2:], CPU))
    assert int(first) == 0
    assert torch.isfinite(loss)


def test_a_right_window_is_no_rival_of_another_right_one(tokenizer):
    """Each is held against the wrong ones alone: as many groups with one right window each teach the same in all."""
    both = ExerciseBook(WINDOWS, (Exercise("期間は？", (0, 1), (), (2,), None),), ())
    each = ExerciseBook(WINDOWS, tuple(Exercise("期間は？", (row,), (), (2,), None) for row in (0, 1)), ())
    made = network()

    def listwise(book):
        step = step_of(tokenizer, book.groups(random.Random(1), 3), CPU)
        whole = made(*step.parts[0])[0][step.back]
        odds = torch.nn.functional.binary_cross_entropy_with_logits(
            whole[:, 1], step.right.float(), weight=torch.where(step.right, 1.5, 1.0)
        )
        return (loss_of(made, step)[0] - odds).item()

    assert listwise(both) == pytest.approx(listwise(each), abs=1e-5)


def test_windows_read_in_parts_of_like_length_lose_nothing(tokenizer):
    """Each window keeps its place whatever its length: alone and together the odds are the same."""
    long = [JudgedClaim("期間は5年。" * times, "支援期間 最長5年", 0) for times in (5, 1, 4, 2, 7, 3, 6, 8, 9, 1)]
    made = network()
    together = loss_of(made, step_of(tokenizer, long, CPU))[0].item()
    alone = [loss_of(made, step_of(tokenizer, [claim], CPU))[0].item() for claim in long]
    assert together == pytest.approx(sum(alone) / len(alone), abs=1e-5)


def test_training_that_was_broken_off_goes_on_where_it_was(tokenizer, tmp_path, monkeypatch):
    """Interrupted after a kept state and resumed, it ends with the weights of one that was not."""
    monkeypatch.setattr(checkpoints, "_EVERY", 2)
    plan, book = Plan(6, 3, 3, 3, 1e-4), ExerciseBook(WINDOWS, EXERCISES, ())
    whole = network()
    train_reader(whole, tokenizer, book, plan, state=tmp_path / "whole.pt")
    kept = checkpoints.Checkpoint.keep

    def keep_and_stop(checkpoint, step):
        kept(checkpoint, step)
        if step == 3:
            raise KeyboardInterrupt

    broken, state = network(), tmp_path / "broken.pt"
    with monkeypatch.context() as patch:
        patch.setattr(checkpoints.Checkpoint, "keep", keep_and_stop)
        with pytest.raises(KeyboardInterrupt):
            train_reader(broken, tokenizer, book, plan, state=state)
    resumed = network()
    train_reader(resumed, tokenizer, book, plan, state=state)
    for name, values in whole.state_dict().items():
        assert torch.allclose(values, resumed.state_dict()[name], atol=1e-5), name


def test_the_heads_have_their_columns():
    """Relevance, answers and three verdicts make five."""
    assert network().whole.out_features == VERDICTS.stop == 5
