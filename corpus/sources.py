"""Sources: files as they were read, once."""

from dataclasses import dataclass, field

from corpus.documents import Record
from corpus.parts import Part


@dataclass(frozen=True, slots=True)
class Source:
    """The record of a file, its text, the offsets where its later pages begin, and what its reader wants to be known.

    ``parts`` are its structure as far as the format tells it; ``confidences`` how sure the text is of pages, from 1,
    where it was recognised; ``original`` the digest of the file where it is kept.
    """

    record: Record
    text: str
    page_breaks: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    confidences: dict[int, float] = field(default_factory=dict)
    original: str = ""
