"""Train the bundled sentence-transformers model from text pairs.

Run ``python -m indexer.training --pairs FOLDER --output indexer/model``. The folder holds ``*.jsonl.gz`` files of
``{"q": heading or question, "p": passage, "t": title}``. Only pairs under licences without a share-alike duty are
taken (``PAIR_FILES``), so that the model can carry the project's own licence; ``indexer/model/README.md`` is its card.

The model averages one vector a token. It is trained with in-batch negatives (InfoNCE; van den Oord et al. 2018,
https://arxiv.org/abs/1807.03748): a query must be nearer to its own passage than to the others of its batch.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

PAIR_FILES = (
    "egov_laws_captioned",
    "egov_laws_plain",
    "ms_alchemy",
    "ms_arch",
    "ms_dynamics",
    "ms_office_ent",
    "ms_partner",
    "ms_projops",
    "ms_relnotes",
    "ms_skype",
    "ms_winserver",
    "sudachi_syn",
)
VOCABULARY = 20_000
DIMENSION = 160
BATCH = 1024
SCALE = 20.0
LEARNING_RATE = 0.02
MAXIMUM_CHARACTERS = 300

Pair = tuple[str, str]


def read_pairs(folder: Path) -> list[Pair]:
    """Return the (query, passage) pairs of ``PAIR_FILES`` in file order."""
    return [pair for name in PAIR_FILES for pair in _read_file(folder / f"{name}.jsonl.gz")]


def _read_file(path: Path) -> Iterator[Pair]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["q"][:MAXIMUM_CHARACTERS], row["p"][:MAXIMUM_CHARACTERS]


def train_tokenizer(texts: Sequence[str]) -> Tokenizer:
    """Train a unigram vocabulary on ``texts``: Japanese has no spaces, so pieces are learned, not given."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Whitespace(), pre_tokenizers.Punctuation(), pre_tokenizers.Digits(individual_digits=False)]
    )
    unknown = "[UNK]"
    trainer = trainers.UnigramTrainer(
        vocab_size=VOCABULARY, unk_token=unknown, special_tokens=[unknown], max_piece_length=8
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def train_model(pairs: Sequence[Pair], tokenizer: Tokenizer, *, epochs: int) -> SentenceTransformer:
    """Train token vectors on ``pairs``; returns a model with unit-length output of ``DIMENSION``."""
    embedding = StaticEmbedding(tokenizer, embedding_dim=DIMENSION)
    torch.nn.init.normal_(embedding.embedding.weight, std=0.1)
    optimizer = torch.optim.Adam(embedding.parameters(), lr=LEARNING_RATE)
    steps = epochs * (len(pairs) // BATCH)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, total_iters=steps)
    for step, batch in enumerate(_batches(pairs, epochs)):
        loss = _loss(embedding, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        if step % 20 == 0:
            print(f"step {step}/{steps} loss {loss.item():.3f}", flush=True)
    return SentenceTransformer(modules=[embedding, Normalize()], device="cpu")


def _batches(pairs: Sequence[Pair], epochs: int) -> Iterator[list[Pair]]:
    order = list(pairs)
    for _ in range(epochs):
        random.shuffle(order)
        for start in range(0, len(order) - BATCH + 1, BATCH):
            yield order[start : start + BATCH]


def _loss(embedding: StaticEmbedding, batch: Sequence[Pair]) -> torch.Tensor:
    queries, passages = (_encode(embedding, [pair[side] for pair in batch]) for side in (0, 1))
    similarities = SCALE * queries @ passages.T
    # The same heading can stand over several passages: those are no negatives of each other.
    first = {text: row for row, text in reversed(list(enumerate(pair[0] for pair in batch)))}
    group = torch.tensor([first[pair[0]] for pair in batch])
    same = (group[:, None] == group[None, :]) & ~torch.eye(len(batch), dtype=torch.bool)
    similarities = similarities.masked_fill(same, -1e9)
    target = torch.arange(len(batch))
    return (
        torch.nn.functional.cross_entropy(similarities, target)
        + torch.nn.functional.cross_entropy(similarities.T, target)
    ) / 2


def _encode(embedding: StaticEmbedding, texts: list[str]) -> torch.Tensor:
    vectors = embedding(embedding.preprocess(texts))["sentence_embedding"]
    return torch.nn.functional.normalize(vectors, dim=-1)


def main() -> None:
    """Read the pairs, train, and save a folder that ``SentenceTransformer(path)`` loads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20240830)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    pairs = read_pairs(options.pairs)
    sample = [text for pair in random.sample(pairs, min(len(pairs), 60_000)) for text in pair]
    model = train_model(pairs, train_tokenizer(sample), epochs=options.epochs)
    model.save(str(options.output), create_model_card=False)


if __name__ == "__main__":
    main()
