"""Guidelines: what a document asks of a plan, as purposes and as considerations."""

import re
from dataclasses import dataclass

from corpus.documents import Document
from corpus.spans import Fragments, Span, cover

_TRAILING = re.compile(r"\s*等$")


@dataclass(frozen=True, slots=True)
class Guideline:
    """A purpose or a consideration; ``text`` has no white space, as the items of a list print it."""

    guideline_id: str
    group: str
    group_title: str
    subgroup: str
    text: str
    label: str
    is_question: bool
    related: tuple[str, ...]
    document_id: str
    fragments: Fragments

    @property
    def span(self) -> Span:
        """Return the stretch from the first to the last character."""
        return cover(self.fragments)


@dataclass(frozen=True, slots=True)
class Guidance:
    """The purposes and considerations of a collection, in document order."""

    purposes: tuple[Guideline, ...] = ()
    considerations: tuple[Guideline, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is anything that a plan can be held against."""
        return bool(self.considerations)


def guideline(
    document: Document, fragments: Fragments, guideline_id: str, group: str, group_title: str, subgroup: str
) -> Guideline:
    """Return the guideline that stands at ``fragments``, as yet related to none."""
    text = "".join("".join(fragment.of(document.text) for fragment in fragments).split())
    return Guideline(
        guideline_id=guideline_id,
        group=group,
        group_title=group_title,
        subgroup=subgroup,
        text=text,
        label=without_and_so_on(text),
        is_question=text.rstrip("。").endswith("か"),
        related=(),
        document_id=document.document_id,
        fragments=fragments,
    )


def without_and_so_on(text: str) -> str:
    """Return a name without a closing 等."""
    return _TRAILING.sub("", text)
