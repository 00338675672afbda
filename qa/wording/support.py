"""Support: whether a sentence that a model wrote says what the quotes say that it rests on, and nothing more."""

from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.normalisation import normalise
from corpus.values import find_values
from indexer.tokenisation import FugashiTokenizer, Token
from qa.claims.claim import make_claim
from qa.claims.judgements import Verdict
from qa.claims.sources import Sources
from qa.claims.values.agreement import gives_all
from qa.claims.verdicts import judge
from qa.reader.reader import Reader

_SUPPORTS, _DENIES = 0.95, 0.5  # probabilities that a reading must reach, and must not
# Words that may be added without saying more.
_FREE = frozenset(
    {
        *("、", "。", "は", "が", "を", "に", "の", "で", "と", "や", "へ", "て"),
        *("です", "ます", "だ", "する", "いる", "ある", "なる", "こと", "また"),
    }
)
# Words without which a sentence claims something else, or more.
_TURNING = frozenset(
    {
        *(
            "ない",
            "ぬ",
            "ず",
            "ん",
            "まい",
            "無い",
            "のみ",
            "だけ",
            "しか",
            "ばかり",
            "以外",
            "除く",
            "限る",
            "原則",
            "一部",
        ),
        *(
            "検討",
            "予定",
            "目指す",
            "可能",
            "場合",
            "必要",
            "期待",
            "べき",
            "目標",
            "想定",
            "見込む",
            "見込み",
            "図る",
            "努める",
        ),
        *(
            "最大",
            "約",
            "程度",
            "以上",
            "以内",
            "以下",
            "未満",
            "超",
            "超える",
            "ほぼ",
            "等",
            "など",
            "前",
            "後",
            "まで",
            "から",
            "より",
        ),
    }
)


def is_supported(text: str, quotes: Sequence[str], sources: Sources, reader: Reader) -> bool:
    """Say whether a sentence rests on quotes: by its words, its figures, its names, and by reading it with them."""
    said, told = normalise(text), "。".join(_each_once(quotes))
    return (
        text.isprintable()
        and _has_its_words(said, told, sources.index.tokenizer)
        and _has_its_figures(said, told)
        and _has_its_names(said, told, sources)
        and _is_read(said, told, reader)
        and _contradicts_nothing(said, sources)
    )


def _each_once(quotes: Iterable[str]) -> Iterable[str]:
    """Return the quotes in search form; one that several documents have in the same words is one."""
    found = (normalise(quote) for quote in quotes)
    return {"".join(filter(str.isalnum, quote)): quote for quote in found}.values()


def _has_its_words(said: str, told: str, tokenizer: FugashiTokenizer) -> bool:
    """Say whether the words stand in the quotes in this order, and what turns the sense of those is kept."""
    words = [token for token in tokenizer.tokens(said) if token.base not in _FREE]
    source = [token for token in tokenizer.tokens(told) if token.base not in _FREE]
    return (
        bool(words)
        and _turns(words) == _turns(source)
        and any(_runs(words, source[at:]) for at in _starts(words, source))
    )


def _turns(words: Iterable[Token]) -> Counter[str]:
    return Counter(token.base for token in words if token.base in _TURNING)


def _starts(words: Sequence[Token], source: Sequence[Token]) -> Iterable[int]:
    return (at for at, token in enumerate(source) if token.base == words[0].base)


def _runs(words: Sequence[Token], source: Sequence[Token]) -> bool:
    """Say whether ``words`` follow each other in ``source``, which may say more between them but names nothing there.

    A figure or a name that is passed over would leave its neighbour with what is said of another.
    """
    at = 0
    for word in words:
        while at < len(source) and source[at].base != word.base:
            if source[at].kind in ("数詞", "固有名詞") or not source[at].known:
                return False
            at += 1
        at += 1
    return at <= len(source)


def _has_its_figures(said: str, told: str) -> bool:
    return not find_values(said) or gives_all(said, find_values(told))


def _has_its_names(said: str, told: str, sources: Sources) -> bool:
    names = sources.knowledge.names
    return {thing.key for thing in names.things_in(said)} <= {thing.key for thing in names.things_in(told)}


def _is_read(said: str, told: str, reader: Reader) -> bool:
    support = reader.judge(said, [told])[0]
    return support.supports >= _SUPPORTS and support.contradicts < _DENIES


def _contradicts_nothing(said: str, sources: Sources) -> bool:
    """Say whether no document has another figure, body or place for it; the reading was done with its own quotes."""
    claim = make_claim(said, sources.subjects.things_in(said), [(0, len(said))])
    return judge(claim, sources, None).verdict is not Verdict.CONTRADICTED
