"""The pretrained encoder, unpacked from a file of four-bit weights; tried with a tiny one that is packed here."""

import struct

import numpy as np
import pytest
import torch
from tiny_models import tiny_base

from indexer.training.base import read_base

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def packed_tensor(values):
    """Return values in blocks of four-bit weights."""
    blocks = values.reshape(-1, 32)
    scales = np.maximum(np.abs(blocks).max(axis=1) / 7, 1e-6).astype("<f2")
    quantised = np.clip(np.round(blocks / scales.astype(np.float32)[:, None]) + 8, 0, 15).astype(np.uint8)
    halves = quantised[:, :16] | (quantised[:, 16:] << 4)
    return b"".join(scale.tobytes() + half.tobytes() for scale, half in zip(scales, halves, strict=True))


def packed(base):
    """Return the bytes of a file that holds ``base``."""
    config, pieces, weights = base.encoder.config, base.pieces, base.encoder.state_dict()
    head = b"E5S1" + struct.pack("<8i", 1, config.hidden_size, config.num_hidden_layers, config.num_attention_heads,
                                 config.intermediate_size, config.vocab_size, config.max_position_embeddings,
                                 config.type_vocab_size) + struct.pack("<fi", 1e-12, 32)  # fmt: skip
    texts = [text.encode() for text in pieces.texts]
    offsets = np.cumsum([0, *map(len, texts)]).astype("<u4")
    blob = b"".join(texts)
    head += struct.pack("<5i", len(texts), pieces.begin, pieces.end, pieces.fill, pieces.unknown)
    head += struct.pack("<Q", len(blob)) + offsets.tobytes() + np.array(pieces.scores, "<f4").tobytes() + blob
    head += struct.pack("<iI", 0, 4) + b"skip"
    names = {f"emb.{theirs}": f"embeddings.{ours}.weight" for ours, theirs in
             (("word_embeddings", "word"), ("position_embeddings", "pos"), ("token_type_embeddings", "type"))}  # fmt: skip
    names |= {"emb.ln.w": "embeddings.LayerNorm.weight", "emb.ln.b": "embeddings.LayerNorm.bias"}
    names |= {
        f"l0.{short}.{kind}": f"encoder.layer.0.{name}.{'weight' if kind == 'w' else 'bias'}"
        for short, name in _LAYER.items()
        for kind in "wb"
    }
    bodies = {}
    for short, name in names.items():
        values = weights[name].numpy().astype(np.float32).reshape(-1)
        four_bits = short.endswith(".w") and "ln" not in short
        bodies[short] = (1, packed_tensor(values), values.size) if four_bits else (0, values.tobytes(), values.size)
    table_size = 4 + sum(2 + len(name) + 21 for name in bodies)
    at, table, content = len(head) + table_size, struct.pack("<i", len(bodies)), b""
    for name, (kind, body, elements) in bodies.items():
        table += struct.pack("<H", len(name)) + name.encode()
        table += struct.pack("<BIQQ", kind, elements, at + len(content), len(body))
        content += body
    return head + table + content


def test_what_was_packed_is_unpacked(tmp_path):
    """Vocabulary and shapes come back whole, float weights exactly, four-bit weights within half a step."""
    base = tiny_base()
    (tmp_path / "weights.bin").write_bytes(packed(base))
    read = read_base(tmp_path / "weights.bin")
    assert read.pieces == base.pieces
    found, expected = read.encoder.state_dict(), base.encoder.state_dict()
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        assert torch.allclose(found[name], values, atol=float(values.abs().max()) / 13 + 1e-6), name
    assert torch.equal(
        found["embeddings.position_embeddings.weight"], expected["embeddings.position_embeddings.weight"]
    )


def test_another_kind_of_file_is_refused(tmp_path):
    """A file that does not begin as it should is named."""
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ValueError, match=r"other\.bin"):
        read_base(tmp_path / "other.bin")
