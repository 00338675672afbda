"""Notices: what a reader of an answer is told of a language model's part in it."""

from collections.abc import Iterable, Sequence

WORDED = "この答えの文章は、引用した記載をもとに言語モデルが書きました。引用元の文言も確かめてください。"
_COMPLETED = "続きの質問を、言語モデルが次のように補って調べました："
_SPLIT = "質問を、言語モデルが次のように分けて調べました："


def completed(question: str) -> str:
    """Return the notice that a follow-up was completed."""
    return f"{_COMPLETED}「{question}」"


def split(parts: Sequence[str]) -> str:
    """Return the notice that a question was taken apart."""
    return _SPLIT + "".join(f"「{part}」" for part in parts)


def of_model(notices: Iterable[str]) -> list[str]:
    """Return the notices that tell of a language model: fronts that show the answer alone show these with it."""
    return [notice for notice in notices if notice.startswith((WORDED, _COMPLETED, _SPLIT))]
