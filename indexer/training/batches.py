"""Batches: token ids as tensors, where they are computed, and how the learning rate rises and falls."""

from collections.abc import Callable, Sequence

import torch

FILL = 1  # id of the piece that fills up, the same before and after the vocabulary is pruned
_WARM = 0.06
_LEAST = 0.02
_TOGETHER = {"cpu": 8, "cuda": 1_024}


def place() -> str:
    """Return where networks are trained: on the graphics processor where there is one."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def in_short_numbers(device: torch.device) -> torch.autocast:
    """Return the context in which a graphics processor computes in 16 bits; others keep 32."""
    return torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda")


def of_like_length(ids: Sequence[Sequence[int]], device: torch.device) -> list[list[int]]:
    """Return the rows of ``ids`` in parts that run through the encoder at once, the short ones first.

    On processors without many cores little of a part is padding; a graphics processor takes all at once.
    """
    order = sorted(range(len(ids)), key=lambda row: len(ids[row]))
    size = _TOGETHER[device.type]
    return [order[at : at + size] for at in range(0, len(order), size)]


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
