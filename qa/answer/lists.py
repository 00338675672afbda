"""Lists: the one whose heading or leading sentence the question names, whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.collection import Collection
from corpus.enumerations import EnumeratedList
from corpus.normalisation import normalise, readable
from corpus.numerals import number_of
from corpus.sentences import without_calls
from indexer.search_index import SearchIndex
from qa.answers import AnswerSentence
from qa.citations import CitationMaker
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import AnswerType
from qa.question.asking_words import asking_words
from qa.search.words import share_of, words_of

_LONG_QUOTE = 1_200
_COUNT = re.compile(r"([0-9]+|[二三四五六七八九])(?:つ|点|項目)(?!目)")
_BROAD = re.compile(
    r"大きく|大別|区分|分類|柱|何と何|見出し|いくつに分"
)  # asks for the headings, not for what they hold
_CODE = re.compile(r"^\([^)]{1,3}\)|^[0-9]+\.")
_ASKED, _UNASKED = 0.7, 1.3
_NAMED, _TELLING = 0.5, 5  # for a coded heading that stands in the question whole, of so many characters at least
_CONTEXT = 0.4  # of a word that stands near the list but neither above nor before it


@dataclass(frozen=True, slots=True)
class ChosenList:
    """A list that answers, with the share of the question that its headings cover."""

    item: EnumeratedList
    share: float
    exact: bool


def choose_list(question: AnalysedQuestion, lists: Sequence[EnumeratedList], index: SearchIndex) -> ChosenList | None:
    """Return the list whose headings and leading sentence the question names best, if it names one well enough."""
    counted = _COUNT.search(normalise(question.text))
    number = number_of(counted.group(1)) if counted else 0
    weights = {term: index.lexical.rarity(term) for term in question.terms if term not in asking_words().listing}
    known = {term: weight for term, weight in weights.items() if weight < 1.0} or weights
    broad = _BROAD.search(question.text) is not None
    scored = [
        (*_score(question, known, item, number, index), -at, item)
        for at, item in enumerate(lists)
        if not (broad and item.under_headings)
    ]
    if not scored:
        return None
    score, share, exact, _, best = max(scored, key=lambda entry: (entry[0], entry[3]))
    wanted = _ASKED if question.asks(AnswerType.LIST) else _UNASKED
    exact = exact or _is_named(question, best)
    share = 1.0 + share if _is_named(question, best) else share * share_of(weights, known.keys())
    return ChosenList(best, share, exact) if score >= wanted else None


def _score(
    question: AnalysedQuestion, known: dict[str, float], item: EnumeratedList, number: int, index: SearchIndex
) -> tuple[float, float, bool]:
    """Return how well a list fits, the share of the question that it covers, and whether its own heading is asked for."""
    heading = _CODE.sub("", item.path[-1]) if item.path else ""
    own = words_of(f"{heading} {item.lead}", index.tokenizer) - asking_words().listing
    above = own | words_of(" ".join(item.path), index.tokenizer)
    around = words_of(_surroundings(item, index.collection), index.tokenizer)
    share = share_of(known, above)
    near = share_of(known, around - above)
    share_own = share_of(known, own)
    excess = len(own - set(question.terms)) / (len(own) or 1)
    fits = 0.0 if not number else (0.3 if number == len(item.members) else -0.3)
    named = 0.4 * (item.document_id in question.documents)
    named += _NAMED * _is_named(question, item)
    score = share + _CONTEXT * near + 0.5 * share_own + fits - 0.25 * excess + named
    return score, share + _CONTEXT * near, bool(own) and not excess


def _is_named(question: AnalysedQuestion, item: EnumeratedList) -> bool:
    """Say whether the coded heading of a list, （A1）… or （…の観点）, stands in the question whole, its code aside."""
    heading = item.path[-1] if item.path else ""
    bare = _CODE.sub("", heading).strip("()")
    return heading.startswith("(") and len(bare) >= _TELLING and bare in question.text


def _surroundings(item: EnumeratedList, collection: Collection) -> str:
    """Return what stands right before a list and in it."""
    text = collection.document(item.document_id).text
    return text[max(item.span.start - 300, 0) : item.span.end]


def render_list(collection: Collection, item: EnumeratedList, maker: CitationMaker) -> tuple[AnswerSentence, ...]:
    """Return every member of a list in document order, quoted in one where the list stands in one piece."""
    document = collection.document(item.document_id)
    members = [_member(readable(without_calls(document, fragments))) for fragments in item.members]
    if len(item.span) <= _LONG_QUOTE and _stands_in_one(item):
        numbers = maker.cite(item.document_id, (item.span,))
        return (AnswerSentence("\n".join(f"・{member}" for member in members), numbers),)
    return tuple(
        AnswerSentence(f"・{member}\n", maker.cite(item.document_id, fragments))
        for member, fragments in zip(members, item.members, strict=True)
    )


def _stands_in_one(item: EnumeratedList) -> bool:
    """Say whether little stands between the members: then the list can be quoted as it stands."""
    inside = sum(len(fragment) for fragments in item.members for fragment in fragments)
    return inside >= 0.6 * len(item.span)


def _member(words: str) -> str:
    words = re.sub(r"^[-‐–○〇◎◆◇■□●・\s]+", "", words).replace("\t", "：", 1).replace("\t", " ")
    found = re.fullmatch(r"[＜<【](.+)[＞>】]", words)
    return found.group(1) if found else words
