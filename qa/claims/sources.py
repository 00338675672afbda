"""Sources: the statements of the documents that may decide a claim."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.knowledge import Knowledge
from corpus.names import KnownNames, NamedThing
from corpus.programmes.facts import Programme, ProgrammeFact
from corpus.statements import Statement
from indexer.search_index import SearchIndex
from qa.claims.claim import Claim
from qa.claims.nearest import NearestStatements
from qa.search.words import words_of

_FIGURES = re.compile(r"[0-9,.]+")
_EACH = 4  # statements by words and as many by meaning that a clause is read with
_MEANT = 200  # statements by meaning among which those of the claim's subject are looked for
_NEAR, _SHARE = 12, 0.45  # statements by words alone: so many, with at least so much of the claim's words


@dataclass(frozen=True)
class Source:
    """A statement that may decide a claim, and whether it is known to be about the claim's subject.

    ``nearer`` is how much nearer in meaning it is than statements in general, 0 where it was found by its words.
    """

    statement: Statement
    about: bool
    share: float
    nearer: float = 0.0


@dataclass(frozen=True)
class Sources:
    """What the documents say, by the thing that it is said of and by its words."""

    index: SearchIndex
    knowledge: Knowledge
    nearest: NearestStatements

    @cached_property
    def _by_thing(self) -> dict[str, list[Statement]]:
        found: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in self.index.collection.statements:
            if _asks(statement):
                continue
            keys = set(self.knowledge.subjects.get(statement.number, ()))
            keys |= {thing.key for thing in self.subjects.things_in(statement.text)}
            for key in sorted(keys | self._programmes_at(statement)):
                found[key].append(statement)
        return dict(found)

    def _programmes_at(self, statement: Statement) -> set[str]:
        """Return the programmes of which a statement holds a fact."""
        span = statement.sentence.span
        return {
            thing.key
            for start, end, thing in self._fact_places.get(statement.document_id, ())
            if start < span.end and span.start < end
        }

    @cached_property
    def _fact_places(self) -> dict[str, list[tuple[int, int, NamedThing]]]:
        found: defaultdict[str, list[tuple[int, int, NamedThing]]] = defaultdict(list)
        by_name: dict[str, NamedThing] = {}
        for item in self.subjects.things:
            for name in item.names:
                by_name.setdefault(name, item)
        for programme in self.knowledge.programmes:
            thing = next(by_name[name] for name in (programme.name, *programme.other_names) if name in by_name)
            for fact in programme.facts:
                found[fact.document_id] += [(span.start, span.end, thing) for span in fact.fragments]
        return dict(found)

    @cached_property
    def subjects(self) -> KnownNames:
        """Return the names that a claim may be about: programmes and bodies, those that only fact sheets know too."""
        of_programmes = {name for item in self.knowledge.programmes for name in _names(item)}
        known = tuple(
            thing
            for thing in self.knowledge.names.things
            if thing.is_programme or not of_programmes.isdisjoint(thing.names)
        )
        named = {name for thing in known for name in thing.names}
        added = tuple(
            NamedThing(item.name, (item.name, *item.other_names))
            for item in self.knowledge.programmes
            if named.isdisjoint(_names(item))
        )
        return replace(self.knowledge.names, things=(*known, *added))

    @cached_property
    def subject_names(self) -> frozenset[str]:
        """Return every form of the names that a claim may be about."""
        return frozenset(name for thing in self.subjects.things for name in thing.names)

    def of(self, claim: Claim) -> list[Source]:
        """Return the statements about the claim's subject, and those nearest to its words."""
        own = self._about(claim)
        near = {item.number: share for item, share in self._near(self.words(claim, claim.text))}
        found = [Source(item, about=True, share=near.get(number, 0.0)) for number, item in own.items()]
        statements = self.index.collection.statements
        found += [
            Source(statements[number], about=False, share=share)
            for number, share in near.items()
            if number not in own and share >= _SHARE
        ]
        return found

    def _about(self, claim: Claim) -> dict[int, Statement]:
        """Return the statements about the claim's subject by number, none where it names none."""
        return {item.number: item for thing in claim.things for item in self._by_thing.get(thing.key, ())}

    def _near(self, words: dict[str, float]) -> list[tuple[Statement, float]]:
        return [item for item in self.nearest.nearest(words, 2 * _NEAR) if not _asks(item[0])][:_NEAR]

    def of_words(self, claim: Claim, words: dict[str, float]) -> list[Source]:
        """Return the statements that have most of ``words``, best first: of the claim's subject where it names one."""
        near = self._near(words)
        about = self._about(claim)
        found = [Source(item, about=item.number in about, share=share) for item, share in near]
        return [source for source in found if source.about or not claim.things]

    def near(self, claim: Claim, clause: str) -> list[Source]:
        """Return the statements nearest to a clause in meaning and then in words, of its subject where it names one."""
        vector = self.index.embedder.queries([clause])[0]
        hits = self.index.statement_vectors.search(vector, _MEANT)
        statements = self.index.collection.statements
        about = self._about(claim)
        meant = [(row, score) for row, score in hits if not claim.things or row in about]
        told = [item for item in meant if not _asks(statements[item[0]])][:_EACH]
        general = hits[-1][1] if hits else 0.0
        found = {
            row: Source(statements[row], about=row in about, share=score, nearer=score - general) for row, score in told
        }
        for source in self.of_words(claim, self.words(claim, clause))[:_EACH]:
            found.setdefault(source.statement.number, source)
        return list(found.values())

    def facts_of(self, claim: Claim) -> list[ProgrammeFact]:
        """Return the facts of the programmes that the claim is about."""
        names = {name for thing in claim.things for name in thing.names}
        return [fact for item in self.knowledge.programmes if names & _names(item) for fact in item.facts]

    def words(self, claim: Claim, text: str) -> dict[str, float]:
        """Return the content words of ``text`` with their rarity, without figures and the subject's names."""
        tokenizer = self.index.tokenizer
        named = {word for thing in claim.things for name in thing.names for word in words_of(name, tokenizer)}
        spoken = set(tokenizer.words(_FIGURES.sub(" ", text))) - named
        return {word: self.nearest.rarity(word) for word in sorted(spoken)}


def _names(programme: Programme) -> set[str]:
    return {programme.name, *programme.other_names}


def _asks(statement: Statement) -> bool:
    """Say whether a statement asks, as the items of a guidance do, and tells nothing of the world."""
    return statement.text.rstrip("。 ").endswith("か") and "ではないか" not in statement.text
