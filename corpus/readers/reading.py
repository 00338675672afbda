"""What a reader returns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from corpus.errors import Fault, UnreadableDocument
from corpus.parts import Part

MAXIMUM_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class ReadText:
    """The stored text of a file, the offsets where its later pages begin, and what its reader wants the user to know.

    ``parts`` are its structure in order, as far as the format tells it; ``title`` is empty where the format gives none.
    ``pictures`` are the pages, from 0, that hold no text but something else; ``confidences`` tell, for each page, from
    1, whose text was recognised in a picture, how sure that is, from 0 to 1.
    """

    text: str
    page_breaks: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    title: str = ""
    pictures: tuple[int, ...] = ()
    confidences: dict[int, float] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Say whether every place lies inside the text, and the parts follow one another."""
        places = [span for part in self.parts for span in (part.span, *part.cells, *chain(*part.heads))]
        starts = [part.span.start for part in self.parts]
        inside = all(0 <= offset <= len(self.text) for offset in self.page_breaks)
        inside = inside and all(0 <= confidence <= 1 for confidence in self.confidences.values())
        return inside and all(span.end <= len(self.text) for span in places) and starts == sorted(starts)


def joined_pages(
    pages: Sequence[str], name: str, notices: tuple[str, ...] = (), joints: Sequence[str] = ()
) -> ReadText:
    """Return the pages as one text, each joined to the next by its one of ``joints``, a line end unless told.

    A page begins behind the joint. Raises UnreadableDocument where the pages hold too much.
    """
    breaks, text = [], pages[0]
    for page, joint in zip(pages[1:], joints or ["\n"] * (len(pages) - 1), strict=True):
        text += joint
        breaks.append(len(text))
        text += page
    if len(text) > MAXIMUM_CHARACTERS:
        raise UnreadableDocument(name, Fault.TOO_MUCH_TEXT)
    return ReadText(text, tuple(breaks), notices)
