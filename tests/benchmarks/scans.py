"""How well text in scans is recognised: RapidOCR, and Debian's Tesseract where it is installed, on pages drawn and degraded.

Run `python tests/benchmarks/scans.py` from the root of the project; what it prints stands in docs/benchmarks.md.
"""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from made_scans import degraded, page, saved, wrapped

from corpus.collection import BUNDLED_DOCUMENTS, load_collection
from corpus.normalisation import normalise
from corpus.readers.recognition import Recogniser

PAGES = 6
LINES = 34
WORST = (
    {},
    {"angle": -1.0, "blur": 1.2, "noise": 28},
)
FIGURE = re.compile(r"[0-9][0-9,.]*")


def paragraphs():
    """Yield the paragraphs of the bundled documents that hold figures."""
    for document in load_collection(BUNDLED_DOCUMENTS).documents:
        for block in document.blocks:
            words = re.sub(r"\s+", "", "".join(part.of(document.text) for part in block.fragments))
            if len(words) > 80 and sum(map(str.isdigit, words)) >= 4:
                yield words


def pages():
    """Yield the lines of pages."""
    lines = []
    for words in paragraphs():
        lines += ["　" + words[:41], *wrapped(words[41:])]
        if len(lines) >= LINES:
            yield lines[:LINES]
            lines = []


def distance(one, other):
    """Return the fewest insertions, deletions and replacements that make one text the other."""
    row = np.arange(len(other) + 1)
    signs = np.array(list(other))
    for at, sign in enumerate(one, 1):
        step = np.minimum(row[:-1] + (signs != sign), row[1:] + 1)
        row = np.concatenate(([at], step))
        row = np.minimum.accumulate(row - np.arange(len(row))) + np.arange(len(row))
    return int(row[-1])


def bare(words):
    """Return the characters that count."""
    return re.sub(r"\s+", "", normalise(words))


def figures(words):
    """Return the figures in order."""
    return FIGURE.findall(bare(words))


def by_rapidocr():
    """Return a way to read a page with RapidOCR."""
    recogniser = Recogniser()

    def read(paper):
        picture = np.repeat(np.asarray(paper)[:, :, None], 3, axis=2)
        return "\n".join(line.words for line in recogniser.page(picture).lines)

    return read


def by_tesseract(paper):
    """Return what Tesseract reads on a page."""
    command = ["tesseract", "stdin", "stdout", "-l", "jpn", "--psm", "6"]
    return subprocess.run(command, input=saved(paper), capture_output=True, check=True).stdout.decode()


def main():
    """Print wrong characters, figures read right and seconds a page."""
    made = [lines for _, lines in zip(range(PAGES), pages(), strict=False)]
    readers = {"rapidocr": by_rapidocr()}
    if shutil.which("tesseract"):
        readers["tesseract"] = by_tesseract
    for number, damage in enumerate(WORST):
        for name, read in readers.items():
            wrong = total = right = asked = 0
            started = time.perf_counter()
            told = [read(degraded(page(*lines), seed=at, **damage)) for at, lines in enumerate(made)]
            took = (time.perf_counter() - started) / len(made)
            for lines, text in zip(made, told, strict=True):
                truth = bare("".join(lines))
                wrong += distance(bare(text), truth)
                total += len(truth)
                left = figures(text)
                for figure in figures("".join(lines)):
                    asked += 1
                    if figure in left:
                        right += 1
                        left.remove(figure)
            print(
                f"{name}, damage {number}: {wrong / total:.1%} wrong, {right} of {asked} figures, {took:.1f} s a page"
            )


if __name__ == "__main__":
    main()
