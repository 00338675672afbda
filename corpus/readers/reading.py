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
    pages: Sequence[str], name: str, notices: tuple[str, ...] = (), runs_over: Sequence[bool] = ()
) -> ReadText:
    """Return the pages as one text, a line end between them but where a sentence runs over from one to the next.

    Raises UnreadableDocument where they hold too much.
    """
    breaks, text = [], pages[0]
    for page, runs in zip(pages[1:], runs_over or [False] * (len(pages) - 1), strict=True):
        text += "" if runs else "\n"
        breaks.append(len(text))
        text += page
    if len(text) > MAXIMUM_CHARACTERS:
        raise UnreadableDocument(name, Fault.TOO_MUCH_TEXT)
    return ReadText(text, tuple(breaks), notices)
