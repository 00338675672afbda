"""The retriever: the encoder trained so that a question lies near the statements that answer it.

In-batch negatives (InfoNCE; van den Oord et al. 2018, https://arxiv.org/abs/1807.03748): a question must be nearer to
its own statement than to those of the other questions of its batch and to one hard negative of each.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from indexer.training.batches import padded, schedule
from indexer.training.checkpoints import Checkpoint

QUERY, PASSAGE = "query: ", "passage: "  # what multilingual-e5 was pretrained to tell the two apart by
SCALE = 40.0
_TOGETHER = 8  # texts of like length that run through the encoder at once: little is padding


@dataclass(frozen=True, slots=True)
class Triplet:
    """A question, a statement that answers it and one that is near and does not, both with their headings."""

    question: str
    right: str
    wrong: str


def embed(encoder: BertModel, tokenizer: Tokenizer, texts: Sequence[str]) -> torch.Tensor:
    """Return unit-length vectors, shape (texts, hidden): the mean of the token vectors."""
    ids = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    order = sorted(range(len(ids)), key=lambda row: len(ids[row]))
    parts = [
        _embedded(encoder, [ids[row] for row in order[at : at + _TOGETHER]]) for at in range(0, len(ids), _TOGETHER)
    ]
    return torch.cat(parts)[torch.argsort(torch.tensor(order, device=encoder.device))]


def _embedded(encoder: BertModel, rows: Sequence[Sequence[int]]) -> torch.Tensor:
    ids, mask = (part.to(encoder.device) for part in padded(rows))
    hidden = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return torch.nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=-1)


def loss_of(encoder: BertModel, tokenizer: Tokenizer, batch: Sequence[Triplet]) -> torch.Tensor:
    """Return the loss of a batch; a statement that answers several of its questions is no negative of theirs."""
    questions = embed(encoder, tokenizer, [QUERY + item.question for item in batch])
    texts = list(dict.fromkeys([*(item.right for item in batch), *(item.wrong for item in batch)]))
    statements = embed(encoder, tokenizer, [PASSAGE + text for text in texts])
    target = torch.tensor([texts.index(item.right) for item in batch], device=questions.device)
    return torch.nn.functional.cross_entropy(SCALE * questions @ statements.T, target)


def train_retriever(
    encoder: BertModel,
    tokenizer: Tokenizer,
    triplets: Sequence[Triplet],
    *,
    state: Path,
    batch: int = 32,
    rate: float = 5e-5,
    seed: int = 1,
) -> None:
    """Train ``encoder`` in place for one pass; a state found at ``state`` is taken up where it was left.

    ``tokenizer`` must cut what is too long.
    """
    order = list(triplets)
    random.Random(seed).shuffle(order)
    steps = [order[at : at + batch] for at in range(0, len(order), batch)]
    learnt = [parameter for parameter in encoder.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=rate, weight_decay=0.01)
    plan = torch.optim.lr_scheduler.LambdaLR(optimizer, schedule(len(steps)))
    checkpoint = Checkpoint(state, encoder, optimizer, plan)
    done = checkpoint.resume()
    encoder.train()
    for number, part in enumerate(steps[done:], start=done + 1):
        loss = loss_of(encoder, tokenizer, part)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        plan.step()
        if number % 5 == 0:
            print(f"retriever step {number}/{len(steps)} loss {loss.item():.3f}", flush=True)
        checkpoint.keep(number)
    encoder.train(mode=False)
    checkpoint.remove()
