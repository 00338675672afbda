"""Names that the documents know: programmes and bodies with their short forms, and the documents themselves."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.abbreviations import expansions
from corpus.collection import Collection
from corpus.document_names import NamedDocument, documents_in, name_documents, without_documents
from corpus.labels import is_label
from corpus.normalisation import normalise
from corpus.readings import KanaReadings, kana_readings

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
        return any(next(iter(_places(name.casefold(), folded)), None) is not None for name in self.names)

    @property
    def is_programme(self) -> bool:
        """Say whether its name is that of a programme, meeting or body: a subject that facts belong to."""
        return self.has_facts or any(_PROPER_END.search(name) for name in self.names)

    @property
    def call_name(self) -> str:
        """Return the name that it goes by: an acronym, else its shortest name that still reads as a programme's."""
        return min(self.names, key=lambda name: (not name.isascii(), _PROPER_END.search(name) is None, len(name), name))


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names of a collection, and of its documents with the words that tell one from the others."""

    things: tuple[NamedThing, ...]
    documents: tuple[NamedDocument, ...]
    readings: KanaReadings = field(default_factory=KanaReadings)

    def things_in(self, text: str) -> tuple[NamedThing, ...]:
        """Return the things that ``text`` names, a longer name hiding the shorter ones inside it."""
        folded = text.casefold()
        hits = [
            (place, len(name), thing)
            for thing in self.things
            for name in thing.names
            for place in _places(name.casefold(), folded)
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
        """Yield where ``text`` names a thing by the beginning and end of its name: 深海探索事業 for 深海微生物資源探索事業."""
        for run in _RUN.finditer(text):
            for end in (run.end(), *(run.start() + at for at in _parts_end(run.group()))):
                words = text[run.start() : end]
                meant = {
                    thing.key: thing
                    for thing in self.things
                    for name in thing.names
                    if not thing.has_facts and _is_shortened(words.replace("の", ""), name.casefold())
                }
                if len(meant) == 1:
                    yield run.start(), len(words), next(iter(meant.values()))
                    break

    def documents_in(self, text: str) -> tuple[str, ...]:
        """Return the ids of the documents that ``text`` names by title, kind or date."""
        return documents_in(text, self.documents)


def _parts_end(words: str) -> list[int]:
    """Return where the parts of a name joined by の end, the last but one first: 湖沼の共同観測|の予算."""
    return [found.start() for found in re.finditer("の", words)][::-1]


def _is_shortened(run: str, name: str) -> bool:
    """Say whether ``run`` is ``name`` without something in its middle."""
    if not _RUN_SHORTEST <= len(run) <= len(name) - 2 or run[:2] != name[:2] or run[-2:] != name[-2:]:
        return False
    characters = iter(name)
    return all(character in characters for character in run)


def known_names(collection: Collection) -> KnownNames:
    """Return the names that ``collection`` defines or uses as headings."""
    groups = _merge([*_defined(collection), *_from_headings(collection)])
    known = {name for group in groups for name in group}
    groups += [{name} for name in sorted(_from_prose(collection) - known)]
    groups = [{*group, *_stems(group, known)} for group in groups]
    things = tuple(
        NamedThing(names[0], names)
        for names in sorted(tuple(sorted(group, key=lambda name: (-len(name), name))) for group in groups)
    )
    texts = [normalise(document.text) for document in collection.documents]
    return KnownNames(
        things,
        name_documents([document.record for document in collection.documents]),
        kana_readings((name for thing in things for name in thing.names), texts),
    )


def _stems(group: set[str], known: set[str]) -> set[str]:
    """Return the acronyms before Initiative or Program that no other name is: WAVES of WAVES Initiative."""
    return {found["stem"] for found in map(_LATIN_END.fullmatch, group) if found} - known


def _defined(collection: Collection) -> Iterable[set[str]]:
    for name, others in expansions(collection.abbreviations).items():
        yield {name, *others}


def _from_headings(collection: Collection) -> Iterable[set[str]]:
    """Yield the names that headings give, with the short or second name set beside in brackets."""
    texts = "".join(document.text for document in collection.documents)
    for document in collection.documents:
        for section in document.sections[1:]:
            heading = _NUMBERING.sub("", section.heading)
            asides = [aside for aside in _ASIDE.findall(heading) if not is_label(aside)]
            bare = _ASIDE.sub("", heading).strip()
            if _PROPER_END.search(bare) and not is_label(bare) and len(bare) >= 5:
                yield {*_forms(bare, texts), *(aside for aside in asides if 2 <= len(aside) <= 20)}


def _from_prose(collection: Collection) -> set[str]:
    """Return the programmes that sentences mention by a full name."""
    return {
        found["name"]
        for statement in collection.statements
        for found in _IN_PROSE.finditer(statement.text)
        if len(found["name"]) >= _FULL
    }


def _forms(name: str, texts: str) -> Iterable[str]:
    """Yield the forms of a programme's name: 推進事業/プログラム is 推進事業 and 推進プログラム, and short without either.

    A short form that the documents use all over is a common word and stays out.
    """
    yield name
    found = _DOUBLE_END.fullmatch(name)
    if found:
        yield from (found["stem"] + end for end in (found["first"], found["second"]))
    stem = found["stem"] if found else _SINGLE_END.sub("", name)
    if 6 <= len(stem) < len(name) and texts.count(stem) <= _COMMON:
        yield stem


def _merge(groups: Iterable[set[str]]) -> list[set[str]]:
    """Join groups that share a name."""
    merged: list[set[str]] = []
    for group in groups:
        touching = [other for other in merged if other & group]
        merged = [other for other in merged if not other & group] + [group.union(*touching)]
    return merged


def _places(name: str, text: str) -> Iterable[int]:
    """Yield where ``name`` stands in ``text``; short names must stand alone: a name of two characters may begin inside a longer word."""
    for match in re.finditer(re.escape(name), text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        inside_latin = name.isascii() and (_latin(before) or _latin(after))
        inside_kanji = len(name) <= _SHORT and _KANJI.fullmatch(name) and _KANJI.fullmatch(before + after)
        if not (inside_latin or inside_kanji):
            yield match.start()


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
