"""Embeddings: vectors of meaning, made by a sentence-transformers model."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.errors import ModelUnusable

BUNDLED_MODEL = Path(__file__).parent / "model"
ENCODER_FILE = "encoder.onnx"  # in the folder of a model that is run by ONNX Runtime
PROMPTS_FILE = "prompts.json"  # what it wants before questions and passages
Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit-length vectors."""

    @property
    def identity(self) -> str:
        """Name the model so that no other can be taken for it."""
        ...

    def queries(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of questions, shape (texts, dimension)."""
        ...

    def passages(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of passages, shape (texts, dimension)."""
        ...


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model: a local folder or a model id, its revision, and the prefixes that it was trained with.

    Prefixes that a model names itself (its prompts) are used without being named here. ``dimension`` cuts its vectors to so many numbers, for models trained for that; 0 keeps all. ``batch`` is how many
    texts are embedded at once; it changes no vector.
    """

    name: str = str(BUNDLED_MODEL)
    revision: str = ""
    query_prefix: str = ""
    passage_prefix: str = ""
    dimension: int = 0
    batch: int = 32


class SentenceTransformerEmbedder:
    """A sentence-transformers model, loaded from the disk alone: nothing is ever downloaded."""

    def __init__(self, settings: ModelSettings) -> None:
        """Load the model; raises ModelUnusable."""
        self._settings = settings
        self._model = _load(settings)
        self.identity = _identity(settings)

    def queries(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of questions, shape (texts, dimension), unit length."""
        return self._encoded(self._model.encode_query, [self._settings.query_prefix + text for text in texts])

    def passages(self, texts: Sequence[str], /) -> Vectors:
        """Return the vectors of passages, shape (texts, dimension), unit length."""
        return self._encoded(self._model.encode_document, [self._settings.passage_prefix + text for text in texts])

    def _encoded(self, encode: Callable[..., Any], texts: list[str]) -> Vectors:
        # A text without any known token has no direction; it stays a zero vector and is near to nothing.
        vectors = encode(texts, normalize_embeddings=True, show_progress_bar=False, batch_size=self._settings.batch)
        return np.nan_to_num(np.asarray(vectors, dtype=np.float32))


def _load(settings: ModelSettings) -> Any:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    folder = Path(settings.name)
    try:
        if (folder / ENCODER_FILE).is_file():
            from indexer.onnx_encoder import OnnxEncoder  # noqa: PLC0415

            prompts = json.loads((folder / PROMPTS_FILE).read_text("utf-8"))
            encoder = OnnxEncoder(folder)
            return SentenceTransformer(
                modules=[encoder], prompts=prompts, truncate_dim=settings.dimension or None, device="cpu"
            )
        return SentenceTransformer(
            settings.name,
            revision=settings.revision or None,
            truncate_dim=settings.dimension or None,
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
        )
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        reason = "no such model on this machine" if isinstance(error, OSError) else type(error).__name__
        raise ModelUnusable(settings.name, f"{reason}; name a folder that SentenceTransformer(path) loads") from error


def _identity(settings: ModelSettings) -> str:
    """Name a model by its content where it is a folder, else by id and revision, and by what changes its vectors."""
    folder = Path(settings.name)
    name = f"sha256:{folder_digest(folder)}" if folder.is_dir() else f"{settings.name}@{settings.revision}"
    return f"{name}|{settings.query_prefix}|{settings.passage_prefix}|{settings.dimension}"


def folder_digest(folder: Path) -> str:
    """Return the SHA-256 over the names and contents of all files of ``folder``."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
