"""The bundled reader: a cross-encoder with several heads, run by ONNX Runtime in eight bits."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from indexer.embedding import BUNDLED_MODEL, folder_digest
from indexer.errors import ModelUnusable
from indexer.onnx_encoder import TOKENIZER_FILE, open_session, padded_ids
from qa.patience import look
from qa.reader.reader import Reading, Support
from qa.reader.tokens import encode, reading_tokenizer

BUNDLED_READER = Path(__file__).parent / "model"
READER_FILE = "reader.onnx"
_BATCH = 16  # windows read at once, of like length
_LONGEST_ANSWER = 48  # tokens
Numbers = NDArray[np.float32]


class EncoderReader:
    """Reads windows in batches of like length; the same question and windows give the same readings."""

    def __init__(self, folder: Path = BUNDLED_READER, tokenizer: Path = BUNDLED_MODEL / TOKENIZER_FILE) -> None:
        """Open the model of ``folder``; raises ModelUnusable."""
        try:
            self._session = open_session(folder / READER_FILE)
            self._tokenizer = reading_tokenizer(Tokenizer.from_file(str(tokenizer)))
        except Exception as error:  # tokenizers raises a bare Exception
            raise ModelUnusable(str(folder), f"{type(error).__name__}; name a folder with {READER_FILE}") from error
        self._folder = folder

    @cached_property
    def identity(self) -> str:
        """Name the model by its content."""
        return f"sha256:{folder_digest(self._folder)}"

    def read(self, question: str, windows: Sequence[str], /) -> list[Reading]:
        """Return what each window says to a question, in their order."""
        return [
            Reading(float(whole[0]), _probability(whole[1]), *_place(encoding, spans))
            for encoding, whole, spans in self._run(question, windows)
        ]

    def judge(self, claim: str, windows: Sequence[str], /) -> list[Support]:
        """Return what each window says to a claim, in their order."""
        return [Support(*_shares(whole[2:])) for _, whole, _ in self._run(claim, windows)]

    def _run(self, text: str, windows: Sequence[str]) -> list[tuple[Encoding, Numbers, Numbers]]:
        encodings = encode(self._tokenizer, text, windows)
        order = sorted(range(len(encodings)), key=lambda row: (len(encodings[row].ids), row))
        found: dict[int, tuple[Encoding, Numbers, Numbers]] = {}
        for at in range(0, len(order), _BATCH):
            look()
            rows = order[at : at + _BATCH]
            ids, mask = padded_ids([encodings[row] for row in rows])
            whole, spans = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
            found |= {row: (encodings[row], whole[number], spans[number]) for number, row in enumerate(rows)}
        return [found[row] for row in range(len(encodings))]


def _probability(odds: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))


def _shares(odds: Numbers) -> tuple[float, ...]:
    powers = np.exp(odds - odds.max())
    return tuple(float(share) for share in powers / powers.sum())


def _place(encoding: Encoding, spans: Numbers) -> tuple[int, int]:
    """Return the characters of the window from the best first to the best last token of an answer."""
    rows = [row for row, sequence in enumerate(encoding.sequence_ids) if sequence == 1]
    if not rows:
        return 0, 0
    first, last = spans[rows[0] : rows[-1] + 1].T
    totals = first[:, None] + last[None, :]
    allowed = np.triu(np.ones_like(totals)) - np.triu(np.ones_like(totals), _LONGEST_ANSWER)
    start, end = divmod(int(np.where(allowed > 0, totals, -np.inf).argmax()), len(rows))
    return encoding.offsets[rows[start]][0], encoding.offsets[rows[end]][1]
