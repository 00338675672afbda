"""Windows: what a model sees of a statement: the headings above it, what it refers back to, and itself."""

import re
from collections.abc import Sequence

_PATH = 80  # characters of headings; the innermost say most of what a statement is about
_BEFORE = 80  # characters of the statement before it
_HEADS = 120  # characters of the heads of a table's columns
_REFERS_BACK = re.compile(
    r"(?:また、|なお、|一方、)?(?:これ|それ(?!ぞれ)|その|この|そこ|こうした|そうした|同(?!時|様|じ|志)|当該)"
)


def window(path: Sequence[str], text: str, before: str = "", heads: str = "") -> str:
    """Return the window of ``text`` under the headings ``path``, the outermost first.

    ``before`` is the statement before it, seen only where ``text`` refers back; ``heads`` are the heads of a table's
    columns. ``text`` stands last and whole, so that
    a place counted from the window's end is one in the text.
    """
    kept: list[str] = []
    room = _PATH
    for heading in reversed(path):
        room -= len(heading)
        if kept and room < 0:
            break
        kept.append(heading[:_PATH])
    context = heads[:_HEADS] or (before[-_BEFORE:] if before and _REFERS_BACK.match(text) else "")
    return "\n".join(part for part in (" > ".join(reversed(kept)), context, text) if part)
