"""Steps: batches of groups or claims as the tensors that training computes with."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from tokenizers import Encoding, Tokenizer

from indexer.training.batches import of_like_length, padded
from qa.reader.exercises import UNJUDGED, ExerciseBook, Group, JudgedClaim
from qa.reader.tokens import encode, tokens_of

Item = TypeVar("Item")
Batch = Sequence[Group] | Sequence[JudgedClaim]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and in what steps a pass trains: ``windows`` a group, ``groups`` or ``claims`` a step."""

    epochs: int
    windows: int
    groups: int
    claims: int
    rate: float


@dataclass(frozen=True, slots=True)
class Step:
    """Windows as token ids and masks, in parts of like length, and what is known of them in order of the windows.

    ``back`` puts the parts' windows in that order. ``verdicts`` (windows) may be UNJUDGED. Of groups: ``owner`` and
    ``place`` (windows) say which group a window belongs to and which of its windows it is, ``right`` (windows) whether
    it answers; ``told`` are the windows whose answer's first and last token, ``spans`` (told, 2), are known, and
    ``readable`` (told, tokens) are the tokens of the statement. Of claims ``right`` is empty.
    """

    parts: tuple[tuple[torch.Tensor, torch.Tensor], ...]
    back: torch.Tensor
    verdicts: torch.Tensor
    owner: torch.Tensor
    place: torch.Tensor
    right: torch.Tensor
    told: torch.Tensor
    spans: torch.Tensor
    readable: torch.Tensor

    @property
    def of_claims(self) -> bool:
        """Say whether these are claims."""
        return not len(self.right)

    @property
    def size(self) -> int:
        """Return the number of groups or claims."""
        return len(self.verdicts) if self.of_claims else int(self.owner[-1]) + 1


def step_of(tokenizer: Tokenizer, batch: Batch, device: torch.device) -> Step:
    """Return the tensors of a batch, made on the processor; ``device`` says in what parts they will be read."""
    if isinstance(batch[0], Group):
        return _of_groups(tokenizer, [item for item in batch if isinstance(item, Group)], device)
    return _of_claims(tokenizer, [item for item in batch if isinstance(item, JudgedClaim)], device)


def _of_groups(tokenizer: Tokenizer, groups: Sequence[Group], device: torch.device) -> Step:
    encodings = [found for group in groups for found in encode(tokenizer, group.question, group.windows)]
    told, spans = _spans(groups, encodings)
    longest = max(len(encoding.ids) for encoding in encodings)
    readable = torch.zeros((len(told), longest), dtype=torch.bool)
    for number, row in enumerate(told):
        sequences = encodings[row].sequence_ids
        readable[number, : len(sequences)] = torch.tensor([sequence == 1 for sequence in sequences])
    return Step(
        *_parts(encodings, device),
        verdicts=torch.tensor([it for group in groups for it in group.verdicts or [UNJUDGED] * len(group.windows)]),
        owner=torch.tensor([row for row, group in enumerate(groups) for _ in group.windows]),
        place=torch.tensor([at for group in groups for at in range(len(group.windows))]),
        right=torch.tensor([answers for group in groups for answers in group.right]),
        told=torch.tensor(told, dtype=torch.long),
        spans=torch.tensor(spans, dtype=torch.long).reshape(-1, 2),
        readable=readable,
    )


def _of_claims(tokenizer: Tokenizer, claims: Sequence[JudgedClaim], device: torch.device) -> Step:
    encodings = [found for item in claims for found in encode(tokenizer, item.claim, [item.window])]
    none = torch.zeros(0, dtype=torch.long)
    return Step(
        *_parts(encodings, device),
        verdicts=torch.tensor([item.verdict for item in claims]),
        owner=none,
        place=none,
        right=none.bool(),
        told=none,
        spans=none.reshape(-1, 2),
        readable=torch.zeros((0, 0), dtype=torch.bool),
    )


def _parts(
    encodings: Sequence[Encoding], device: torch.device
) -> tuple[tuple[tuple[torch.Tensor, torch.Tensor], ...], torch.Tensor]:
    """Return ids and masks in parts of like length, and what puts their rows back in order."""
    rows = of_like_length([encoding.ids for encoding in encodings], device)
    parts = tuple(padded([encodings[row].ids for row in part]) for part in rows)
    return parts, torch.argsort(torch.tensor([row for part in rows for row in part]))


def _spans(groups: Sequence[Group], encodings: Sequence[Encoding]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the windows whose answer has a place, and its first and last token; those cut off are left out."""
    told, spans, at = [], [], 0
    for group in groups:
        row = at + group.right.index(True) if group.span else at
        tokens = tokens_of(encodings[row], *group.span) if group.span else None
        if tokens is not None:
            told.append(row)
            spans.append(tokens)
        at += len(group.windows)
    return told, spans


def batches_of(book: ExerciseBook, plan: Plan, chance: random.Random) -> list[Batch]:
    """Return the batches of all epochs; each epoch draws its own windows."""
    batches: list[Batch] = []
    for _ in range(plan.epochs):
        groups = book.groups(chance, plan.windows)
        of_groups = _bucketed(groups, lambda group: max(map(len, group.windows)), plan.groups, chance)
        of_claims = _bucketed(book.claims, lambda claim: len(claim.window) + len(claim.claim), plan.claims, chance)
        epoch: list[Batch] = [*of_groups, *of_claims]
        chance.shuffle(epoch)
        batches += epoch
    return batches


def _bucketed(
    items: Sequence[Item], length: Callable[[Item], int], size: int, chance: random.Random
) -> list[list[Item]]:
    """Return batches of items of like length."""
    order = list(items)
    chance.shuffle(order)
    pool = 40 * size
    pools = [sorted(order[at : at + pool], key=length) for at in range(0, len(order), pool)]
    return [part[at : at + size] for part in pools for at in range(0, len(part), size)]
