"""Abbreviations and other names that a document gives to things, found where it defines them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.documents import Document
from corpus.normalisation import SearchText, search_text
from corpus.spans import Span

# What a name may be made of; hiragana only where public spelling puts it inside words of Chinese origin.
_MIXED = "招へい|研さん|改ざん|ねつ造|障がい|ひっ迫|さくら"
_LETTER = r"一-龯々ァ-ヴーA-Za-z0-9・/\-"
# It begins where no letter of a name stands before: each run of letters is tried once, and not from each of them.
_NAME = rf"(?<![{_LETTER}])(?:[一-龯]{{2,4}}な)?(?:{_MIXED}|[{_LETTER}]|の(?=展開|推進|促進))+"
_LATIN = r"[A-Za-z][A-Za-z0-9\-]{1,11}"
_SHORT = r"[一-龯ァ-ヴーA-Za-z0-9・]{2,14}"
_DEFINITIONS = (
    re.compile(rf"(?P<name>{_NAME})\((?:以下|以降)、?「(?P<short>[^」]{{1,20}})」(?:という|と呼ぶ|とする)"),
    re.compile(rf"(?P<name>{_NAME})\s?\((?P<short>{_LATIN})\)"),
    re.compile(rf"(?P<name>{_NAME})\s?[\(<](?P<short>{_SHORT}?)(?:等)?[\)>]"),
    re.compile(rf"[〔\[](?P<short>{_LATIN}):(?P<name>{_NAME})[〕\]]"),
)
_IN_BRACKETS = re.compile(r"[(（][^()（）]{8,80}[)）]")
_SPELT = re.compile(
    r"(?P<short>[A-Z][A-Z0-9\-]{2,11}(?: [A-Z][a-z]+)?)\s?\((?P<name>[A-Z][a-z]+(?: (?:&|[A-Za-z]+)){2,})\)"
)
_FOREIGN = re.compile(rf"(?P<name>{_NAME})\((?P<short>[A-Z][A-Za-z&]+(?: [A-Za-z&]+)+)\)")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short name, the name that it stands for, and where the document says so."""

    short: str
    name: str
    document_id: str
    span: Span


def find_abbreviations(document: Document) -> tuple[Abbreviation, ...]:
    """Return the abbreviations that ``document`` defines, in order, each once."""
    found: dict[tuple[str, str], Abbreviation] = {}
    for span in _pieces(document):
        searched = search_text(span.of(document.text))
        for pattern in (*_DEFINITIONS, _FOREIGN, _SPELT):
            for short, name, inner in _matches(pattern, searched):
                place = Span(span.start + inner.start, span.start + inner.end)
                found.setdefault((short, name), Abbreviation(short, name, document.document_id, place))
    kept = (abbreviation for abbreviation in found.values() if not _disputed(abbreviation, found))
    return tuple(sorted(kept, key=lambda abbreviation: (abbreviation.span, abbreviation.short)))


def _pieces(document: Document) -> Iterator[Span]:
    yield from (section.heading_span for section in document.sections if section.heading_span)
    yield from (block.span for block in document.blocks)
    for section in document.sections:
        first = next((block for block in document.blocks if block.section == section.number), None)
        if section.heading_span and first and _IN_BRACKETS.fullmatch(first.span.of(document.text).strip()):
            yield Span(section.heading_span.start, first.span.end)  # a name with its long form on the next line


def _disputed(abbreviation: Abbreviation, found: Iterable[tuple[str, str]]) -> bool:
    """Say whether the same letters stand behind names that share nothing: then they are a place, no short name."""
    others = [name for short, name in found if short == abbreviation.short and name != abbreviation.name]
    return any(not set(other) & set(abbreviation.name[:6]) for other in others) or (
        bool(others) and len(abbreviation.short) == 2
    )


def _matches(pattern: re.Pattern[str], searched: SearchText) -> Iterator[tuple[str, str, Span]]:
    for match in pattern.finditer(searched.text):
        name, short = match["name"].strip("・-/ "), match["short"]
        if _plausible(short, name):
            yield short, name, searched.source(match.start(), match.end())


def _plausible(short: str, name: str) -> bool:
    """Say whether ``short`` can abbreviate ``name``, not merely explain it."""
    if len(name) < 4 or short == name or len(short) >= len(name) + 12:
        return False
    if re.fullmatch(r"[A-Z][0-9]|[0-9\-・]+", short) or re.search(r"[0-9]$", name) or re.match(r"[0-9]", short):
        return False
    if short.isascii():
        return any(character.isupper() for character in short)
    return _in_order(short, name) or (len(short) <= 3 and short[0] == name[0])


def _in_order(short: str, name: str) -> bool:
    characters = iter(name)
    return all(character in characters for character in short)


def expansions(abbreviations: Sequence[Abbreviation]) -> dict[str, tuple[str, ...]]:
    """Return for each name, short or long, in search-text form, the others that mean the same."""
    groups: dict[str, set[str]] = {}
    for abbreviation in abbreviations:
        group = groups.get(abbreviation.short, set()) | groups.get(abbreviation.name, set())
        group |= {abbreviation.short, abbreviation.name}
        for member in group:
            groups[member] = group
    return {member: tuple(sorted(group - {member})) for member, group in groups.items()}
