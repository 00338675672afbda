"""Checklists: what papers without coded headings ask of a plan: requirements, points of review, things to confirm.

Told by form alone: what a paper asks ends in か or こと, in an item, a paragraph or a cell of a table, or, in a numbered
item, in a duty (…しなければならない). A section of which half the blocks ask is a group of considerations; what stands under
a heading 目的 is a purpose.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.documents import Block, BlockKind, Document
from corpus.guidelines import Guidance, Guideline, guideline
from corpus.normalisation import normalise
from corpus.sentences import split_sentences
from corpus.spans import Fragments, Span

_ASKS = re.compile(r"(?:か|こと)(?:[(][^()]*[)])?$")
_OBLIGES = re.compile(r"(?:なければならない|ものとする|必要がある|求められる|てください)(?:[(][^()]*[)])?$")
_ANNOUNCES = re.compile(r"(?:次|以下|下記)の")
_AIMS = re.compile(r"目的|趣旨|ねらい|狙い")
_STATES_AIM = re.compile(r"(?:目的と|目指|図る|図り|資する|寄与|推進す|促進す|強化す|実現す)")
_SHARE = 0.5  # of the blocks of a section that ask, from which it is a group
_LEAST = 3  # considerations from which a paper is guidance at all
_SHORTEST, _LONGEST = 8, 400  # characters of what is asked
_TOLD = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or the cell of one that asks, and whether it asks."""

    fragments: Fragments
    text: str
    asks: bool


def find_checklist(document: Document) -> Guidance:
    """Return what a document asks and what it is for; empty where it asks too little to be guidance."""
    by_section: defaultdict[int, list[_Piece]] = defaultdict(list)
    for block in document.blocks:
        if block.kind in _TOLD:
            by_section[block.section].extend(_pieces(block, document.text))
    considerations = _numbered(document, {section: _asked(pieces) for section, pieces in by_section.items()}, "Q")
    if len(considerations) < _LEAST:
        return Guidance()
    aims = {section: _aims(document, section, pieces) for section, pieces in by_section.items()}
    return Guidance(_numbered(document, aims, "P"), considerations)


def _pieces(block: Block, text: str) -> Iterator[_Piece]:
    """Yield a block as one piece; of a row the longest cell that asks, else the longest."""
    parts = [(cell,) for cell in block.cells] if block.kind is BlockKind.ROW else [block.fragments]
    pieces = [_piece(fragments, text, obliging=block.kind is BlockKind.ITEM) for fragments in parts]
    if pieces:
        yield max(pieces, key=lambda piece: (piece.asks, len(piece.text)))


def _piece(fragments: Fragments, text: str, *, obliging: bool = False) -> _Piece:
    said = "".join(normalise("".join(fragment.of(text) for fragment in fragments)).split())
    ends = [span.of(said).rstrip("。") for span in split_sentences(said)]
    asks = any(_ASKS.search(end) or (obliging and _OBLIGES.search(end)) for end in (ends if obliging else ends[:1]))
    return _Piece(fragments, said, asks and _SHORTEST <= len(said) <= _LONGEST)


def _asked(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return the pieces of a section that ask, without those that announce what follows; none where few ask."""
    asking = [piece for piece in pieces if piece.asks]
    told = [piece for piece in asking if not _ANNOUNCES.search(piece.text) or piece is pieces[-1]]
    return told if len(asking) >= _SHARE * len(pieces) else []


def _aims(document: Document, section: int, pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return what stands under a heading that names an aim: the sentences that state it, else all."""
    if not _AIMS.search(document.sections[section].heading):
        return []
    telling = [piece for piece in pieces if not piece.asks and len(piece.text) >= _SHORTEST]
    return [stated for piece in telling for stated in _stating(piece, document.text)] or telling


def _stating(piece: _Piece, text: str) -> list[_Piece]:
    """Return the sentences of a piece that state an aim, where it is one stretch of several sentences."""
    if len(piece.fragments) > 1:
        return []
    start = piece.fragments[0].start
    spans = split_sentences(piece.fragments[0].of(text))
    stated = [span for span in spans if _STATES_AIM.search(span.of(piece.fragments[0].of(text)))]
    return [_piece((Span(start + span.start, start + span.end),), text) for span in stated]


def _numbered(document: Document, found: dict[int, list[_Piece]], letter: str) -> tuple[Guideline, ...]:
    """Return the pieces as guidelines, counted in each group: those of sections below one are its sub-groups."""
    groups: dict[int, list[tuple[_Piece, str]]] = {}
    for section, pieces in found.items():
        for piece in pieces:
            top, subgroup = _group(document, section)
            groups.setdefault(top, []).append((piece, subgroup))
    return tuple(
        guideline(
            document,
            piece.fragments,
            f"{letter}{number}-{place}",
            f"{letter}{number}",
            normalise(document.sections[top].heading),
            subgroup,
        )
        for number, (top, items) in enumerate(groups.items(), start=1)
        for place, (piece, subgroup) in enumerate(items, start=1)
    )


def _group(document: Document, section: int) -> tuple[int, str]:
    """Return the section that names the group of what stands in ``section``, and the heading below it, if any."""
    path = [section]
    while (parent := document.sections[path[-1]].parent) is not None and document.sections[parent].heading:
        path.append(parent)
    own = document.sections[section].heading
    return (path[1], normalise(own)) if len(path) > 2 else (section, "")
