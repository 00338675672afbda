"""Conversation: a question that leans on earlier turns, made complete in itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.dates import find_years
from corpus.names import KnownNames, NamedThing
from corpus.normalisation import normalise
from corpus.numerals import number_of

_REFERENCE = re.compile(
    r"(?:それら|これら|それ(?!ぞれ|では|なら|から|とも)|これ(?!まで|から)|その(?:事業|制度|プログラム|会合|会議)|この(?:事業|制度|プログラム)|同じ(?:事業|制度|プログラム)|同事業|同制度|そちら|当該事業|あちら)"
)
_BOTH = re.compile(r"^(?:両方|両者|二つ|2つ|双方)(?:の(?:事業|制度)?)?の?")
_POSSESSIVE = re.compile(r"^(?:その|それの|この|これの)")
_OPENING = re.compile(r"^(?:では|じゃあ|じゃ|それでは|ちなみに|それなら|なら|いや|いえ|で)(?:、|,|\s)?")
# Words by which somebody mends the last question: すみません間違えました、聞きたかったのは別の方です.
_MENDING = re.compile(
    r"^(?:(?:すみません|ごめんなさい|失礼(?:しました)?|間違え(?:ました|た|ちゃった)|違い?ます|違う|訂正(?:します)?|そうじゃなくて)[、。\s]*)+"
    r"|(?:聞き|知り)たか?(?:った|い)のは"
)
_RETURNING = re.compile(r"^(?P<topic>[^、。]{2,24}?)(?:の話)?に戻(?:って|りますが|ると|るけど)、?")
_MORE = re.compile(r"も(?:教えて|知りたい)")
_LEANING = re.compile(r"の方|も(?:同じ|教えて)|についても|だと[?？。]?$|はどう(?:です|でしょう)?か?[?？。]?$|の場合は")
_YEARS_BEFORE = ("前年度", "昨年度")
_NOTHING_ELSE = re.compile(
    r"(?:は|の|って|なら|だと|分|の方|の場合|の間違い|のこと|どう|です|でしょう|か|も|[、。?!\s])*"
)
# A subject of its own: オンラインのメリットは？ is complete, 支援の対象は？ is not.
_OWN = re.compile(
    r"(?P<subject>[一-龯々ァ-ヴーA-Za-z・]{3,}?)(?:向け)?(?:の(?!方|場合)|における|に関する|とは)(?=[一-龯ァ-ヴーA-Za-z何どい])"
)
_GENERIC = re.compile(
    r"年度|予算|支援|期間|事業|制度|対象|人数|採択|採用|件数|規模|金額|経費|開始|成果|目的|実施|担当|新規|応募|募集|研究者|学生|機関|課題|プログラム|側$|^(?:日本|国内|海外|相手国|当初|補正|今回|前回|全体|具体的)$"
)
_NTH = re.compile(
    r"(?P<number>[一二三四五六七八九1-9])(?:つ目|番目|点目|個目|つめ|番め)(?:の(?:もの|項目|点|方)?)?(?:について|に関して|は|を|って)?"
)
_LINES = re.compile(r"^\s*(?:・|[-*]|[0-9]{1,2}[.)])\s*(.+)$", re.MULTILINE)
_CIRCLED_ITEM = re.compile(r"[①-⑨]\s*([^①-⑨。]+)")
_QUOTED = re.compile(r"「([^「」]{2,60})」")
_TURN = re.compile(
    r"(?P<turn>第?[0-9一二三四五六七八九十]+(?P<counter>章|節|条|回|期|部|階層|次))(?:は|の方は|のほうは|だと|では)?[?？]?"
)
_OTHER_SIDE = re.compile(r"(?P<topic>[^\s、。はをがの]{1,14})(?:のほう|の方|の場合)は(?:どう[^、。]{0,12})?[?？]?$")
_TOPIC = re.compile(r"[^\s、。はをがの]{1,14}(?:では|は)(?=.{4,})")
_LAST_ATTRIBUTE = re.compile(
    r"(?P<attribute>[一-龯々ァ-ヴー]{2,8}(?:は|って|を)?(?:何|なに|どんな|どう|ある|教え|[?？]).{0,16})$"
)
_SHORT = 24  # characters; a question this short and without a subject of its own leans on the last one


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said earlier, oldest first in a history."""

    role: Literal["user", "assistant"]
    content: str


def resolve(question: str, history: Sequence[Turn], names: KnownNames) -> str:
    """Return the question complete in itself; one that is so already comes back unchanged.

    The turns before it are completed first, in their order: what the last one was about may stand far above.
    """
    asked: list[str] = []
    answer = ""
    for turn in history:
        if turn.role == "user":
            asked.append(_completed(turn.content, asked, answer, names))
        else:
            answer = turn.content
    return _completed(question, asked, answer, names)


def refers_back(question: str) -> bool:
    """Say whether a question has a word that stands for something said before."""
    text = normalise(question)
    return _points_back(text) or _NTH.match(_OPENING.sub("", text)) is not None


def _points_back(text: str) -> bool:
    """Say whether a question in search form has a word such as それ or その."""
    return bool(_REFERENCE.search(text) or _POSSESSIVE.match(_OPENING.sub("", text)))


def _completed(question: str, asked: Sequence[str], answer: str, names: KnownNames) -> str:
    text = _MENDING.sub("", normalise(question).strip())
    if not asked:
        return question
    bare = _OPENING.sub("", text)
    if _RETURNING.match(bare):
        return _RETURNING.sub(r"\g<topic>は", bare)
    item = item_of(answer, bare)
    if item:
        return f"{item}について{_NTH.sub('', bare) or '詳しく'}"
    last = normalise(asked[-1])
    whole = _about_both(bare, asked, names) or _with_slot_changed(last, bare, names) or _with_turn_changed(last, bare)
    if whole:
        return whole
    if not _leans(text, names):
        return question
    return _beside(last, bare) or _about_subject(bare, asked, answer, names) or question


def _about_subject(bare: str, asked: Sequence[str], answer: str, names: KnownNames) -> str:
    """Return a question with what was talked about put in its place; empty where nothing was."""
    subject = _subject(asked, names) or _named_in(answer, names)
    if not subject:
        return ""
    more = _MORE.search(bare) is not None and not names.things_in(bare)  # 期間も教えて asks more of the same thing
    if _LEANING.search(bare) and not _REFERENCE.search(bare) and not more:
        return f"{_without_subject(asked[-1], names)} {bare}".strip()
    if _REFERENCE.search(bare):
        return _REFERENCE.sub(subject, bare, count=1)
    if _POSSESSIVE.match(bare):
        return _POSSESSIVE.sub(f"{subject}の", bare, count=1)
    return f"{subject}の{bare}"


def _with_turn_changed(last: str, bare: str) -> str:
    """Return the last question about another chapter or turn (第三章は？), where ``bare`` names nothing else; else empty."""
    found = _TURN.fullmatch(bare)
    before = re.search(rf"第?[0-9一二三四五六七八九十]+{found['counter']}", last) if found else None
    return f"{last[: before.start()]}{found['turn']}{last[before.end() :]}" if found and before else ""


def _beside(last: str, bare: str) -> str:
    """Return the last question about what is set beside its topic: じゃあ対面のほうは？; empty where nothing is.

    The new topic takes the place of one that the last question opens with (G7は…), else what was asked of that is
    asked of it.
    """
    found = _OTHER_SIDE.match(bare)
    if not found:
        return ""
    topic = _TOPIC.match(last)
    if topic:
        return f"{found['topic']}は{last[topic.end() :]}"
    attribute = _LAST_ATTRIBUTE.search(last)
    return f"{found['topic']}の{attribute['attribute']}" if attribute else ""


def item_of(answer: str, question: str) -> str:
    """Return the item of a list in ``answer`` that ``question`` names by its place: 二つ目; empty where it names none."""
    found = _NTH.match(question)
    if not found:
        return ""
    at = number_of(found["number"])
    text = "\n".join(normalise(line) for line in answer.split("\n"))
    for items in (_LINES.findall(text), _CIRCLED_ITEM.findall(text), _QUOTED.findall(text)):
        if 1 <= at <= len(items):
            return str(items[at - 1]).strip(" 、。[]0123456789")
    return ""


def _named_in(answer: str, names: KnownNames) -> str:
    """Return the first programme that the last answer names, as it names it; empty where it names none."""
    text = normalise(answer)
    things = [thing for thing in names.things_in(text) if thing.is_programme]
    return next((name for thing in things[:1] for name in thing.names if name.casefold() in text.casefold()), "")


def _about_both(bare: str, asked: Sequence[str], names: KnownNames) -> str:
    """Return a question about both of the programmes that were asked about last (両方の支援期間); else empty."""
    if not _BOTH.match(bare) or names.things_in(bare):
        return ""
    named = [_subject([content], names) for content in reversed(asked)]
    last = [name for name in dict.fromkeys(named) if name][:2]
    return _BOTH.sub(f"{last[1]}と{last[0]}の", bare, count=1) if len(last) == 2 else ""


def _with_slot_changed(last: str, bare: str, names: KnownNames) -> str:
    """Return the last question about another thing or another year, where ``bare`` names nothing else; else empty."""
    years = [bare[found.start : found.end] for found in find_years(bare)] or [
        year for year in _YEARS_BEFORE if year in bare
    ][:1]
    named = [name for thing in names.things_in(bare) for name in thing.names if name.casefold() in bare.casefold()]
    rest = bare
    for year in years:
        rest = rest.replace(year, "")
    for name in named:
        rest = re.sub(re.escape(name), "", rest, flags=re.IGNORECASE)
    if not _NOTHING_ELSE.fullmatch(rest) or not (years or named):
        return ""
    if named:
        kept = _without_subject(last, names)
        return f"{max(named, key=len)}の{kept}" if kept else ""
    before = next(iter(find_years(last)), None)
    return f"{last[: before.start]}{years[0]}{last[before.end :]}" if before else f"{years[0]}の{last}"


def _leans(text: str, names: KnownNames) -> bool:
    """Say whether ``text`` cannot be understood by itself: it refers back, or is short and names nothing."""
    if _points_back(text):
        return True
    named = [thing for thing in names.things_in(text) if thing.is_programme]
    own = _OWN.match(_OPENING.sub("", text))
    if own and not _GENERIC.search(own["subject"]):
        return False
    return bool(_OPENING.match(text) or len(text) <= _SHORT) and not named


def _subject(asked: Sequence[str], names: KnownNames) -> str:
    """Return the name that the latest question with one was about, as it was written there."""
    for content in reversed(asked):
        text = normalise(content)
        things: Sequence[NamedThing] = names.things_in(text)
        best = next((thing for thing in things if thing.is_programme), next(iter(things), None))
        if best:
            return next(name for name in best.names if name.casefold() in text.casefold())
        found = re.match(r"(.{2,40}?(?:事業|制度|プログラム|会合|会議|フォーラム))、", text) or re.match(
            r"(.{2,40}?)(?:の(?:事業|実施|研究|新規|採択|採用|対象)*(?:予算|支援|期間|額|人数|件数|テーマ|対象|目的|日程|場所|規模)|について|とは|は|って)",
            text,
        )
        if found:
            return found.group(1)
    return ""


def _without_subject(content: str, names: KnownNames) -> str:
    """Return the earlier question without what it named, for a new name to take its place."""
    text = normalise(content)
    for thing in names.things_in(text):
        for name in thing.names:
            text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
    return text.lstrip("のはが、 ")
