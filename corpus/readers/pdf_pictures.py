"""Pictures of the pages of a PDF, drawn in a process of its own, with the place of each character on them."""

import io
import sys
from dataclasses import dataclass

import msgspec
import pypdfium2

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.processes import Limits, answer_of

_WIDEST, _HIGHEST = 1_200, 1_700  # pixels
_MOST_CHARACTERS = 20_000
_LIMITS = Limits(memory=1 << 30, processor=20, clock=30)
_LARGEST = 16_000_000  # bytes of an answer

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a PNG; ``boxes`` are left, top, width and height of each of its ``characters``, as shares of the page."""

    png: bytes
    characters: str
    boxes: tuple[Box, ...]


def picture_of(data: bytes, page: int) -> PagePicture:
    """Return the picture of a page, numbered from 1; raises UnreadableDocument where there is none."""
    command = [sys.executable, "-I", "-m", "corpus.readers.pdf_pictures", str(page)]
    told = answer_of(command, data, _LIMITS.clock, {"PATH": "", "LANG": "C.UTF-8"})
    if not told or len(told) > _LARGEST:
        raise UnreadableDocument("", Fault.TOO_COSTLY)
    try:
        picture = msgspec.json.decode(told, type=PagePicture)
    except ValueError:
        raise UnreadableDocument("", Fault.DAMAGED) from None
    if not picture.png.startswith(b"\x89PNG") or len(picture.characters) != len(picture.boxes):
        raise UnreadableDocument("", Fault.DAMAGED)
    return picture


def _draw(data: bytes, number: int) -> PagePicture:
    page = pypdfium2.PdfDocument(data)[number - 1]
    width, height = page.get_size()
    file = io.BytesIO()
    page.render(scale=min(_WIDEST / width, _HIGHEST / height)).to_pil().save(file, "PNG")
    text = page.get_textpage()
    characters, boxes = [], []
    for at in range(min(text.count_chars(), _MOST_CHARACTERS)):
        words = text.get_text_range(at, 1)
        left, bottom, right, top = text.get_charbox(at)
        box = (left / width, 1 - top / height, (right - left) / width, (top - bottom) / height)
        for character in words:
            characters.append(character)
            boxes.append(box)
    return PagePicture(file.getvalue(), "".join(characters), tuple(boxes))


def main() -> None:
    """Draw the page that the first argument names of the PDF on standard input; whatever goes wrong is its end."""
    _LIMITS.hold()
    picture = _draw(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.buffer.write(msgspec.json.encode(picture))


if __name__ == "__main__":
    main()
