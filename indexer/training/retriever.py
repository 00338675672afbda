"""The retriever: the encoder trained so that a question lies near the statements that answer it.

In-batch negatives (InfoNCE; van den Oord et al. 2018, https://arxiv.org/abs/1807.03748): a question must be nearer to
its own statement than to those of the other questions of its batch and to one hard negative of each. What else answers
a question is no negative of it.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from indexer.embedding import Vectors
from indexer.training.batches import in_short_numbers, of_like_length, padded, schedule
from indexer.training.checkpoints import Checkpoint

QUERY, PASSAGE = "query: ", "passage: "  # what multilingual-e5 was pretrained to tell the two apart by
SCALE = 40.0
_EMBEDDED = 512  # texts that are embedded at once without being learnt from


@dataclass(frozen=True, slots=True)
class Triplet:
    """A question, a statement that answers it and one that is near and does not, both with their headings.

    ``also`` are other statements that answer it.
    """

    question: str
    right: str
    wrong: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RetrieverPlan:
    """How long and in what steps a pass trains: ``batch`` questions a step."""

    epochs: int
    batch: int
    rate: float


@dataclass(frozen=True, slots=True)
class TrainedEmbedder:
    """The encoder in training, as an embedder for mining."""

    encoder: BertModel
    tokenizer: Tokenizer
    identity: str = "in training"

    def queries(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of questions, shape (texts, dimension), unit length."""
        return self._vectors([QUERY + text for text in texts])

    def passages(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of passages, shape (texts, dimension), unit length."""
        return self._vectors([PASSAGE + text for text in texts])

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        with torch.no_grad():
            parts = [
                embed(self.encoder, self.tokenizer, texts[at : at + _EMBEDDED]).float().cpu().numpy()
                for at in range(0, len(texts), _EMBEDDED)
            ]
        return np.concatenate(parts)


def embed(encoder: BertModel, tokenizer: Tokenizer, texts: Sequence[str]) -> torch.Tensor:
    """Return unit-length vectors, shape (texts, hidden): the mean of the token vectors."""
    ids = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    parts = of_like_length(ids, encoder.device)
    vectors = torch.cat([_embedded(encoder, [ids[row] for row in rows]) for rows in parts])
    order = [row for rows in parts for row in rows]
    return vectors[torch.argsort(torch.tensor(order, device=encoder.device))]


def _embedded(encoder: BertModel, rows: Sequence[Sequence[int]]) -> torch.Tensor:
    ids, mask = (part.to(encoder.device) for part in padded(rows))
    with in_short_numbers(encoder.device):
        hidden = encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return torch.nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=-1)


def loss_of(encoder: BertModel, tokenizer: Tokenizer, batch: Sequence[Triplet]) -> torch.Tensor:
    """Return the loss of a batch; a statement that answers several of its questions is no negative of theirs."""
    questions = embed(encoder, tokenizer, [QUERY + item.question for item in batch])
    texts = list(dict.fromkeys([*(item.right for item in batch), *(item.wrong for item in batch)]))
    rows = {text: row for row, text in enumerate(texts)}
    statements = embed(encoder, tokenizer, [PASSAGE + text for text in texts])
    target = torch.tensor([rows[item.right] for item in batch], device=questions.device)
    left = torch.zeros((len(batch), len(texts)), dtype=torch.bool)
    for number, item in enumerate(batch):
        left[number, [rows[text] for text in item.also if text in rows and text != item.right]] = True
    odds = (SCALE * questions @ statements.T).masked_fill(left.to(questions.device), -torch.inf)
    return torch.nn.functional.cross_entropy(odds, target)


def train_retriever(
    encoder: BertModel,
    tokenizer: Tokenizer,
    draw: Callable[[random.Random], Sequence[Triplet]],
    plan: RetrieverPlan,
    *,
    state: Path,
    seed: int = 1,
) -> None:
    """Train ``encoder`` in place for one pass; a state found at ``state`` is taken up where it was left.

    ``draw`` returns the triplets of an epoch; ``tokenizer`` must cut what is too long.
    """
    chance = random.Random(seed)
    steps: list[Sequence[Triplet]] = []
    for _ in range(plan.epochs):
        order = list(draw(chance))
        chance.shuffle(order)
        steps += [order[at : at + plan.batch] for at in range(0, len(order), plan.batch)]
    learnt = [parameter for parameter in encoder.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=plan.rate, weight_decay=0.01)
    falling = torch.optim.lr_scheduler.LambdaLR(optimizer, schedule(len(steps)))
    checkpoint = Checkpoint(state, encoder, optimizer, falling)
    done = checkpoint.resume()
    encoder.train()
    for number, part in enumerate(steps[done:], start=done + 1):
        loss = loss_of(encoder, tokenizer, part)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        falling.step()
        if number % 5 == 0:
            print(f"retriever step {number}/{len(steps)} loss {loss.item():.3f}", flush=True)
        checkpoint.keep(number)
    encoder.train(mode=False)
    checkpoint.remove()
