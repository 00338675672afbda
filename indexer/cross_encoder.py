"""Cross-encoder: a model that reads a question and a passage together; slower than vectors, and none is bundled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from indexer.errors import ModelUnusable
from indexer.ranking import Scores


class CrossEncoder(Protocol):
    """Scores how well passages answer a question."""

    def scores(self, question: str, passages: Sequence[str], /) -> Scores:
        """Return one score a passage, higher is better, shape (passages,)."""
        ...


@dataclass(frozen=True, slots=True)
class CrossEncoderSettings:
    """Which model: a local folder or a model id, and its revision."""

    name: str
    revision: str = ""
    batch: int = 16


class SentenceTransformerCrossEncoder:
    """A sentence-transformers cross-encoder, loaded from the disk alone: nothing is ever downloaded."""

    def __init__(self, settings: CrossEncoderSettings) -> None:
        """Load the model; raises ModelUnusable."""
        self._batch = settings.batch
        self._model = _load(settings)

    def scores(self, question: str, passages: Sequence[str], /) -> Scores:
        """Return one score a passage, higher is better, shape (passages,)."""
        pairs = [(question, passage) for passage in passages]
        scores = self._model.predict(pairs, batch_size=self._batch, show_progress_bar=False) if pairs else []
        return np.asarray(scores, dtype=np.float32).reshape(len(pairs))


def _load(settings: CrossEncoderSettings) -> Any:
    from sentence_transformers import CrossEncoder as Model  # noqa: PLC0415 - torch is loaded when first needed

    try:
        return Model(
            settings.name,
            revision=settings.revision or None,
            num_labels=1,
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
        )
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise ModelUnusable(
            settings.name, "name a folder that sentence_transformers.CrossEncoder(path) loads"
        ) from error
