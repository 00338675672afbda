"""Training of the reader, tried with a tiny one."""

import pytest
import torch
from tiny_models import tiny_base, tiny_tokenizer

from indexer.training import checkpoints
from qa.reader.network import CONTRADICTS, VERDICTS, ReadingNetwork
from qa.reader.pairs import UNJUDGED, Group, JudgedClaim
from qa.reader.tokens import reading_tokenizer
from qa.reader.training import loss_of_claims, loss_of_groups, train_reader

GROUPS = [
    Group("期間は？", ("支援期間 最長5年", "予算額 5円", "会議の日"), (True, False, False), (5, 9)),
    Group("予算は？", ("会議の日", "予算額 5円", "支援期間 最長5年"), (False, True, False), (4, 6)),
    Group("派遣は？", ("会議の日", "予算額 5円"), (False, False), None, (UNJUDGED, CONTRADICTS)),
]
CLAIMS = [
    JudgedClaim("期間は5年。", "支援期間 最長5年", 0),
    JudgedClaim("会議は5円。", "予算額 5円", 1),
    JudgedClaim("派遣の日。", "会議の日", 2),
]


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


def test_training_teaches_to_choose_to_decline_and_to_judge(tokenizer, tmp_path):
    """The right windows come first, nothing answers, claims get their verdicts, a wrong premise is seen."""
    trained = network()
    train_reader(trained, tokenizer, GROUPS * 400, CLAIMS * 400, state=tmp_path / "state.pt", rate=3e-3)
    with torch.no_grad():
        loss, first = loss_of_groups(trained, tokenizer, GROUPS)
        before, _ = loss_of_groups(network(), tokenizer, GROUPS)
        _, right = loss_of_claims(trained, tokenizer, CLAIMS)
        _, premise = loss_of_claims(trained, tokenizer, [JudgedClaim("派遣は？", "予算額 5円", CONTRADICTS)])
    assert (first, right, premise) == (2, 3, 1)
    assert loss.item() < before.item() / 2
    assert not (tmp_path / "state.pt").exists()


def test_a_group_that_nothing_answers_has_no_first_window(tokenizer):
    """It teaches odds alone."""
    loss, first = loss_of_groups(network(), tokenizer, GROUPS[2:])
    assert first == 0
    assert torch.isfinite(loss)


def test_training_that_was_broken_off_goes_on_where_it_was(tokenizer, tmp_path, monkeypatch):
    """Interrupted after a kept state and resumed, it ends with the weights of one that was not."""
    monkeypatch.setattr(checkpoints, "_EVERY", 2)
    whole = network()
    train_reader(whole, tokenizer, GROUPS * 12, [], state=tmp_path / "whole.pt")
    kept = checkpoints.Checkpoint.keep

    def keep_and_stop(checkpoint, step):
        kept(checkpoint, step)
        if step == 3:
            raise KeyboardInterrupt

    broken, state = network(), tmp_path / "broken.pt"
    with monkeypatch.context() as patch:
        patch.setattr(checkpoints.Checkpoint, "keep", keep_and_stop)
        with pytest.raises(KeyboardInterrupt):
            train_reader(broken, tokenizer, GROUPS * 12, [], state=state)
    resumed = network()
    train_reader(resumed, tokenizer, GROUPS * 12, [], state=state)
    for name, values in whole.state_dict().items():
        assert torch.allclose(values, resumed.state_dict()[name], atol=1e-5), name


def test_the_heads_have_their_columns():
    """Relevance, answers and three verdicts make five."""
    assert network().whole.out_features == VERDICTS.stop == 5
