"""Train the reader: one pass over groups of a question with windows that do and do not answer it, and over claims.

Loss of a group: softmax over its windows, the right ones against the others (listwise; Cao et al. 2007,
https://doi.org/10.1145/1273496.1273513), binary cross-entropy of each window for whether it answers at all, and
cross-entropy of the answer's first and last token and of the verdict on what the question takes for granted. Of a claim: cross-entropy of the three verdicts.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import torch
from tokenizers import Encoding, Tokenizer

from indexer.training.batches import padded, schedule
from indexer.training.checkpoints import Checkpoint
from qa.reader.network import ANSWERS, RELEVANCE, VERDICTS, ReadingNetwork
from qa.reader.pairs import UNJUDGED, Group, JudgedClaim
from qa.reader.tokens import encode, tokens_of

_TOGETHER = 8  # windows of like length that run through the encoder at once: little is padding
_GROUPS, _CLAIMS = 6, 24  # of a step
_RIGHT = 1.5  # what a window that answers counts in the binary loss: there is one among several
_SPAN, _PREMISE = 0.25, 0.3  # what the losses of the answer's place and of the premise count
Item = TypeVar("Item")
Batch = Sequence[Group] | Sequence[JudgedClaim]


@dataclass
class _Batched:
    """Windows of several questions or claims, read in order of length and given back in their own."""

    encodings: list[Encoding] = field(default_factory=list)

    def add(self, tokenizer: Tokenizer, text: str, windows: Sequence[str]) -> slice:
        start = len(self.encodings)
        self.encodings += encode(tokenizer, text, windows)
        return slice(start, len(self.encodings))

    def read(self, network: ReadingNetwork) -> tuple[torch.Tensor, list[torch.Tensor]]:
        order = sorted(range(len(self.encodings)), key=lambda row: len(self.encodings[row].ids))
        whole: list[torch.Tensor] = []
        spans: dict[int, torch.Tensor] = {}
        for at in range(0, len(order), _TOGETHER):
            rows = order[at : at + _TOGETHER]
            ids, mask = padded([self.encodings[row].ids for row in rows])
            found, tokens = network(ids.to(network.device), mask.to(network.device))
            whole.append(found)
            spans |= dict(zip(rows, tokens, strict=True))
        back = torch.argsort(torch.tensor(order, device=whole[0].device))
        return torch.cat(whole)[back], [spans[row] for row in range(len(order))]


def loss_of_groups(network: ReadingNetwork, tokenizer: Tokenizer, groups: Sequence[Group]) -> tuple[torch.Tensor, int]:
    """Return the mean loss of groups, and of how many the best window is a right one."""
    batched = _Batched()
    places = [batched.add(tokenizer, group.question, group.windows) for group in groups]
    whole, spans = batched.read(network)
    total, first = torch.zeros((), device=network.device), 0
    for group, place in zip(groups, places, strict=True):
        right = torch.tensor(group.right, device=network.device)
        relevance, answers = whole[place, RELEVANCE], whole[place, ANSWERS]
        weights = torch.where(right, _RIGHT, 1.0)
        total = total + torch.nn.functional.binary_cross_entropy_with_logits(answers, right.float(), weight=weights)
        total = total + _PREMISE * _premise_loss(group, whole[place, VERDICTS])
        if right.any():
            total = total - torch.logsumexp(torch.log_softmax(relevance, 0)[right], 0)
            first += int(right[relevance.argmax()])
            total = total + _SPAN * _span_loss(group, place, batched.encodings, spans)
    return total / len(groups), first


def _premise_loss(group: Group, odds: torch.Tensor) -> torch.Tensor:
    verdicts = torch.tensor(group.verdicts, device=odds.device)
    if not (verdicts != UNJUDGED).any():
        return torch.zeros((), device=odds.device)
    return torch.nn.functional.cross_entropy(odds, verdicts, ignore_index=UNJUDGED)


def _span_loss(
    group: Group, place: slice, encodings: Sequence[Encoding], spans: Sequence[torch.Tensor]
) -> torch.Tensor:
    row = place.start + group.right.index(True)
    tokens = tokens_of(encodings[row], *group.span) if group.span else None
    if tokens is None:
        return torch.zeros((), device=spans[row].device)
    readable = torch.tensor([sequence == 1 for sequence in encodings[row].sequence_ids], device=spans[row].device)
    odds = spans[row][: len(readable)].masked_fill(~readable[:, None], -1e4)
    return torch.nn.functional.cross_entropy(odds.T, torch.tensor(tokens, device=odds.device), reduction="sum")


def loss_of_claims(
    network: ReadingNetwork, tokenizer: Tokenizer, claims: Sequence[JudgedClaim]
) -> tuple[torch.Tensor, int]:
    """Return the mean loss of claims, and how many are judged right."""
    batched = _Batched()
    for claim in claims:
        batched.add(tokenizer, claim.claim, [claim.window])
    whole, _ = batched.read(network)
    verdicts = torch.tensor([claim.verdict for claim in claims], device=whole.device)
    right = int((whole[:, VERDICTS].argmax(1) == verdicts).sum())
    return torch.nn.functional.cross_entropy(whole[:, VERDICTS], verdicts), right


def train_reader(
    network: ReadingNetwork,
    tokenizer: Tokenizer,
    groups: Sequence[Group],
    claims: Sequence[JudgedClaim],
    *,
    state: Path,
    rate: float = 1e-4,
    seed: int = 1,
) -> None:
    """Train ``network`` in place for one pass; a state found at ``state`` is taken up where it was left."""
    steps = _steps(groups, claims, random.Random(seed))
    learnt = dict(network.named_parameters())
    body = [item for name, item in learnt.items() if item.requires_grad and name.startswith("encoder.")]
    heads = [item for name, item in learnt.items() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 10 * rate}], weight_decay=0.01)
    plan = torch.optim.lr_scheduler.LambdaLR(optimizer, schedule(len(steps)))
    checkpoint = Checkpoint(state, network, optimizer, plan)
    done = checkpoint.resume()
    network.train()
    told = _Progress(len(steps))
    for number, batch in enumerate(steps[done:], start=done + 1):
        of_groups = isinstance(batch[0], Group)
        loss_of: Callable[..., tuple[torch.Tensor, int]] = loss_of_groups if of_groups else loss_of_claims
        loss, right = loss_of(network, tokenizer, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
        optimizer.step()
        plan.step()
        told.add(number, "groups" if of_groups else "claims", right, len(batch))
        checkpoint.keep(number)
    network.train(mode=False)
    checkpoint.remove()


def _steps(groups: Sequence[Group], claims: Sequence[JudgedClaim], chance: random.Random) -> list[Batch]:
    of_groups = _bucketed(groups, lambda group: max(map(len, group.windows)), _GROUPS, chance)
    of_claims = _bucketed(claims, lambda claim: len(claim.window) + len(claim.claim), _CLAIMS, chance)
    steps: list[Batch] = [*of_groups, *of_claims]
    chance.shuffle(steps)
    return steps


def _bucketed(
    items: Sequence[Item], length: Callable[[Item], int], size: int, chance: random.Random
) -> list[list[Item]]:
    """Return batches of items of like length."""
    order = list(items)
    chance.shuffle(order)
    pool = 40 * size
    pools = [sorted(order[at : at + pool], key=length) for at in range(0, len(order), pool)]
    return [part[at : at + size] for part in pools for at in range(0, len(part), size)]


class _Progress:
    """Prints how often training is right, over the last steps."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._counts = {"groups": [0, 0], "claims": [0, 0]}

    def add(self, number: int, kind: str, right: int, size: int) -> None:
        self._counts[kind][0] += right
        self._counts[kind][1] += size
        if number % 20 == 0:
            shares = " ".join(f"{name} {hits / max(total, 1):.3f}" for name, (hits, total) in self._counts.items())
            print(f"reader step {number}/{self._steps} {shares}", flush=True)
            self._counts = {"groups": [0, 0], "claims": [0, 0]}
