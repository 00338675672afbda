"""Roles: which bodies, people and places a claim names, held against the statement that says the same of others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.spans import Span
from indexer.tokenisation import FugashiTokenizer
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict, judged_by
from qa.claims.sources import Source, Sources
from qa.search.words import share_of, words_of

# A public body by the way its name is built: a ministry or agency, an institution, or an acronym in capitals.
_BODY = re.compile(
    r"内閣(?:府|官房)|[一-龯]{1,6}[省庁]|[一-龯]{3,12}(?:機構|振興会|研究所)|(?<![A-Za-z\-])[A-Z]{3,6}(?![A-Za-z\-])"
)
_OFFICE = re.compile(r"[一-龯ァ-ヴー]{1,8}(?:大臣|長官|議長|首相|総理|会長|理事長)")
_REGION = re.compile(
    r"東南アジア|中央アジア|南アジア|アジア|アフリカ|欧州|欧米|北米|中南米|中東|ASEAN|全世界|北欧|EU(?![A-Za-z])"
)
_NO_BODY = frozenset({"STI", "SDG", "SDGS", "ODA", "URA", "PDF", "DX", "GX", "AI", "ASEAN"})
_MINISTRY_PARTS = re.compile(r"^(?:当該|関係|各|他|両|同|全)")
_HELD = re.compile(r"開催|開か|開き|会合|会場")
_ALIKE = 0.6  # share of the words beside the names from which a statement says the same of others


@dataclass(frozen=True, slots=True)
class _Named:
    """The names of one kind that a text gives."""

    kind: str
    names: frozenset[str]


def judge_roles(claim: Claim, found: Sequence[Source], sources: Sources) -> Iterator[Judged]:
    """Yield a judgement for each kind of name in a claim: no statement gives it, and one that says the same gives another."""
    tokenizer = sources.index.tokenizer
    about = [source for source in found if source.about or (not claim.things and source.share >= _ALIKE)]
    subject = {name.casefold() for thing in claim.things for name in thing.names}
    for start, end in claim.asserted:
        clause = claim.sentence[start:end]
        for said in _named(clause, tokenizer):
            names = frozenset(name for name in said.names if not any(name.casefold() in other for other in subject))
            names -= sources.subject_names  # a programme does nothing itself; who runs it is another name
            if names:
                yield from _judge(clause, _Named(said.kind, names), about, claim, sources)


def _judge(clause: str, said: _Named, about: Sequence[Source], claim: Claim, sources: Sources) -> Iterator[Judged]:
    """Yield a contradiction where a statement has the other words of a clause and names others in its place."""
    unknown = [name for name in sorted(said.names) if not any(name in _whole(source) for source in about)]
    if not unknown:
        return
    rest = clause
    for name in said.names:
        rest = rest.replace(name, " ")
    words = sources.words(claim, rest)
    tokenizer = sources.index.tokenizer
    best: tuple[float, Source, frozenset[str]] | None = None
    for source in about:
        others = next((item.names for item in _told(source.statement.text, tokenizer) if item.kind == said.kind), None)
        others = (others or frozenset()) - sources.subject_names
        if not others:
            continue
        share = share_of(words, words_of(_whole(source), tokenizer)) if words else 0.0
        if said.kind == "place" and source.about and _HELD.search(clause) and _HELD.search(source.statement.text):
            share = 1.0
        if share >= _ALIKE and (best is None or share > best[0]):
            best = (share, source, others)
    if best is not None:
        share, source, others = best
        named = "、".join(sorted(others, key=source.statement.text.index))
        start = claim.sentence.find(unknown[0])
        place = Span(start, start + len(unknown[0]))
        yield judged_by(Verdict.CONTRADICTED, place, "、".join(unknown), named, source.statement, share)


def _whole(source: Source) -> str:
    return f"{source.statement.label} {source.statement.text}"


@lru_cache(maxsize=16_384)
def _told(statement: str, tokenizer: FugashiTokenizer) -> tuple[_Named, ...]:
    return tuple(_named(statement, tokenizer))


def _named(text: str, tokenizer: FugashiTokenizer) -> Iterator[_Named]:
    """Yield the names in a text, by kind."""
    bodies = {match.group() for match in _BODY.finditer(text)} - _NO_BODY
    tokens = list(tokenizer.tokens(text))
    places = {token.base for token in tokens if token.kind == "固有名詞" and token.use == "地名-一般"}
    countries = {token.base for token in tokens if token.use == "地名-国"} - {"日本"}
    kinds = (
        ("body", {name for name in bodies if not _MINISTRY_PARTS.match(name)}),
        ("office", {match.group() for match in _OFFICE.finditer(text)}),
        ("region", {match.group() for match in _REGION.finditer(text)} | countries),
        ("place", {place for place in places if len(place) > 1}),
    )
    yield from (_Named(kind, frozenset(names)) for kind, names in kinds if names)
