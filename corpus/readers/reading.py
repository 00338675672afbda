"""What a reader returns."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import Fault, UnreadableDocument

MAXIMUM_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class ReadText:
    """The stored text of a file, the offsets where its later pages begin, and what its reader wants the user to know."""

    text: str
    page_breaks: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()


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
