"""A tiny encoder with a tokenizer of characters, for trying what trains and exports real ones."""

import torch
from transformers import BertConfig, BertModel

from indexer.training.base import Base, Pieces
from indexer.training.vocabulary import tokenizer_of

CHARACTERS = "支援期間最長5年予算額円会議日国際研究者派遣の は、。？query:passage>\n"


def tiny_pieces() -> Pieces:
    """Return a vocabulary of single characters and of one longer piece."""
    texts = (
        "<s>",
        "<pad>",
        "</s>",
        "<unk>",
        "▁",
        *dict.fromkeys(CHARACTERS.replace(" ", "").replace("\n", "")),
        "支援",
    )
    return Pieces(texts, tuple(0.0 if at < 4 else -5.0 for at in range(len(texts))), 0, 2, 1, 3)


def tiny_base(seed: int = 7) -> Base:
    """Return an encoder of one layer with random weights."""
    torch.manual_seed(seed)
    pieces = tiny_pieces()
    config = BertConfig(
        vocab_size=len(pieces.texts),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=256,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        pad_token_id=1,
    )
    return Base(BertModel(config, add_pooling_layer=False), pieces)


def tiny_tokenizer():
    """Return the tokenizer of the tiny encoder."""
    return tokenizer_of(tiny_pieces())
