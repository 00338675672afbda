"""Parts: several questions typed in one, each answered by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.dates import YEAR_PATTERN, find_years
from corpus.names import KnownNames
from corpus.normalisation import normalise
from qa.question.asked import VALUE_KINDS, kinds_asked
from qa.question.history import Turn, resolve

_AND = re.compile(r"^(?:あと|それと|それから|また|ついでに|加えて|さらに|そして|ちなみに)[、,\s]*")
_EACH = re.compile(r"それぞれの?|の両方|両方とも")
# Two names joined by と before what is asked of both: 「A」と「B」の, AとBとでは, Aと、B、.
_NAME = r"「[^」]{2,30}」|[一-龯々ァ-ヴーA-Za-z0-9・]{2,24}(?:の[一-龯々ァ-ヴーA-Za-z0-9・]{2,24})?"
_PAIR = re.compile(
    rf"(?<![るたいすくうつ])(?P<first>{_NAME})と、?(?P<second>{_NAME})(?=とでは|では|とは|には|の|は|、|で|に|を)と?"
)
# The difference of two notions is told by what each of them is.
_DIFFERENCE = re.compile(rf"^(?P<first>{_NAME})と、?(?P<second>{_NAME})の?(?:違い|差異|相違)(?:は|って|を|とは|$)")
_SPAN = re.compile(
    r"(?P<first>[^、。?]{3,40}?)から、?(?P<second>[^、。?]{3,40}?)まで(?:に|の間に|の間は|は|で)?、?(?:何[年日]|何[かヶ]月|どれ|どの)"
)
_FIRST = re.compile(
    rf"^(?P<first>{_NAME})と、?(?P<second>{_NAME})(?:とでは|では|の?うち|は|、)*(?:どちら|どっち)[がの]?(?:先|早|後|遅|古|新し)"
)
_LONGEST = 24  # characters of what is asked for, one of two
_TAIL = re.compile(
    r"(?:(?:を|は|について|に関して|も|が)?、?(?:それぞれ|両方|あわせて|一緒に|まとめて)?(?:教えて|知りたい|何|なに|どう|いくら|どれくらい|どのくらい)(?:ください|下さい|ほしい|です|でしょう|になって|なって|いる|います|か|の|ん|が)*|は|を)?[?？。\s]*$"
)
_ASKABLE = re.compile(
    r"(?:[額数年月日費率先元名]|予算|規模|上限|下限|期間|時期|割合|場所|開催地|会場|相手|名称|機関|主体|部署|部局|課|担当|対象|条件|要件|理由|目的|狙い|内容|成果|課題|役割|国|分野|経費|テーマ|根拠|期限|締切|方法|手順|方針|観点|議長|代表)$"
)
_PREDICATE = re.compile(r"(?:した|する|いる|れる|れた|った|[うくすつむるた])(?=[年月日額数課国名先])")
_YEAR_OF = re.compile(rf"{YEAR_PATTERN}の$")
# What is asked of both together, or of more than two.
_ONE_QUESTION = re.compile(r"違い|差|比べ|比較|どちら|関係|共通|それから|および|及び|並びに|ならびに")
_MOST = 4  # questions that are answered one by one; more are a text, and each would cost a search
_SHORTEST = 9  # characters of a question that is one by itself: 増えた?減った? is one


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions that a text asks, complete in itself; ``name`` is what it is of, where it is one of two."""

    question: str
    name: str = ""


def split_questions(text: str, names: KnownNames) -> tuple[Part, ...]:
    """Return the questions that a text asks, each complete in itself; mostly one, the text."""
    apart = tuple(_when(text, names)) or _beside(text, names)
    return apart or tuple(Part(it) for it in _one_after_the_other(text, names) or _asked_of_one(text) or (text,))


def _when(text: str, names: KnownNames) -> Iterator[Part]:
    """Yield when each of two things was, where it is asked how long from one to the other, or which came first."""
    plain = normalise(text)
    found = _SPAN.search(plain) or _FIRST.search(plain)
    if found and sum(thing.is_programme for thing in names.things_in(plain)) < 2 and not find_years(plain):
        yield from (Part(f"{found[name]}はいつですか", found[name]) for name in ("first", "second"))


def _beside(text: str, names: KnownNames) -> tuple[Part, ...]:
    """Return the questions about two things that are asked in one (AとBの期間はそれぞれ…); empty where there are none.

    Programmes and documents set beside each other are compared in a table instead.
    """
    plain = normalise(text)
    different = _DIFFERENCE.search(plain)
    if different and not any(thing.is_programme for thing in names.things_in(plain)):
        return tuple(Part(f"{different[name]}とは何ですか", different[name]) for name in ("first", "second"))
    joint = _EACH.sub("", plain)
    found = _PAIR.search(joint) if joint != plain else None
    if (
        not found
        or sum(thing.is_programme for thing in names.things_in(plain)) > 1
        or len(names.documents_in(plain)) > 1
    ):
        return ()
    before, after = joint[: found.start()], joint[found.end() :]
    return tuple(Part(f"{before}{found[name]}{after}", found[name]) for name in ("first", "second"))


def _asked_of_one(text: str) -> tuple[str, ...]:
    """Return the questions about one thing that are asked in one: …の予算と担当している課, …が始まった年と、…が終わった年.

    Each piece must name by itself something that can be asked for, and the two not the same kind of value: those of
    one programme that its fields give are told together elsewhere.
    """
    plain = normalise(text)
    core = _TAIL.sub("", plain)
    if _ONE_QUESTION.search(plain):
        return ()
    for joint in reversed([found.start() for found in re.finditer("と", core)]):
        before, second = core[:joint], core[joint + 1 :].lstrip("、")
        head = max(before.rfind(sign) + 1 for sign in "の、は")
        first = before[head:]
        if not _asks_alone(first) or not _asks_alone(second):
            continue
        kinds = [frozenset(kinds_asked(piece)) & VALUE_KINDS.keys() for piece in (first, second)]
        if head and not (
            all(kinds) and not _PREDICATE.search(first + second)
        ):  # 予算と人数: both are values of one thing
            of_second = before[:head] if kinds[1] else _YEAR_OF.sub("", before[:head])
            return (f"{before[:head]}{first}は何ですか", f"{of_second}{second}は何ですか")
    return ()


def _asks_alone(piece: str) -> bool:
    """Say whether a piece is a noun phrase that names something that can be asked for."""
    return 1 <= len(piece) <= _LONGEST and "、" not in piece and _ASKABLE.search(piece) is not None


def _one_after_the_other(text: str, names: KnownNames) -> tuple[str, ...]:
    pieces = [piece.strip() for piece in re.split(r"(?<=[?？])", text) if piece.strip()]
    asks = all(piece.endswith(("?", "？")) and len(piece) >= _SHORTEST for piece in pieces)
    if not 2 <= len(pieces) <= _MOST or not asks:
        return ()
    first = pieces[0]
    return (first, *(resolve(_AND.sub("", piece), (Turn("user", first),), names) for piece in pieces[1:]))
