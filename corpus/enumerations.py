"""Lists: what stands enumerated under a heading or a leading sentence, to be given whole or not at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.collection import Collection
from corpus.documents import BlockKind, Document, Section
from corpus.spans import Fragments, Span
from corpus.statements import Statement

_SHORT = 90  # characters; a paragraph this short and without a full stop can be a member of a list
_COUNTED = re.compile(r"^(?:以下の)?[0-9二三四五六七八九十]+(?:つ|点|項目)の")  # such a line leads those after it
_FEWEST, _MOST = 2, 24


@dataclass(frozen=True)
class EnumeratedList:
    """A list with what leads it.

    ``path`` are the headings above, ``lead`` the sentence right before it or empty; ``members`` are in document order,
    each as its fragments; ``under_headings`` says that headings stand between them, which are a list of their own.
    """

    document_id: str
    section: int
    path: tuple[str, ...]
    lead: str
    lead_span: Span | None
    members: tuple[Fragments, ...]
    under_headings: bool = False

    @cached_property
    def span(self) -> Span:
        """Return the stretch from the first member to the last."""
        return Span(self.members[0][0].start, self.members[-1][-1].end)

    def is_led_by(self, statement: Statement) -> bool:
        """Say whether a statement of the same document announces it: the sentence before it, or one above its headings."""
        if self.lead_span == statement.sentence.span:
            return True
        above = self.section == statement.section and statement.sentence.span.end <= self.span.start
        return above and not self.lead


def find_lists(collection: Collection) -> tuple[EnumeratedList, ...]:
    """Return the lists of all documents: items with marks, short lines without, and the headings of a section."""
    by_section: dict[tuple[str, int], list[Statement]] = {}
    for statement in collection.statements:
        by_section.setdefault(statement.place, []).append(statement)
    found: list[EnumeratedList] = []
    for document in collection.documents:
        for section in document.sections:
            found += _in_section(document, by_section.get((document.document_id, section.number), []))
            found += _under_headings(collection, document, section)
            found += _of_headings(collection, document, section)
    return tuple(found)


def _in_section(document: Document, statements: list[Statement]) -> Iterator[EnumeratedList]:
    run: list[Statement] = []
    lead: Statement | None = None
    for statement in [*statements, None]:
        if statement is not None and run and _continues(document, run[-1], statement):
            run.append(statement)
            continue
        yield from _close(run, lead, document)
        if run and run[-1].kind is not BlockKind.ROW:
            lead = run[-1]
        run = [statement] if statement is not None and _can_be_member(statement) else []
        if statement is not None and not run:
            lead = statement


def _continues(document: Document, last: Statement, statement: Statement) -> bool:
    if statement.sentence.block == last.sentence.block:
        return True
    blocks = document.blocks[last.sentence.block], document.blocks[statement.sentence.block]
    if blocks[0].kind is not blocks[1].kind or not _can_be_member(statement):
        return False
    return blocks[0].kind is not BlockKind.ITEM or _same_mark(blocks[0].mark, blocks[1].mark)


def _same_mark(first: str, second: str) -> bool:
    """Say whether two marks belong to one list: the same bullet, or numbers of one kind."""
    if first == second:
        return True
    return first[-1:] not in "・•-" and second[-1:] not in "・•-" and len(first) == len(second)


def _can_be_member(statement: Statement) -> bool:
    if statement.kind is BlockKind.ITEM or statement.kind is BlockKind.ROW:
        return True
    return statement.kind is BlockKind.PARAGRAPH and len(statement.text) <= _SHORT and not statement.text.endswith("。")


def _close(run: list[Statement], lead: Statement | None, document: Document) -> Iterator[EnumeratedList]:
    blocks = list(dict.fromkeys(statement.sentence.block for statement in run))
    if not _FEWEST <= len(blocks) <= _MOST:
        return
    if run[0].kind is BlockKind.PARAGRAPH and _COUNTED.search(run[0].text) and len(blocks) > _FEWEST:
        lead, blocks = run[0], blocks[1:]
    yield EnumeratedList(
        document_id=document.document_id,
        section=run[0].section,
        path=run[0].path,
        lead=lead.text if lead else "",
        lead_span=lead.sentence.span if lead else None,
        members=tuple(document.blocks[block].fragments for block in blocks),
    )


def _under_headings(collection: Collection, document: Document, section: Section) -> Iterator[EnumeratedList]:
    """Yield the items under the headings right below ``section`` as one list, where nothing else stands there."""
    children = [child.number for child in document.sections if child.parent == section.number and child.heading_span]
    blocks = [block for block in document.blocks if block.section in children]
    if not section.number or len(children) < _FEWEST or not _FEWEST <= len(blocks) <= _MOST:
        return
    if all(block.kind is BlockKind.ITEM for block in blocks) and {block.section for block in blocks} == set(children):
        yield EnumeratedList(
            document_id=document.document_id,
            section=section.number,
            path=collection.path(document, section.number),
            lead="",
            lead_span=section.heading_span,
            members=tuple(block.fragments for block in blocks),
            under_headings=True,
        )


def _of_headings(collection: Collection, document: Document, section: Section) -> Iterator[EnumeratedList]:
    """Yield the headings right under ``section`` as a list."""
    children = [child for child in document.sections if child.parent == section.number and child.heading_span]
    if section.number and _FEWEST <= len(children) <= _MOST:
        yield EnumeratedList(
            document_id=document.document_id,
            section=section.number,
            path=collection.path(document, section.number),
            lead="",
            lead_span=section.heading_span,
            members=tuple((child.heading_span,) for child in children if child.heading_span),
        )
