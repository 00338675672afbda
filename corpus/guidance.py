"""Purposes and considerations: the guidance that a document lists under coded headings.

The code reads marks and layout: headings of the form （A1） or （…の観点） that stand in one row, their ＜…＞
sub-headings and the items under them. Groups that ask questions are considerations, the others purposes;
（A1） and （A2） share a letter and belong together, and a sub-heading that repeats a purpose narrows that down.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from corpus.checklists import find_checklist
from corpus.documents import BlockKind, Document
from corpus.guidelines import Guidance, Guideline, guideline, without_and_so_on
from corpus.normalisation import normalise

_CODED = re.compile(r"[(]([A-Z])([0-9])[)]\s*(\S.*)")
_BARE = re.compile(r"[(]([^()0-9]+)[)]")
# The contract's ids for groups that the guidance itself gives no code.
_NAMED_CODES = (("ポストコロナ", "PC"), ("その他", "OT"))


def find_guidance(documents: Sequence[Document]) -> Guidance:
    """Return the guidance of the first document that lists any under coded headings, else the longest checklist."""
    coded = next((found for document in documents if (found := _coded(document))), None)
    return coded or max(map(find_checklist, documents), key=lambda found: len(found.considerations), default=Guidance())


def _coded(document: Document) -> Guidance:
    items = _items(document)
    asking = {item.group for item in items if item.is_question}
    purposes = [item for item in items if item.group not in asking]
    considerations = [item for item in items if item.group in asking]
    return _relate(purposes, considerations) if purposes and considerations else Guidance()


def _items(document: Document) -> list[Guideline]:
    codes = _codes(document)
    counters: dict[str, count[int]] = {}
    items = []
    for block in document.blocks:
        section = block.section
        subgroup = ""
        if section not in codes:
            parent = document.sections[section].parent
            subgroup, section = document.sections[section].heading, -1 if parent is None else parent
        if block.kind is BlockKind.ITEM and section in codes:
            code, title = codes[section]
            number = next(counters.setdefault(code, count(1)))
            items.append(guideline(document, block.fragments, f"{code}-{number}", code, title, subgroup))
    return items


def _codes(document: Document) -> dict[int, tuple[str, str]]:
    """Return the sections that open a group, with its code and title."""
    coded = {
        section.number: (found.group(1) + found.group(2), found.group(3).strip())
        for section in document.sections
        if (found := _CODED.fullmatch(section.heading))
    }
    parents = {document.sections[number].parent for number in coded}
    unnamed = count(1)
    for section in document.sections:
        found = _BARE.fullmatch(section.heading)
        if found and section.parent in parents:
            title = found.group(1)
            known = next((code for word, code in _NAMED_CODES if word in title), None)
            coded[section.number] = (known or f"X{next(unnamed)}", title)
    return coded


def _relate(purposes: list[Guideline], considerations: list[Guideline]) -> Guidance:
    related = {item.guideline_id: _purposes_of(item, purposes) for item in considerations}
    return Guidance(
        tuple(
            replace(purpose, related=tuple(key for key, ids in related.items() if purpose.guideline_id in ids))
            for purpose in purposes
        ),
        tuple(replace(item, related=related[item.guideline_id]) for item in considerations),
    )


def _purposes_of(item: Guideline, purposes: Sequence[Guideline]) -> tuple[str, ...]:
    sharing = [purpose for purpose in purposes if purpose.group[0] == item.group[0] and item.group[1:].isdigit()]
    named = [purpose for purpose in sharing if normalise(purpose.label) == normalise(without_and_so_on(item.subgroup))]
    return tuple(purpose.guideline_id for purpose in named or sharing)
