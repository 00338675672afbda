"""What is asked: the one table of wording ↔ kind of answer ↔ value, and of wording ↔ attribute of a programme."""

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.programmes.facts import Attribute
from corpus.values import ValueKind


class AnswerType(StrEnum):
    """The kind of answer that a question asks for."""

    AMOUNT = "amount"
    PERIOD = "period"
    PEOPLE = "people"
    COUNT = "count"
    RATIO = "ratio"
    DATE = "date"
    PLACE = "place"
    WHO = "who"
    LIST = "list"
    DEFINITION = "definition"
    OVERVIEW = "overview"
    REASON = "reason"
    COMPARISON = "comparison"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class AskedKind:
    """How Japanese asks for a kind of answer; ``value`` is the kind of value that gives it, ``name`` what it is called."""

    kind: AnswerType
    wording: re.Pattern[str]
    value: ValueKind | None = None
    name: str = ""


def _asked(kind: AnswerType, wording: str, value: ValueKind | None = None, name: str = "") -> AskedKind:
    return AskedKind(kind, re.compile(wording), value, name)


# Tried in this order; several may hold.
ASKED_KINDS = (
    _asked(AnswerType.COMPARISON, r"違い|違う|違います|何倍|比べ|比較|どちらが|差は|どう変わ|増えました|減りました|増減"),
    _asked(AnswerType.AMOUNT, r"いくら|予算|金額|支援額|(?:事業|支援)規模|単価|総額|費用|どれくらいのお金|何円|何億|内訳", ValueKind.AMOUNT, "金額"),
    _asked(AnswerType.PERIOD, r"何年(?!度|の|まで)(?:間|く|ぐ|か|で)?|(?:どの|どれ)くらいの期間|年数|期間(?=は|を教|をお|と|、|の?違|って|[?？]|$| )|どれくらいの長さ|どのくらいの長さ|何[かヶケカ]月|何週間|何日間|長さで", ValueKind.PERIOD, "期間"),
    _asked(AnswerType.PEOPLE, r"何人|人数|何名|人員", ValueKind.PEOPLE, "人数"),
    _asked(AnswerType.COUNT, r"何件|いくつ|何[かヶ]国|何単位|件数|何拠点|プログラム数|課題数|何校|何回", ValueKind.COUNT, "件数"),
    _asked(AnswerType.RATIO, r"何割|何%|何パーセント|割合|比率|削減目標|何倍", ValueKind.RATIO, "割合"),
    _asked(AnswerType.DATE, r"いつ|何月|何日(?!間)|日程|時期|何年度|何年の|何年に|日時|年度は|開始年", ValueKind.DATE, "時期"),
    _asked(AnswerType.PLACE, r"どこ(?:で|に|か|の)|場所|開催地|会場"),
    _asked(AnswerType.WHO, r"誰|だれ|どなた|議長|主体"),
    _asked(AnswerType.DEFINITION, r"(?<!こ)とは(?:何|どう|どの|誰|だれ|$|[?？])|意味|定義|って(?:何|どう)|とはどのような|何の略|どういう(?:形態|こと|もの|制度|意味)|ってどんな|どのように(?:表現|定義)|どう定義|正式(?:な)?(?:名称|英語名|名前)|英語(?:名|表記)|フルネーム|略語|要するに"),
    _asked(AnswerType.OVERVIEW, r"概要|要点|要約|あらまし|全体像|ざっくり|大まか|かいつまんで|(?:について|を|は)?(?:簡単に|手短に)|どんな(?:事業|制度|プログラム|取組|施策|もの(?=か|です|だ|[?？]|$))|どのような(?:事業|制度|プログラム|取組|施策)|どういう(?:事業|プログラム|取組|施策)|何をする(?:事業|制度|プログラム|ところ)|何を目指|について(?:教えて|知りたい|説明|まとめて)|全体として|何を言って|ポイントは"),
    _asked(AnswerType.REASON, r"なぜ|どうして(?!おく|い)|なんで(?!す)|理由|背景(?:に|を|は|って)|何のために|意義|狙い"),
    _asked(AnswerType.LIST, r"全部|すべて|全て|一覧|列挙|挙げ|例示|項目|どんなもの(?:が|は)|どんな[^、。?？]{1,10}が(?:ある|あり|あっ|出|挙)|何が(?:ある|あります|挙)|何と何|中身|リスト|[0-9二三四五六七八]+つ(?:を|の|は|と|って|$)|[0-9]+項目|[0-9]+点(?:は|を)|①"),
)  # fmt: skip
VALUE_KINDS = {item.kind: item.value for item in ASKED_KINDS if item.value}
PART_NAMES = {item.kind: item.name for item in ASKED_KINDS if item.value}
ASKED_ATTRIBUTES: tuple[tuple[Attribute, re.Pattern[str]], ...] = (
    (Attribute.BUDGET, re.compile(r"予算|補正|(?:年度|今年|昨年)の?(?:金)?額")),
    (Attribute.SCALE, re.compile(r"支援額|支援規模|研究費|単価|補助額|(?:当たり|あたり)の?(?:額|規模|金額|いくら)|(?:課題|人|件)(?:当たり|あたり)|支援の規模")),
    (Attribute.PERIOD, re.compile(r"(?:支援|研究|派遣|渡航|受入れ?|滞在|事業)?期間|何年(?:間|く|ぐ|支援)|長さ|年数")),
    (Attribute.START, re.compile(r"いつから|いつ(?:始|スタート|でき)|(?:どっち|どちら)が先|先に(?:始|でき)|開始(?:年|時期)|何年(?:度)?(?:に|から)始")),
    (Attribute.PEOPLE, re.compile(r"何人|人数|何名")),
    (Attribute.TARGET, re.compile(r"対象者|対象機関|支援対象|誰が(?:使|応募|対象)|応募(?:資格|要件)")),
    (Attribute.COUNTRIES, re.compile(r"対象国|相手国|参加国|どの国")),
    (Attribute.BODY, re.compile(r"実施機関|配分機関|実施主体")),
    (Attribute.EXPENSES, re.compile(r"対象経費|支援経費|何に使え|(?:何の|どんな|どの)(?:費用|経費)")),
    (Attribute.AWARDS, re.compile(r"採択(?:件数|実績|数)")),
    (Attribute.FIELDS, re.compile(r"(?:対象|支援|研究)(?:の|となる)?(?:分野|領域)")),
    (Attribute.VOLUME, re.compile(r"事業規模|総事業費")),
    (Attribute.OFFICE, re.compile(r"担当(?:の?課|の?部局|部署|は)")),
    (Attribute.OUTCOME, re.compile(r"成果(?!指標|目標)|実績")),
)  # fmt: skip


def kinds_asked(text: str) -> tuple[AnswerType, ...]:
    """Return the kinds of answer that a question in search form asks for; a plain statement where none is told."""
    found = tuple(item.kind for item in ASKED_KINDS if item.wording.search(text))
    return found or (AnswerType.STATEMENT,)


def attributes_asked(text: str) -> tuple[Attribute, ...]:
    """Return the attributes of a programme that a question in search form asks for."""
    return tuple(attribute for attribute, wording in ASKED_ATTRIBUTES if wording.search(text))
