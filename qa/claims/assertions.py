"""Assertions: what a claim says in words, held against the statement that says most of the same."""

from collections.abc import Iterator

from corpus.programmes.facts import Attribute
from corpus.spans import Span
from indexer.tokenisation import FugashiTokenizer
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict, judged_by
from qa.claims.polarity import opposed, spoken, told
from qa.claims.sources import Source, Sources
from qa.claims.values.agreement import gives_others

_NAMED_AS = {Attribute.TARGET: "対象", Attribute.COUNTRIES: "対象", Attribute.FIELDS: "分野"}
_FEWEST = 3  # content words under which a clause says too little to be judged
# Shares of a clause's words, by rarity, that a statement must have: to support it, and to contradict it where it says
# the opposite of one of them; less where it is known to be about the thing that the claim names.
_SAME, _SAME_ABOUT = 0.72, 0.62
_NEAR, _NEAR_ABOUT = 0.6, 0.45
_READ = 3  # statements that are held against a clause


def judge_words(claim: Claim, sources: Sources) -> Iterator[Judged]:
    """Yield a judgement for each clause of a claim that says enough."""
    yield from _by_fields(claim, sources)
    for start, end in claim.asserted:
        clause = claim.sentence[start:end]
        words = sources.words(claim, clause)
        if len(words) >= _FEWEST:
            judged = _judge(Span(start, end), clause, words, sources.of_words(claim, words), sources.index.tokenizer)
            if judged is not None:
                yield judged


def _judge(
    place: Span, clause: str, words: dict[str, float], found: list[Source], tokenizer: FugashiTokenizer
) -> Judged | None:
    if not found:
        return None
    best = found[0]
    mine = spoken(clause, tokenizer)
    for source in found[:_READ]:
        clash = opposed(mine, told(source.statement.text, tokenizer))
        if clash and _share_without(clash.word, words, source) >= (_NEAR_ABOUT if source.about else _NEAR):
            return judged_by(Verdict.CONTRADICTED, place, clash.said, clash.told, source.statement, source.share)
    if best.share >= (_SAME_ABOUT if best.about else _SAME) and not gives_others(clause, best.statement.values):
        return judged_by(Verdict.SUPPORTED, place, clause, best.statement.text, best.statement, best.share)
    return None


def _share_without(word: str, words: dict[str, float], source: Source) -> float:
    """Return the share of a clause's words that a statement has, the one that it says the opposite of left out."""
    total = sum(words.values())
    rest = total - words.get(word, 0.0)
    return source.share * total / rest if rest > 0 else 0.0


def _place(word: str, claim: Claim) -> Span:
    """Return where a word stands in the sentence, in the form in which it was read; the whole where it is inflected."""
    start = claim.sentence.find(word)
    return Span(start, start + len(word)) if start >= 0 else Span(0, len(claim.sentence))


def _by_fields(claim: Claim, sources: Sources) -> Iterator[Judged]:
    """Yield the facts that name whom or what a programme is for, where the claim names the opposite."""
    for fact in sources.facts_of(claim):
        if fact.attribute not in _NAMED_AS or _NAMED_AS[fact.attribute] not in claim.text:
            continue
        clash = opposed(spoken(claim.text, sources.index.tokenizer), told(fact.value, sources.index.tokenizer))
        if clash:
            yield Judged(
                Verdict.CONTRADICTED,
                _place(clash.said, claim),
                clash.said,
                fact.value,
                fact.document_id,
                fact.fragments,
                fact.attribute.value,
                1.0,
            )
