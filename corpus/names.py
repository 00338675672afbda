"""Names that the documents know: programmes and bodies with their short forms, and the documents themselves."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from corpus.abbreviations import expansions
from corpus.collection import Collection
from corpus.document_names import NamedDocument, documents_in, name_documents, without_documents
from corpus.labels import is_label
from corpus.name_index import NameIndex, joined
from corpus.normalisation import normalise
from corpus.readings import KanaReadings, kana_readings, katakana_of

_NUMBERING = re.compile(r"^(?:[0-9]+\.|\([^)]{1,3}\)|[①-⑳]|第[^ ]+章)\s*")
_ASIDE = re.compile(r"[(<「]([^()<>「」]+)[)>」]")
_DOUBLE_END = re.compile(r"(?P<stem>.+?)(?P<first>事業|プログラム|制度)/(?P<second>事業|プログラム|制度)")
_LATIN_END = re.compile(r"(?P<stem>[A-Z][A-Z0-9\-]{3,}) (?:Initiative|Programme|Program|Project)")
_SINGLE_END = re.compile(r"(?:事業|プログラム)$")
_KANJI = re.compile(r"[一-龯々]+")
_SHORT = 3  # characters
_RUN_SHORTEST = 6  # characters from which a run can be a name with its middle left out
_RUN = re.compile(r"[一-龯々ァ-ヴーa-z0-9・の]{6,}")
_FULL = 9  # characters from which a name in running text is that of one thing and no common word
_IN_PROSE = re.compile(
    r"(?<![一-龯ァ-ヴーA-Za-z0-9・\-])(?P<name>(?:(?<=[、。「(\s])[ぁ-ん]{2,4}(?=[ァ-ヴ]))?[一-龯ァ-ヴーA-Za-z0-9・\-]{2,28}(?:事業|プログラム|制度|補助金|基金|フォーラム|イニシアティブ| ?Initiative))"
)
_COMMON = 20  # so often a word stands in the documents that it names no one thing
_PROPER_END = re.compile(
    r"(?:事業|プログラム|制度|会合|委員会|会議|戦略|計画|協働連携|イニシアティブ|Initiative|支援|研究員)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedThing:
    """Something that a question names; ``names`` are all forms of its name in search-text form, longest first.

    ``has_facts`` says that it is a programme because the papers tell facts of it, whatever its name.
    """

    key: str
    names: tuple[str, ...]
    has_facts: bool = False

    def stands_in(self, text: str) -> bool:
        """Say whether ``text`` names it, in any of its forms."""
        folded = text.casefold()
        return any(
            _stands_alone(name.casefold(), folded, place) for name in self.names for place in _places(name, folded)
        )

    @property
    def is_programme(self) -> bool:
        """Say whether its name is that of a programme, meeting or body: a subject that facts belong to."""
        return self.has_facts or any(_PROPER_END.search(name) for name in self.names)

    @property
    def call_name(self) -> str:
        """Return the name that it goes by: an acronym, else its shortest name that still reads as a programme's."""
        return min(self.names, key=lambda name: (not name.isascii(), _PROPER_END.search(name) is None, len(name), name))


class Names(Protocol):
    """Tells what a text names."""

    def things_in(self, text: str, /) -> tuple[NamedThing, ...]:
        """Return the things that ``text`` names."""
        ...


@dataclass(frozen=True)
class KnownNames:
    """The names of a collection, and of its documents with the words that tell one from the others."""

    things: tuple[NamedThing, ...]
    documents: tuple[NamedDocument, ...]
    readings: KanaReadings = field(default_factory=KanaReadings)

    @cached_property
    def _names(self) -> NameIndex[NamedThing]:
        return NameIndex((name.casefold(), thing) for thing in self.things for name in thing.names)

    @cached_property
    def _by_ends(self) -> dict[str, list[tuple[str, NamedThing]]]:
        """Return the names whose middle may be left out, by their first and last two characters."""
        found: dict[str, list[tuple[str, NamedThing]]] = {}
        for thing in self.things:
            for name in [] if thing.has_facts else thing.names:
                found.setdefault(_ends(name.casefold()), []).append((name.casefold(), thing))
        return found

    @cached_property
    def _by_last(self) -> dict[str, list[tuple[str, NamedThing]]]:
        """Return the names of programmes whose beginning may be left out, by their last characters."""
        found: dict[str, list[tuple[str, NamedThing]]] = {}
        for thing in self.things:
            for name in (name.casefold() for name in thing.names if _PROPER_END.search(name)):
                found.setdefault(name[-_SHORT:], []).append((name, thing))
        return found

    def things_in(self, text: str) -> tuple[NamedThing, ...]:
        """Return the things that ``text`` names, a longer name hiding the shorter ones inside it."""
        folded = text.casefold()
        hits = [
            (place, len(name), thing)
            for place, name, thing in self._names.find(folded)
            if _stands_alone(name, folded, place)
        ]
        kept: list[tuple[int, int, NamedThing]] = []
        for place, length, thing in sorted(hits, key=lambda hit: (-hit[1], hit[0])):
            if all(place + length <= other or other + size <= place for other, size, _ in kept):
                kept.append((place, length, thing))
        taken = [(place, place + size) for place, size, _ in kept]
        kept += [
            hit
            for hit in self._shortened(folded)
            if all(hit[0] >= end or hit[0] + hit[1] <= start for start, end in taken)
        ]
        ordered = (thing for _, _, thing in sorted(kept, key=lambda hit: hit[0]))
        return tuple({thing.key: thing for thing in ordered}.values())

    def with_programmes(self, programmes: Iterable[Sequence[str]]) -> "KnownNames":
        """Return the names with those of programmes, each by all its forms, that are not among them."""
        known = {name for thing in self.things for name in thing.names}
        added = [
            NamedThing(names[0], tuple(sorted(names, key=len, reverse=True)), has_facts=True)
            for names in ([normalise(name) for name in forms] for forms in programmes)
            if not known & set(names)
        ]
        return replace(self, things=(*self.things, *added))

    def without_documents(self, text: str) -> str:
        """Return ``text`` without the words that name documents."""
        return without_documents(text, self.documents)

    def _shortened(self, text: str) -> Iterator[tuple[int, int, NamedThing]]:
        """Yield where ``text`` names a thing by a part of its name that no other has.

        Its beginning and end: 深海探索事業 for 深海微生物資源探索事業; or its end: 海外挑戦事業 for 若手海外挑戦事業.
        """
        for run in _RUN.finditer(text):
            for end in (run.end(), *(run.start() + at for at in _parts_end(run.group()))):
                words = text[run.start() : end]
                meant = self._meant(words.replace("の", ""))
                if len(meant) == 1:
                    yield run.start(), len(words), next(iter(meant.values()))
                    break

    def _meant(self, bare: str) -> dict[str, NamedThing]:
        """Return the things of whose names ``bare`` may be a part."""
        return {
            thing.key: thing for name, thing in self._by_ends.get(_ends(bare), ()) if _is_shortened(bare, name)
        } or {
            thing.key: thing
            for name, thing in self._by_last.get(bare[-_SHORT:], ())
            if name.endswith(bare) and max(_RUN_SHORTEST, len(name) / 2) <= len(bare) < len(name)
        }

    def may_stand_in(self, text: str) -> bool:
        """Say whether any of the names, or a part of one, stands in ``text``: where not, ``things_in`` is as without them."""
        folded = text.casefold()
        return next(self._names.find(folded), None) is not None or any(
            self._meant(folded[run.start() : end].replace("の", ""))
            for run in _RUN.finditer(folded)
            for end in (run.end(), *(run.start() + at for at in _parts_end(run.group())))
        )

    def documents_in(self, text: str) -> tuple[str, ...]:
        """Return the ids of the documents that ``text`` names by title, kind or date."""
        return documents_in(text, self.documents)


def _parts_end(words: str) -> list[int]:
    """Return where the parts of a name joined by の end, the last but one first: 湖沼の共同観測|の予算."""
    return [found.start() for found in re.finditer("の", words)][::-1]


def _ends(name: str) -> str:
    return name[:2] + name[-2:]


def _is_shortened(run: str, name: str) -> bool:
    """Say whether ``run``, which begins and ends as ``name`` does, is that without something in its middle."""
    if not max(_RUN_SHORTEST, len(name) / 2) <= len(run) <= len(name) - 2:
        return False
    characters = iter(name)
    return all(character in characters for character in run)


def known_names(collection: Collection) -> KnownNames:
    """Return the names that ``collection`` defines or uses as headings."""
    return names_with(collection, (word for item in collection.documents for word in katakana_of(normalise(item.text))))


def names_with(collection: Collection, katakana: Iterable[str]) -> KnownNames:
    """Return the names of ``collection``, of whose texts the words of katakana are given."""
    groups = joined([*_defined(collection), *_from_headings(collection)])
    known = {name for group in groups for name in group}
    groups += [{name} for name in sorted(_from_prose(collection) - known)]
    groups = [{*group, *_stems(group, known)} for group in groups]
    things = tuple(
        NamedThing(names[0], names)
        for names in sorted(tuple(sorted(group, key=lambda name: (-len(name), name))) for group in groups)
    )
    return KnownNames(
        things,
        name_documents([document.record for document in collection.documents]),
        kana_readings((name for thing in things for name in thing.names), katakana),
    )


def _stems(group: set[str], known: set[str]) -> set[str]:
    """Return the acronyms before Initiative or Program that no other name is: WAVES of WAVES Initiative."""
    return {found["stem"] for found in map(_LATIN_END.fullmatch, group) if found} - known


def _defined(collection: Collection) -> Iterable[set[str]]:
    for name, others in expansions(collection.abbreviations).items():
        yield {name, *others}


def _from_headings(collection: Collection) -> Iterable[set[str]]:
    """Yield the names that headings give, with the short or second name set beside in brackets."""
    found: list[tuple[str, list[str]]] = []
    for document in collection.documents:
        for section in document.sections[1:]:
            heading = _NUMBERING.sub("", section.heading)
            bare = _ASIDE.sub("", heading).strip()
            if _PROPER_END.search(bare) and not is_label(bare) and len(bare) >= 5:
                asides = [aside for aside in _ASIDE.findall(heading) if not is_label(aside)]
                found.append((bare, [aside for aside in asides if 2 <= len(aside) <= 20]))
    common = _common([_stem(name) for name, _ in found], collection)
    for bare, asides in found:
        yield {*(form for form in _forms(bare) if form not in common), *asides}


def _common(stems: Sequence[str], collection: Collection) -> set[str]:
    """Return the short forms that the documents use all over: each is a common word, and the name of nothing."""
    index = NameIndex((stem, stem) for stem in dict.fromkeys(stems))
    counts = Counter(stem for document in collection.documents for _, _, stem in index.find(document.text))
    return {stem for stem, count in counts.items() if count > _COMMON}


def _from_prose(collection: Collection) -> set[str]:
    """Return the programmes that sentences mention by a full name."""
    return {
        found["name"]
        for statement in collection.statements
        for found in _IN_PROSE.finditer(statement.text)
        if len(found["name"]) >= _FULL
    }


def _forms(name: str) -> Iterable[str]:
    """Yield the forms of a programme's name: 推進事業/プログラム is 推進事業 and 推進プログラム, and short without either."""
    yield name
    found = _DOUBLE_END.fullmatch(name)
    if found:
        yield from (found["stem"] + end for end in (found["first"], found["second"]))
    stem = _stem(name)
    if 6 <= len(stem) < len(name):
        yield stem


def _stem(name: str) -> str:
    found = _DOUBLE_END.fullmatch(name)
    return found["stem"] if found else _SINGLE_END.sub("", name)


def _places(name: str, folded: str) -> Iterator[int]:
    """Yield where ``name`` stands in a text without capitals."""
    name = name.casefold()
    place = folded.find(name)
    while place >= 0:
        yield place
        place = folded.find(name, place + len(name))


def _stands_alone(name: str, text: str, place: int) -> bool:
    """Say whether a name is no part of a longer word: one in Latin letters, or of two or three kanji, may be."""
    before, after = text[max(place - 1, 0) : place], text[place + len(name) : place + len(name) + 1]
    if name.isascii():
        return not (_latin(before) or _latin(after))
    if len(name) > _SHORT or not _KANJI.fullmatch(name):
        return True
    return _KANJI.fullmatch(before + after) is None


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
