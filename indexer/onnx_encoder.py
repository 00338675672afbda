"""The bundled encoder: an ONNX Runtime session as a module of sentence-transformers, which then encodes as with any other.

Its own ONNX backend asks for a version of transformers that it does not itself allow, so the session is held here.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from sentence_transformers.base.modules import Module
from tokenizers import Encoding, Tokenizer

from indexer.embedding import ENCODER_FILE

TOKENIZER_FILE = "tokenizer.json"
LONGEST = 256  # tokens of a text that are read; passages have at most 600 characters
_FILL = 1
Ids = NDArray[np.int64]


def open_session(path: Path, threads: int = 0) -> onnxruntime.InferenceSession:
    """Return a session on the processor with so many threads, 0 for one a core; raises OSError for a file that is none."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or len(os.sched_getaffinity(0))
    options.log_severity_level = 3
    # Several requests run at once: threads that wait must not hold the cores that others need.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no base but this
        raise OSError(f"{path} is no usable ONNX file ({type(error).__name__})") from error


def padded_ids(encodings: Sequence[Encoding]) -> tuple[Ids, Ids]:
    """Return token ids and mask, both of shape (texts, longest)."""
    longest = max(len(encoding.ids) for encoding in encodings)
    ids = np.full((len(encodings), longest), _FILL, dtype=np.int64)
    mask = np.zeros((len(encodings), longest), dtype=np.int64)
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding.ids)] = encoding.ids
        mask[row, : len(encoding.ids)] = 1
    return ids, mask


class OnnxEncoder(Module):
    """Texts in, one vector each out: the mean of the vectors of its tokens.

    Each text is run alone. Eight-bit numbers are scaled by the largest of all that is run together, so beside other
    texts a text would have another vector; and what pads short texts is not worked on. Texts are run side by side.
    """

    def __init__(self, folder: Path) -> None:
        """Open the session and the tokenizer of ``folder``; raises OSError."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._session = open_session(folder / ENCODER_FILE)
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        except Exception as error:  # tokenizers raises a bare Exception
            raise OSError(f"{folder / TOKENIZER_FILE} is no usable tokenizer") from error
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self._hands = ThreadPoolExecutor(len(os.sched_getaffinity(0)), "encoder")

    def preprocess(self, inputs: list[str], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        """Return the token ids and the mask of the texts, both of shape (texts, longest)."""
        ids, mask = padded_ids(self._tokenizer.encode_batch([(prompt or "") + text for text in inputs]))
        return {"input_ids": torch.from_numpy(ids), "attention_mask": torch.from_numpy(mask)}

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Add ``sentence_embedding``, shape (texts, dimension)."""
        lengths = features["attention_mask"].sum(1).tolist()
        texts = [ids[None, :length] for ids, length in zip(features["input_ids"].numpy(), lengths, strict=True)]
        vectors = list(self._hands.map(self._vector, texts))
        features["sentence_embedding"] = torch.from_numpy(np.concatenate(vectors))
        return features

    def _vector(self, ids: Ids) -> NDArray[np.float32]:
        (vector,) = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return np.asarray(vector, dtype=np.float32)

    @property
    def max_seq_length(self) -> int:
        """Return the number of tokens that are read."""
        return LONGEST

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return int(self._session.get_outputs()[0].shape[-1])

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Refuse: the files are made by ``indexer.training``."""
        raise NotImplementedError(f"not written to {output_path}: python -m indexer.training makes the files")
