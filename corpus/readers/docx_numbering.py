"""Styles and automatic numbers of a DOCX: how deep a heading is, and the number that Word shows before a paragraph."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.number_formats import counted
from corpus.readers.package import read_part

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{WORD}val"
_HEADING = re.compile(r"(?:heading|見出し) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目次) ?[1-9]|table of figures|図表目次", re.IGNORECASE)
_TITLE = re.compile(r"title|表題", re.IGNORECASE)
_PLACE = re.compile(r"%([1-9])")
_BODY_LEVEL = 9  # outline level of body text
_DEEPEST = 40  # styles that one is based on, one upon the other


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph is by its style: ``level`` of a heading from 1, 0 for none; whether a line of the contents."""

    level: int = 0
    is_contents: bool = False
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: its first number, format and pattern (第%1章), and whether all numbers are plain in it."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False
    style: str = ""
    restarts: bool = True


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The styles and lists of one document; it counts as the paragraphs are met, in order."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        """Read the parts that hold them, where there are any."""
        names = set(package.namelist())
        styles = read_part(package, "word/styles.xml", name) if "word/styles.xml" in names else None
        lists = read_part(package, "word/numbering.xml", name) if "word/numbering.xml" in names else None
        found = styles.iterfind(f"{WORD}style") if styles is not None else ()
        self._styles = {style.get(f"{WORD}styleId", ""): style for style in found}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(f"{WORD}default") in ("1", "true") and style.get(f"{WORD}type") == "paragraph"
            ),
            "",
        )
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        if lists is not None:
            self._read_lists(lists)

    def _read_lists(self, root: etree._Element) -> None:
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for abstract in root.iterfind(f"{WORD}abstractNum"):
            key = abstract.get(f"{WORD}abstractNumId", "")
            levels = {_number(level.get(f"{WORD}ilvl")): _level(level) for level in abstract.iterfind(f"{WORD}lvl")}
            self._lists[key] = _List(levels)
            if _told(abstract, "styleLink"):
                by_style[_told(abstract, "styleLink")] = key
            if _told(abstract, "numStyleLink"):
                linked[key] = _told(abstract, "numStyleLink")
        for key, style in linked.items():
            self._lists[key] = self._lists.get(by_style.get(style, ""), self._lists[key])
        for number in root.iterfind(f"{WORD}num"):
            key = number.get(f"{WORD}numId", "")
            self._of_number[key] = _told(number, "abstractNumId")
            overrides = list(number.iterfind(f"{WORD}lvlOverride"))
            starts = {_number(item.get(f"{WORD}ilvl")): _told(item, "startOverride") for item in overrides}
            self._starts[key] = {level: _number(start) for level, start in starts.items() if start}
            changed = {_number(item.get(f"{WORD}ilvl")): item.find(f"{WORD}lvl") for item in overrides}
            told = {level: _level(item) for level, item in changed.items() if item is not None}
            if told and self._of_number[key] in self._lists:  # a list of its own, whose levels are set anew
                self._lists[f"{key} of its own"] = _List(self._lists[self._of_number[key]].levels | told)
                self._of_number[key] = f"{key} of its own"

    def style_of(self, paragraph: etree._Element) -> ParagraphStyle:
        """Return what a paragraph is by its style and its own outline level."""
        chain = list(self._chain(paragraph))
        names = [_told(style, "name") for style in chain]
        own = paragraph.find(f"{WORD}pPr/{WORD}outlineLvl")
        told = [own] if own is not None else [style.find(f"{WORD}pPr/{WORD}outlineLvl") for style in chain]
        outline = next((_number(item.get(_VALUE), _BODY_LEVEL) for item in told if item is not None), None)
        named = next((int(found[1]) for name in names if (found := _HEADING.fullmatch(name))), 0)
        level = named if outline is None else outline + 1 if outline < _BODY_LEVEL else 0
        contents = any(_CONTENTS.fullmatch(name) for name in names[:1])
        return ParagraphStyle(0 if contents else level, contents, bool(names and _TITLE.fullmatch(names[0])))

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """Yield the style of a paragraph and those that it is based on."""
        own = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        key = own.get(_VALUE, "") if own is not None else self._default
        for _ in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            key = _told(style, "basedOn")

    def number_of(self, paragraph: etree._Element) -> str:
        """Count on, and return what Word shows before a paragraph; empty where it has no number."""
        key, at = self._list_of(paragraph)
        found = self._lists.get(self._of_number.get(key, ""))
        if found is None or at not in found.levels:
            return ""
        self._count(found, key, at)
        level = found.levels[at]
        if level.form == "bullet":
            return "・"
        return _PLACE.sub(lambda place: self._shown(found, int(place[1]) - 1, legal=level.legal), level.pattern).strip()

    def _count(self, found: _List, key: str, at: int) -> None:
        start = self._starts.get(key, {}).pop(at, None)  # a list begins anew once, at its first paragraph
        before = found.counts.get(at)
        found.counts[at] = start if start is not None else found.levels[at].start if before is None else before + 1
        for deeper in [level for level in found.counts if level > at and found.levels[level].restarts]:
            del found.counts[deeper]

    @staticmethod
    def _shown(found: _List, at: int, *, legal: bool) -> str:
        level = found.levels.get(at, _Level())
        return counted(found.counts.get(at, level.start), "decimal" if legal else level.form)

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the list of a paragraph, its own or its style's, and the level in it."""
        own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        if own is not None and own.find(f"{WORD}numId") is not None:
            return _told(own, "numId"), _number(_told(own, "ilvl"))
        for style in self._chain(paragraph):
            told = style.find(f"{WORD}pPr/{WORD}numPr")
            if told is not None and told.find(f"{WORD}numId") is not None:
                key = _told(told, "numId")
                level = _told(own, "ilvl") if own is not None else _told(told, "ilvl")
                return key, _number(level) if level else self._level_of(key, style.get(f"{WORD}styleId", ""))
        return "", 0

    def _level_of(self, key: str, style: str) -> int:
        found = self._lists.get(self._of_number.get(key, ""))
        levels = found.levels.items() if found else ()
        return next((at for at, level in levels if level.style == style), 0)


def _level(level: etree._Element) -> _Level:
    return _Level(
        start=_number(_told(level, "start"), 1),
        form=_told(level, "numFmt") or _alternative(level) or "decimal",
        pattern=_told(level, "lvlText"),
        legal=is_on(level.find(f"{WORD}isLgl")),
        style=_told(level, "pStyle"),
        restarts=_told(level, "lvlRestart") != "0",
    )


def _alternative(level: etree._Element) -> str:
    """Return the format that newer versions of Word write beside one that older ones know."""
    found = level.find(f".//{WORD}numFmt")
    return found.get(_VALUE, "") if found is not None else ""


def is_on(mark: etree._Element | None) -> bool:
    """Say whether a mark is there and not switched off."""
    return mark is not None and mark.get(_VALUE, "true") not in ("false", "0", "off")


def _told(element: etree._Element, name: str) -> str:
    found = element.find(f"{WORD}{name}")
    return found.get(_VALUE, "") if found is not None else ""


def _number(words: str | None, otherwise: int = 0) -> int:
    return int(words) if words and words.isdigit() and len(words) < 6 else otherwise
