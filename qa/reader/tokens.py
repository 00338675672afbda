"""Tokens: question and window as the network takes them, and which tokens stand for which characters."""

from collections.abc import Sequence

from tokenizers import Encoding, Tokenizer

_TOKENS = 144  # of question and statement together; what is longer is cut at its end
_QUESTION = 48


def reading_tokenizer(tokenizer: Tokenizer) -> Tokenizer:
    """Return ``tokenizer`` set to cut what is too long, the longer of the two texts first, and not to pad."""
    tokenizer.enable_truncation(max_length=_TOKENS, strategy="longest_first")
    tokenizer.no_padding()
    return tokenizer


def encode(tokenizer: Tokenizer, question: str, windows: Sequence[str]) -> list[Encoding]:
    """Return the tokens of one question with each window; a long question is cut so that the statement has room."""
    short = _shortened(tokenizer, question)
    return list(tokenizer.encode_batch([(short, text) for text in windows]))


def _shortened(tokenizer: Tokenizer, question: str) -> str:
    offsets = tokenizer.encode(question[: 8 * _QUESTION], add_special_tokens=False).offsets
    return question[: offsets[_QUESTION - 1][1]] if len(offsets) > _QUESTION else question


def tokens_of(encoding: Encoding, start: int, end: int) -> tuple[int, int] | None:
    """Return the first and the last token of the window's characters ``start`` to ``end``; None where they were cut."""
    rows = [
        row
        for row, (sequence, (low, high)) in enumerate(zip(encoding.sequence_ids, encoding.offsets, strict=True))
        if sequence == 1 and low < end and high > start
    ]
    return (rows[0], rows[-1]) if rows and encoding.offsets[rows[-1]][1] >= end else None
