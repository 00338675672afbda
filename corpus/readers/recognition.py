"""Recognition: the lines of text in a picture of a page, by RapidOCR where it is installed (`pip install 'shirube[ocr]'`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.readers.pdf_lines import Letters, PrintedLine, in_reading_order

_PAGE_HEIGHT = 842.0  # points of a page of A4, which a picture is taken for
_USUAL_SIZE = 10.5  # points in which Japanese papers are set
_LARGER, _SMALLER = 1.2, 0.75  # of the usual size: equal letters are measured that much larger and smaller
_OF_HEIGHT, _MOST_OF_HEIGHT = 0.65, 0.8  # of a box's height: how large the letters in it are, and how large at most
_FEW = 2  # characters whose box is wider than they are by too much
_WIDE = 0.7  # share of characters as wide as they are high from which a line's length tells their size
_STEP = 4  # sizes are told apart by quarters of the usual one
_THREADS = 2  # more do not make a page much faster, and each asks for memory
_LEAST = 0.5  # confidence under which a line is a stain or a seal rather than words

Picture = NDArray[Any]
"""A page as rows of pixels in blue, green and red."""


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The lines that were recognised on a page, from the top down, and how sure that is, from 0 to 1."""

    lines: tuple[PrintedLine, ...]
    confidence: float


def is_installed() -> bool:
    """Say whether text can be recognised here."""
    return find_spec("rapidocr") is not None


class Recogniser:
    """Recognises one page after another; its models are loaded once."""

    def __init__(self) -> None:
        """Load the models."""
        from rapidocr import RapidOCR  # noqa: PLC0415 - an extra that need not be there

        threads = {f"EngineConfig.onnxruntime.{which}_op_num_threads": _THREADS for which in ("intra", "inter")}
        self._engine: Any = RapidOCR(params={"Global.log_level": "critical", "Global.text_score": _LEAST, **threads})

    def page(self, picture: Picture) -> RecognisedPage:
        """Return what stands on a page."""
        found = self._engine(picture)
        if found.boxes is None:
            return RecognisedPage((), 0.0)
        height, width = picture.shape[:2]
        boxes = _straight(np.asarray(found.boxes, dtype=np.float64))
        lines = [_line(words.strip(), box, width, height) for words, box in zip(found.txts, boxes, strict=True)]
        told = [len(line.words) for line in lines]
        sure = float(np.average(found.scores, weights=told)) if sum(told) else 0.0
        kept = [line for line in lines if line.words]
        return RecognisedPage(tuple(_from_above(kept)), round(min(sure, 1.0), 3))


def _straight(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return boxes, four corners each from the upper left on, turned back by what most of them are turned."""
    along = boxes[:, 1] - boxes[:, 0]
    angle = median(np.arctan2(along[:, 1], along[:, 0]))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray(boxes @ turn)


def _from_above(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return lines from the top down, those of one height from the left."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda item: -(item.bottom + item.top)):
        if rows and rows[-1][0].bottom < (line.bottom + line.top) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda item: item.left)]


def _line(words: str, box: NDArray[np.float64], width: int, height: int) -> PrintedLine:
    """Return a line with its box, whose origin is the lower left corner of the page."""
    (left, top), (right, bottom) = box.min(axis=0).tolist(), box.max(axis=0).tolist()
    size = letter_size(words, right - left, bottom - top) * _PAGE_HEIGHT / height
    letters = Letters(round(size, 1), "", bold=False)
    return PrintedLine(words, left / width, 1 - bottom / height, right / width, 1 - top / height, letters)


def letter_size(words: str, width: float, height: float) -> float:
    """Return how large the letters in a box are, in the unit of the box.

    Its length tells that better than its height, which grows with it; not where most letters are narrow, though.
    """
    wide = sum(not sign.isascii() for sign in words)
    if wide < _WIDE * len(words) or len(words) <= _FEW:
        return _OF_HEIGHT * height
    return min(width / len(words), _MOST_OF_HEIGHT * height)


def with_sizes(pages: Sequence[RecognisedPage], body: float | None) -> list[list[PrintedLine]]:
    """Return the lines of pages in reading order, with the sizes that their letters have as far as boxes tell.

    Most are of one size, which is ``body`` where that is known of pages that were not recognised.
    """
    sizes = [line.letters.size for page in pages for line in page.lines for _ in line.words]
    usual, size = median(sizes or [1.0]), body or _USUAL_SIZE
    return [in_reading_order([_sized(line, usual, size) for line in page.lines]) for page in pages]


def _sized(line: PrintedLine, usual: float, body: float) -> PrintedLine:
    ratio = line.letters.size / usual
    size = body if _SMALLER < ratio < _LARGER else round(body * max(round(ratio * _STEP), 1) / _STEP, 1)
    return replace(line, letters=Letters(size, "", bold=False))
