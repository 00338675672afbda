"""Support: whether a sentence that a model wrote says what the quotes say that it rests on, and nothing more."""

from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.normalisation import letters_of, normalise
from corpus.values import find_values
from indexer.tokenisation import FugashiTokenizer, Token
from qa.claims.claim import make_claim
from qa.claims.judgements import Verdict
from qa.claims.readings import says_the_same
from qa.claims.sources import Sources
from qa.claims.values.agreement import gives_all
from qa.claims.verdicts import judge
from qa.reader.reader import Reader

_SUPPORTS = 0.8  # probability that a reading must reach: its own words need no reading
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
        *("ない", "ぬ", "ず", "ん", "まい", "無い", "のみ", "だけ", "しか", "ばかり", "以外", "除く", "限る", "原則"),
        *("検討", "予定", "目指す", "可能", "場合", "必要", "期待", "べき", "目標", "想定", "見込む", "見込み", "図る"),
        *("最大", "約", "程度", "以上", "以内", "以下", "未満", "超", "超える", "ほぼ", "一部", "努める", "等", "など"),
        *("前", "後", "まで", "から", "より", "意見", "指摘", "提案", "要望", "懸念", "恐れ", "案"),
    }
)
_JOINING = frozenset({"・", "及び", "および", "並びに", "又は", "または", "若しくは", "かつ"})


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
    return {letters_of(quote): quote for quote in found}.values()


def _has_its_words(said: str, told: str, tokenizer: FugashiTokenizer) -> bool:
    """Say whether the words stand in the quotes in this order and end as these do, with what turns their sense."""
    words, source = _content(said, tokenizer), _content(told, tokenizer)
    ends = {sentence[-1].base for part in told.split("。") if (sentence := _content(part, tokenizer))}
    return (
        bool(words)
        and words[-1].base in ends  # what a sentence says of the rest stands last
        and _turns(words) == _turns(source)
        and any(_runs(words, source[at:]) for at, token in enumerate(source) if token.base == words[0].base)
    )


def _content(text: str, tokenizer: FugashiTokenizer) -> list[Token]:
    return [token for token in tokenizer.tokens(text) if token.base not in _FREE]


def _turns(words: Iterable[Token]) -> Counter[str]:
    return Counter(token.base for token in words if token.base in _TURNING)


def _runs(words: Sequence[Token], source: Sequence[Token]) -> bool:
    """Say whether ``words`` follow each other in ``source``, which may say more between them but names nothing there.

    A figure or a name that is passed over would leave its neighbour with what is said of another, and one of several
    that are listed would be told as the only one.
    """
    at = 0
    for word in words:
        while at < len(source) and source[at].base != word.base:
            if _weighs(source[at]):
                return False
            at += 1
        at += 1
    return at <= len(source)


def _weighs(token: Token) -> bool:
    return token.kind in ("数詞", "固有名詞") or token.base in _JOINING or not token.known


def _has_its_figures(said: str, told: str) -> bool:
    return not find_values(said) or gives_all(said, find_values(told))


def _has_its_names(said: str, told: str, sources: Sources) -> bool:
    names = sources.knowledge.names
    return {thing.key for thing in names.things_in(said)} <= {thing.key for thing in names.things_in(told)}


def _is_read(said: str, told: str, reader: Reader) -> bool:
    same = any(says_the_same(said, part) for part in told.split("。") if part)
    return same or reader.judge(said, [told])[0].supports >= _SUPPORTS


def _contradicts_nothing(said: str, sources: Sources) -> bool:
    """Say whether no document has another figure, body or place for it; the reading was done with its own quotes."""
    claim = make_claim(said, sources.subjects.things_in(said), [(0, len(said))])
    return judge(claim, sources, None).verdict is not Verdict.CONTRADICTED
