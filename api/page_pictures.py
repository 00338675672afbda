"""Pictures of pages: drawn once, kept in memory within a bound, and where on them a stretch of the text stands."""

import re
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from api.problems import Problem, not_found
from corpus.documents import Document
from corpus.errors import UnreadableDocument
from corpus.originals import Originals
from corpus.readers.pdf_pictures import Box, PagePicture, picture_of
from corpus.spans import Span

_MOST_BYTES = 64_000_000
_BYTES_A_CHARACTER = 300  # that a character and its box take in memory
_SHORTEST = 4  # characters of a line that is looked for by itself


@dataclass
class PagePictures:
    """The pictures of the pages of ``originals``, none where there are none; safe between threads."""

    originals: Originals | None = None
    most_bytes: int = _MOST_BYTES
    _kept: OrderedDict[tuple[str, int], PagePicture] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, document: Document, page: int) -> PagePicture:
        """Return the picture of a page of a document; raises Problem where there is none."""
        key = (document.original, page)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        picture = self._drawn(document, page)
        with self._lock:
            self._kept[key] = picture
            while sum(map(_weight, self._kept.values())) > self.most_bytes:
                self._kept.popitem(last=False)
        return picture

    def _drawn(self, document: Document, page: int) -> PagePicture:
        data = self.originals.find(document.original) if self.originals else None
        if data is None or page not in {item.number for item in document.pages}:
            raise not_found("この頁の画像はありません。画像があるのは、PDF から読み取った文書だけです。")
        try:
            return picture_of(data, page)
        except UnreadableDocument:
            raise Problem(422, "unreadable-document", "頁の画像を作れません", "本文を読んでください。") from None


def _weight(picture: PagePicture) -> int:
    return len(picture.png) + _BYTES_A_CHARACTER * len(picture.characters)


def marks(picture: PagePicture, document: Document, page: int, stretch: Span) -> tuple[Box, ...]:
    """Return where on the picture of a page the part of ``stretch`` that is on it stands: one box a line.

    The words are looked for in the page's own, whatever the blanks, line ends and widths; what is not found as a whole
    is looked for line by line.
    """
    span = next((item.span for item in document.pages if item.number == page), Span(0, 0))
    start, end = max(stretch.start, span.start), min(stretch.end, span.end)
    words = document.text[start:end] if start < end else ""
    folded = [(letter, at) for at, character in enumerate(picture.characters) for letter in _folded(character)]
    places = _places(words, folded) or [place for line in re.split(r"[\n\t]", words) for place in _places(line, folded)]
    return tuple(_lines([picture.boxes[at] for at in places]))


def _folded(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def _places(words: str, folded: Sequence[tuple[str, int]]) -> list[int]:
    """Return the numbers of the characters of the page that are these words, in order."""
    wanted = _folded(words)
    at = "".join(letter for letter, _ in folded).find(wanted) if len(wanted) >= _SHORTEST else -1
    return [place for _, place in folded[at : at + len(wanted)]] if at >= 0 else []


def _lines(boxes: Sequence[Box]) -> Iterator[Box]:
    """Join boxes that stand side by side."""
    line: Box | None = None
    for box in boxes:
        if line and _beside(line, box):
            line = _joined(line, box)
            continue
        if line:
            yield line
        line = box
    if line:
        yield line


def _beside(line: Box, box: Box) -> bool:
    middle = box[1] + box[3] / 2
    return line[1] <= middle <= line[1] + line[3] and box[0] >= line[0]


def _joined(line: Box, box: Box) -> Box:
    left, top = line[0], min(line[1], box[1])
    right, bottom = max(line[0] + line[2], box[0] + box[2]), max(line[1] + line[3], box[1] + box[3])
    return (left, top, right - left, bottom - top)
