"""Parts: several questions typed in one, each answered by itself."""

import re

from corpus.names import KnownNames
from corpus.normalisation import normalise
from qa.question.history import Turn, resolve

_AND = re.compile(r"^(?:あと|それと|それから|また|ついでに|加えて|さらに|そして|ちなみに)[、,\s]*")
_EACH = re.compile(r"それぞれの?|の両方|両方とも")
# Two names joined by と before what is asked of both: 「A」と「B」の, AとBとでは, Aと、B、.
_NAME = r"「[^」]{2,30}」|[一-龯々ァ-ヴーA-Za-z0-9・]{2,24}(?:の[一-龯々ァ-ヴーA-Za-z0-9・]{2,24})?"
_PAIR = re.compile(
    rf"(?<![るたいすくうつ])(?P<first>{_NAME})と、?(?P<second>{_NAME})(?=とでは|では|とは|には|の|は|、|で|に|を)と?"
)
# The difference of two notions is told by what each of them is.
_DIFFERENCE = re.compile(rf"^(?P<first>{_NAME})と、?(?P<second>{_NAME})の?(?:違い|差異|相違)(?:は|って|を|とは|$)")
_MOST = 4  # questions that are answered one by one; more are a text, and each would cost a search
_SHORTEST = 9  # characters of a question that is one by itself: 増えた?減った? is one


def split_questions(text: str, names: KnownNames) -> tuple[str, ...]:
    """Return the questions that a text asks, each complete in itself; mostly one, the text."""
    return _beside(text, names) or _one_after_the_other(text, names)


def _beside(text: str, names: KnownNames) -> tuple[str, ...]:
    """Return the questions about two things that are asked in one (AとBの期間はそれぞれ…); empty where there are none.

    Programmes and documents set beside each other are compared in a table instead.
    """
    plain = normalise(text)
    different = _DIFFERENCE.search(plain)
    if different and not any(thing.is_programme for thing in names.things_in(plain)):
        return tuple(f"{different[name]}とは何ですか" for name in ("first", "second"))
    joint = _EACH.sub("", plain)
    found = _PAIR.search(joint) if joint != plain else None
    if (
        not found
        or sum(thing.is_programme for thing in names.things_in(plain)) > 1
        or len(names.documents_in(plain)) > 1
    ):
        return ()
    before, after = joint[: found.start()], joint[found.end() :]
    return tuple(f"{before}{found[name]}{after}" for name in ("first", "second"))


def _one_after_the_other(text: str, names: KnownNames) -> tuple[str, ...]:
    pieces = [piece.strip() for piece in re.split(r"(?<=[?？])", text) if piece.strip()]
    asks = all(piece.endswith(("?", "？")) and len(piece) >= _SHORTEST for piece in pieces)
    if not 2 <= len(pieces) <= _MOST or not asks:
        return (text,)
    first = pieces[0]
    return (first, *(resolve(_AND.sub("", piece), (Turn("user", first),), names) for piece in pieces[1:]))
