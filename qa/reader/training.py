"""Train the reader: on groups of a question with windows that do and do not answer it, and on claims.

Loss of a group: each right window's softmax against the wrong ones (listwise; Cao et al. 2007,
https://doi.org/10.1145/1273496.1273513), binary cross-entropy of each window for whether it answers at all, and
cross-entropy of the answer's first and last token and of the verdict on what the question takes for granted. Of a
claim: cross-entropy of the three verdicts.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.utils.data import DataLoader, Dataset

from indexer.training.batches import in_short_numbers, schedule
from indexer.training.checkpoints import Checkpoint
from qa.reader.exercises import UNJUDGED, ExerciseBook
from qa.reader.network import ANSWERS, RELEVANCE, VERDICTS, ReadingNetwork
from qa.reader.steps import Batch, Plan, Step, batches_of, step_of

_RIGHT = 1.5  # what a window that answers counts in the binary loss: there is one among several
_SPAN, _PREMISE = 0.25, 0.3  # what the losses of the answer's place and of the premise count
_NEVER = -1e4  # log-odds of what cannot be
_HANDS = 3  # processes that make the steps ready for a graphics processor


def loss_of(network: ReadingNetwork, step: Step) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the mean loss of a step's groups or claims, and of how many the best window or the verdict is right."""
    whole, spans = _read(network, step)
    verdicts = step.verdicts.to(network.device)
    if step.of_claims:
        right = (whole[:, VERDICTS].argmax(1) == verdicts).sum()
        return torch.nn.functional.cross_entropy(whole[:, VERDICTS], verdicts), right
    right = step.right.to(network.device)
    weights = torch.where(right, _RIGHT, 1.0)
    answers = torch.nn.functional.binary_cross_entropy_with_logits(whole[:, ANSWERS], right.float(), weight=weights)
    listwise, first = _listwise_loss(whole[:, RELEVANCE], right, step)
    premise = torch.nn.functional.cross_entropy(whole[:, VERDICTS], verdicts, ignore_index=UNJUDGED, reduction="sum")
    place = _span_loss(spans, step)
    return answers + listwise + (_PREMISE * premise + _SPAN * place) / step.size, first


def _read(network: ReadingNetwork, step: Step) -> tuple[torch.Tensor, torch.Tensor]:
    """Return what the heads say of all windows, in their order: (windows, 5) and (windows, tokens, 2)."""
    longest = max(ids.shape[1] for ids, _ in step.parts)
    whole, spans = [], []
    with in_short_numbers(network.device):
        for ids, mask in step.parts:
            found, tokens = network(ids.to(network.device), mask.to(network.device))
            whole.append(found.float())
            spans.append(torch.nn.functional.pad(tokens.float(), (0, 0, 0, longest - tokens.shape[1])))
    back = step.back.to(network.device)
    return torch.cat(whole)[back], torch.cat(spans)[back]


def _listwise_loss(relevance: torch.Tensor, right: torch.Tensor, step: Step) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the loss of right windows against the wrong ones of their groups, and how many groups have one first."""
    owner, place = step.owner.to(relevance.device), step.place.to(relevance.device)
    table = relevance.new_full((step.size, int(step.place.max()) + 1), _NEVER)
    never = torch.full_like(relevance, _NEVER)
    wrong = table.index_put((owner, place), torch.where(right, never, relevance))
    good = table.index_put((owner, place), torch.where(right, relevance, never))
    losses = torch.nn.functional.softplus(torch.logsumexp(wrong, 1)[owner] - relevance)
    counts = torch.zeros(step.size, device=relevance.device).index_add(0, owner, right.float())
    shares = right / counts.clamp(min=1.0)[owner]
    first = (good.amax(1) > wrong.amax(1)) & (counts > 0)
    return (losses * shares).sum() / step.size, first.sum()


def _span_loss(spans: torch.Tensor, step: Step) -> torch.Tensor:
    if not len(step.told):
        return spans.new_zeros(())
    told, readable = step.told.to(spans.device), step.readable.to(spans.device)
    odds = spans[told].masked_fill(~readable[..., None], _NEVER)
    return torch.nn.functional.cross_entropy(odds, step.spans.to(spans.device), reduction="sum")


def train_reader(
    network: ReadingNetwork, tokenizer: Tokenizer, book: ExerciseBook, plan: Plan, *, state: Path, seed: int = 1
) -> None:
    """Train ``network`` in place for one pass; a state found at ``state`` is taken up where it was left."""
    batches = batches_of(book, plan, random.Random(seed))
    learnt = dict(network.named_parameters())
    body = [item for name, item in learnt.items() if item.requires_grad and name.startswith("encoder.")]
    heads = [item for name, item in learnt.items() if not name.startswith("encoder.")]
    rates = [{"params": body, "lr": plan.rate}, {"params": heads, "lr": 10 * plan.rate}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    falling = torch.optim.lr_scheduler.LambdaLR(optimizer, schedule(len(batches)))
    checkpoint = Checkpoint(state, network, optimizer, falling)
    done = checkpoint.resume()
    network.train()
    told = _Progress(len(batches))
    for number, step in enumerate(_steps(batches[done:], tokenizer, network.device), start=done + 1):
        loss, right = loss_of(network, step)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
        optimizer.step()
        falling.step()
        told.add(number, step, right)
        checkpoint.keep(number)
    network.train(mode=False)
    checkpoint.remove()


@dataclass(frozen=True)
class _Steps(Dataset[Step]):
    """The steps of batches, each made when it is asked for."""

    batches: Sequence[Batch]
    tokenizer: Tokenizer
    device: torch.device

    def __len__(self) -> int:
        return len(self.batches)

    def __getitem__(self, row: int) -> Step:
        return step_of(self.tokenizer, self.batches[row], self.device)


def _steps(batches: Sequence[Batch], tokenizer: Tokenizer, device: torch.device) -> Iterator[Step]:
    """Return the steps in order; a graphics processor does not wait for them to be made."""
    hands = _HANDS if device.type == "cuda" else 0
    return iter(DataLoader(_Steps(batches, tokenizer, device), batch_size=None, num_workers=hands))


class _Progress:
    """Prints how often training is right, over the last steps."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._clear()

    def _clear(self) -> None:
        self._right = {"groups": torch.zeros(()), "claims": torch.zeros(())}
        self._all = {"groups": 0, "claims": 0}

    def add(self, number: int, step: Step, right: torch.Tensor) -> None:
        kind = "claims" if step.of_claims else "groups"
        self._right[kind] = self._right[kind].to(right.device) + right
        self._all[kind] += step.size
        if number % 20 == 0:
            shares = " ".join(
                f"{name} {float(self._right[name]) / max(total, 1):.3f}" for name, total in self._all.items()
            )
            print(f"reader step {number}/{self._steps} {shares}", flush=True)
            self._clear()
