"""Contents: what the papers say of a programme in sentences and unnamed fields, under its title or by its name."""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.dates import YEAR
from corpus.labels import is_label as is_part_name
from corpus.normalisation import normalise
from corpus.programmes.facts import Attribute, ProgrammeFact
from corpus.spans import Span
from corpus.statements import Statement

_PARTS = (
    (Attribute.BACKGROUND, re.compile(r"背景|課題|現状")),
    (Attribute.PURPOSE, re.compile(r"目的|趣旨|目標|ねらい")),
    (Attribute.OUTCOME, re.compile(r"成果|アウトプット|アウトカム|インパクト|効果|実績")),
)
_SHORTEST = 11  # characters of a statement that tells something and is no label of a drawing
_TYPED = 0.5  # so much of a statement is told by typed facts where nothing is left to tell


def content_of(statement: Statement) -> ProgrammeFact | None:
    """Return what a statement says as a fact of the part of the paper that it stands in (背景・課題, 成果); None if nothing."""
    heading = statement.path[-1] if statement.path else ""
    if len(statement.text) < _SHORTEST:
        return None
    dated = YEAR.fullmatch(normalise(statement.label)) is not None  # a year says when, and does not name a field
    label, value = ("", "") if dated else (statement.label, statement.value)
    part = heading if is_part_name(heading) else ""
    attribute = next((attribute for attribute, pattern in _PARTS if pattern.search(part)), Attribute.CONTENT)
    return _fact(statement, attribute, label or heading, value or statement.text.rstrip("。"))


def mention_of(statement: Statement) -> ProgrammeFact:
    """Return the sentence that names a programme of which nothing else is told."""
    return _fact(statement, Attribute.MENTION, Attribute.MENTION.value, statement.text.rstrip("。"))


def _fact(statement: Statement, attribute: Attribute, label: str, value: str) -> ProgrammeFact:
    return ProgrammeFact(
        attribute=attribute,
        label=label or attribute.value,
        value=value,
        document_id=statement.document_id,
        fragments=statement.sentence.fragments,
    )


def untold(statements: Sequence[Statement], typed: Mapping[str, Sequence[Span]]) -> Iterator[Statement]:
    """Yield the statements that typed facts, by document where they stand, do not tell already."""
    for statement in statements:
        span = statement.sentence.span
        told = sum(len(fact) for fact in typed.get(statement.document_id, ()) if span.holds(fact))
        if told < _TYPED * (len(statement.value) or len(span)):
            yield statement
