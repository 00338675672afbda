"""Parts: several questions typed in one, each answered by itself."""

import re

from corpus.names import KnownNames
from qa.conversation import Turn, resolve

_AND = re.compile(r"^(?:あと|それと|それから|また|ついでに|加えて|さらに|そして|ちなみに)[、,\s]*")
_MOST = 4  # questions that are answered one by one; more are a text, and each would cost a search
_SHORTEST = 9  # characters of a question that is one by itself: 増えた?減った? is one


def split_questions(text: str, names: KnownNames) -> tuple[str, ...]:
    """Return the questions that a text asks one after the other, each complete in itself; mostly one, the text."""
    pieces = [piece.strip() for piece in re.split(r"(?<=[?？])", text) if piece.strip()]
    asks = all(piece.endswith(("?", "？")) and len(piece) >= _SHORTEST for piece in pieces)
    if not 2 <= len(pieces) <= _MOST or not asks:
        return (text,)
    first = pieces[0]
    return (first, *(resolve(_AND.sub("", piece), (Turn("user", first),), names) for piece in pieces[1:]))
