"""Read scans: pages of a PDF that hold no text, and pictures, by recognising the text in them."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.pdf import open_pdf, pictures_of, printed_pages, put_together, told_pages
from corpus.readers.pdf_headings import body_letters
from corpus.readers.pdf_lines import PrintedLine
from corpus.readers.reading import ReadText
from corpus.readers.recognition import Picture, RecognisedPage, Recogniser, with_sizes

MAXIMUM_SCANS = 50  # pages
_DOTS = 200  # per inch: what makes letters of 9 points large enough
_LONGEST_SIDE = 2_400  # pixels, a little more than A4 has then
_MAXIMUM_PIXELS = 120_000_000  # of a picture: a page of A3 at 600 dots per inch has 70 million


def read_picture(data: bytes, name: str) -> ReadText:
    """Return what a picture holds without being recognised: no text, and so many pages; raises UnreadableDocument."""
    return ReadText("", pictures=tuple(range(getattr(_opened(data, name), "n_frames", 1))))


def read_recognised_picture(data: bytes, name: str) -> ReadText:
    """Return the text recognised in a picture, of several pages where it has them; raises UnreadableDocument."""
    recogniser = Recogniser()
    seen = {page: recogniser.page(picture) for page, picture in enumerate(_pages(_opened(data, name), name))}
    return _marked(put_together(_lines([[]] * len(seen), seen), name, {}), seen)


def read_recognised_pdf(data: bytes, name: str) -> ReadText:
    """Return the text of a PDF, recognised on the pages that hold none; raises UnreadableDocument."""
    document = open_pdf(data, name)
    pages = printed_pages(document, name)
    recogniser = Recogniser()
    seen = {page: recogniser.page(_drawn(document[page])) for page in pictures_of(document, pages)}
    return _marked(told_pages(document, _lines(pages, seen), name), seen)


def _lines(pages: Sequence[list[PrintedLine]], seen: Mapping[int, RecognisedPage]) -> list[list[PrintedLine]]:
    body = body_letters(pages)
    recognised = dict(zip(seen, with_sizes(list(seen.values()), body.size if body else None), strict=True))
    return [recognised.get(page, lines) for page, lines in enumerate(pages)]


def _marked(read: ReadText, seen: Mapping[int, RecognisedPage]) -> ReadText:
    told = {page + 1: found.confidence for page, found in seen.items() if found.lines}
    return replace(read, confidences=told, pictures=tuple(page for page, found in seen.items() if not found.lines))


def _drawn(page: pypdfium2.PdfPage) -> Picture:
    scale = min(_DOTS / 72, _LONGEST_SIDE / max(*page.get_size(), 1.0))
    drawn: Picture = page.render(scale=scale).to_numpy()
    return drawn[:, :, :3]


def _opened(data: bytes, name: str) -> Any:
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
    except Image.DecompressionBombError:
        raise UnreadableDocument(name, Fault.TOO_COSTLY) from None
    except (UnidentifiedImageError, OSError, ValueError):
        raise UnreadableDocument(name, Fault.DAMAGED) from None
    if image.width * image.height > _MAXIMUM_PIXELS:
        raise UnreadableDocument(name, Fault.TOO_COSTLY)
    return image


def _pages(image: Any, name: str) -> Iterator[Picture]:
    try:
        for frame in ImageSequence.Iterator(image):
            if frame.width * frame.height > _MAXIMUM_PIXELS:
                raise UnreadableDocument(name, Fault.TOO_COSTLY)
            upright = ImageOps.exif_transpose(frame).convert("RGBA")
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            paper = Image.new("RGBA", upright.size, "white")
            yield np.asarray(Image.alpha_composite(paper, upright).convert("RGB"))[:, :, ::-1]
    except (OSError, ValueError, SyntaxError):
        raise UnreadableDocument(name, Fault.DAMAGED) from None
