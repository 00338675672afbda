"""Batches: token ids as tensors, and how the learning rate rises and falls."""

from collections.abc import Callable, Sequence

import torch

FILL = 1  # id of the piece that fills up, the same before and after the vocabulary is pruned
_WARM = 0.06
_LEAST = 0.02


def padded(ids: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return ids and mask, both of shape (texts, longest)."""
    longest = max(map(len, ids))
    filled = torch.full((len(ids), longest), FILL, dtype=torch.long)
    mask = torch.zeros((len(ids), longest), dtype=torch.long)
    for row, tokens in enumerate(ids):
        filled[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, : len(tokens)] = 1
    return filled, mask


def schedule(steps: int) -> Callable[[int], float]:
    """Return the share of the learning rate at each step: a short rise, then a straight fall."""
    return lambda step: min((step + 1) / (_WARM * steps + 1), max(_LEAST, (steps - step) / steps))
