"""Statements of fact: the claims that a draft makes of the world and of existing programmes, apart from its own plans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.names import KnownNames, NamedThing
from qa.claims.claim import Claim, make_claim
from qa.drafts.draft import Draft, DraftSentence
from qa.drafts.heads import Probabilities

# How a draft speaks of itself. What such a clause says is a plan or the writer's own figure, and is not judged.
_OWN = re.compile(
    r"(?<![基日資根見絵標手])(?:本|当|弊)(?:事業|提案|研究|計画|構想|企画|学|校|課題|プロジェクト|プログラム|制度|案|枠組み|組織|機構|機関|社|所|院|拠点|コース|センター|部局|課|方|取組|チーム)(?!.{0,12}とは)|我々|私たち|私共|弊学|両機関|両大学|双方の機関|"
    r"日本側(?=が|は|の)|相手側|申請者|提案者|(?<!の)両国の(?:若手|研究者)"
)
_CLAUSE = re.compile(r"(?<=[りてでしれがくみけせえめばずめ])、|(?<=ため)、|(?<=もの)、|(?<=一方)、|;")
# A sentence that opens so goes on about what the one before it was about.
_GOES_ON = re.compile(
    r"^(?:また|なお|さらに|加えて|ただし|このうち|うち|一方|その|同|これ|これら|ここ|それ|支援|予算|対象|採択|研究期間|期間|規模|事業|補助|助成|新規|毎年|現在|当初|開始|実施|担当|派遣|受入|渡航|1(?:件|課題|人|拠点)|一(?:件|課題)|令和|平成|20[0-9]{2}|R[0-9]|(?:[0-9]+|第[0-9]+)(?:年|回)|.{0,10}(?:支援額|支援規模|支援期間|予算額?|補助額|採択件数|公募|対象)(?:は|が))"
)
# Probability from which a sentence may state a fact: nearly all in judged drafts have it, a quarter of the plans too.
_STATED = 0.12


@dataclass(frozen=True, slots=True)
class FactStatement:
    """A sentence of a draft with what it claims, and how likely it states a fact at all."""

    sentence: DraftSentence
    claim: Claim
    likely: float


def find_statements(draft: Draft, facts: Probabilities, subjects: KnownNames) -> tuple[FactStatement, ...]:
    """Return the statements of fact in order.

    ``facts`` is how likely each sentence states one; ``subjects`` are the names of what the documents tell facts of.
    """
    return tuple(_statements(draft, facts, subjects))


def _statements(draft: Draft, facts: Probabilities, subjects: KnownNames) -> Iterator[FactStatement]:
    carried: tuple[NamedThing, ...] = ()
    line = -1
    for sentence, likely in zip(draft.sentences, facts, strict=True):
        things = subjects.things_in(sentence.text)
        row = "|" in sentence.text or "\t" in sentence.text
        goes_on = not row and _GOES_ON.match(sentence.text) is not None
        if sentence.line != line and not things and not goes_on:
            carried = ()
        line = sentence.line
        about = things or (carried if goes_on and not _OWN.search(sentence.text) else ())
        asserted = tuple(_asserted(sentence.text, things, stated=row or likely >= _STATED))
        carried = things or about
        if asserted:
            yield FactStatement(sentence, make_claim(sentence.text, about, asserted), float(likely))


def _asserted(text: str, things: tuple[NamedThing, ...], *, stated: bool) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence that say how things are; of one that plans, those before its end that name one."""
    bounds = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    own = False  # what a clause says of the draft itself, the next ones go on saying until something else is named
    for start, end in pairwise(bounds):
        clause = text[start:end].rstrip("、。 ")
        named = _named_clause(clause, things)
        own = _OWN.search(clause) is not None or (own and not named)
        if clause and not own and (stated or (named and end != len(text))):
            yield start, start + len(clause)


def _named_clause(clause: str, things: tuple[NamedThing, ...]) -> bool:
    return any(thing.stands_in(clause) for thing in things)
