"""The network: the pretrained encoder with the reader's heads, for training and export alone."""

import torch
from transformers import BertModel

SUPPORTS, CONTRADICTS, SILENT = 0, 1, 2


RELEVANCE, ANSWERS, VERDICTS = 0, 1, slice(2, 5)
"""Columns of what the heads say of a window: its rank among others, the log-odds that it answers, those of the verdicts."""


class ReadingNetwork(torch.nn.Module):
    """One encoder over question and statement; the mean and the first of its vectors go to the heads."""

    def __init__(self, encoder: BertModel) -> None:
        """Put fresh heads on ``encoder``."""
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.drop = torch.nn.Dropout(0.1)
        self.whole = torch.nn.Linear(2 * width, 5)
        self.span = torch.nn.Linear(width, 2)

    @property
    def device(self) -> torch.device:
        """Return where the network lies."""
        return self.span.weight.device

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return (windows, 5) and (windows, tokens, 2) for token ids and mask of shape (windows, tokens)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        pooled = self.drop(torch.cat([hidden[:, 0], mean], dim=-1))
        return self.whole(pooled), self.span(hidden)
