"""What is asked: the kind of answer, the words that carry it, the things and years that it names."""

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.dates import western_year
from corpus.names import KnownNames, NamedThing
from corpus.normalisation import normalise
from corpus.values import ValueKind
from indexer.tokenisation import FugashiTokenizer
from qa.errors import QuestionUnusable
from qa.wording import Widening, load_wording

MAXIMUM_CHARACTERS = 2_000


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
    REASON = "reason"
    COMPARISON = "comparison"
    STATEMENT = "statement"


VALUE_KINDS = {
    AnswerType.AMOUNT: ValueKind.AMOUNT,
    AnswerType.PERIOD: ValueKind.PERIOD,
    AnswerType.PEOPLE: ValueKind.PEOPLE,
    AnswerType.COUNT: ValueKind.COUNT,
    AnswerType.RATIO: ValueKind.RATIO,
    AnswerType.DATE: ValueKind.DATE,
}
# How Japanese asks for each kind; generic wording, tried in this order, several may hold.
_TYPE_PATTERNS = (
    (AnswerType.COMPARISON, r"違い|違う|違います|何倍|比べ|比較|どちらが|差は|どう変わ|増えました|減りました|増減"),
    (AnswerType.AMOUNT, r"いくら|予算|金額|支援額|(?:事業|支援)規模|単価|総額|費用|どれくらいのお金|何円|何億|内訳"),
    (
        AnswerType.PERIOD,
        r"何年(?!度|の|まで)(?:間|く|ぐ|か|で)?|(?:どの|どれ)くらいの期間|年数|期間(?=は|を教|をお|と|、|の?違|って|[?？]|$| )|どれくらいの長さ|どのくらいの長さ|何[かヶケカ]月|何週間|何日間|長さで",
    ),
    (AnswerType.PEOPLE, r"何人|人数|何名|人員"),
    (AnswerType.COUNT, r"何件|いくつ|何[かヶ]国|何単位|件数|何拠点|プログラム数|課題数|何校|何回"),
    (AnswerType.RATIO, r"何割|何%|何パーセント|割合|比率|削減目標|何倍"),
    (AnswerType.DATE, r"いつ|何月|何日(?!間)|日程|時期|何年度|何年の|何年に|日時|年度は|開始年"),
    (AnswerType.PLACE, r"どこ(?:で|に|か|の)|場所|開催地|会場"),
    (AnswerType.WHO, r"誰|だれ|どなた|議長|主体"),
    (
        AnswerType.DEFINITION,
        r"(?<!こ)とは(?:何|どう|どの|誰|だれ|$|[?？])|意味|定義|って(?:何|どう)|とはどのような|何の略|どういう(?:形態|こと|もの|制度|意味)|ってどんな|どのように(?:表現|定義)|どう定義|正式(?:な)?(?:名称|英語名|名前)|英語(?:名|表記)|フルネーム|略語|要するに",
    ),
    (AnswerType.REASON, r"なぜ|どうして(?!おく|い)|なんで(?!す)|理由|背景(?:に|を|は|って)|何のために|意義|狙い"),
    (
        AnswerType.LIST,
        r"全部|すべて|全て|一覧|列挙|挙げ|例示|項目|どんなもの(?:が|は)|何と何|中身|リスト|[0-9二三四五六七八]+つ(?:を|の|は|と|って|$)|[0-9]+項目|[0-9]+点(?:は|を)|①",
    ),
)
# Wording that frames a question and says nothing of its subject.
_FRAME = re.compile(
    r"(?:報告書?|文書|資料|本文|スライド)?(?:の中)?(?:に|で)(?:出てくる|出て来る|使われている|登場する)|"
    r"教えて(?:ください|下さい|ほしい(?:です)?|くれ)?(?:ませんか)?|お?知り?たい(?:です|のですが)?|お願いします?|挙げてください|列挙してください|説明してください|まとめて|"
    r"(?:と|として|ように)?(?:書かれて|書いて|述べられて|述べて|記載されて|整理されて|紹介されて|位置付けられて|挙げられて|示されて|言われて|言って|されて|して)(?:い|あり)(?:ます|る|た|ました)(?:のでしょう|のです)?(?:か|っけ)?|"
    r"(?:と|って)?書いて?あり?(?:ます|ました)(?:か|っけ)?|(?:が|は)?あり(?:ます|ました)(?:か|っけ)?|(?:でしょう|でした|です|ました|ます)(?:か|っけ|よね)*[?？。]?$|"
    r"どのような|どういった|どういう|どんな|どう(?:すれば|なって|考えれば|しておく|扱う|やって)?|何(?:です|でしょう|だ|でした|が|を|と|って|の)?か?|いくら|どれくらい|どのくらい|どれだけ|どこ|いつ頃?|だれ|誰|どなた|なぜ|どうして|"
    r"具体的に|という(?:話|こと|もの)?|について|に関して|における|(?<!こ)とは|って|ください|下さい|それぞれ|あわせて|全部|すべて|それから|ところで|ちなみに|どちら|ですか|ますか|でしょうか|[?？!！。、「」『』（）()・]"
)
_YEAR = re.compile(
    r"(?:(令和|平成|昭和)(元|[0-9]{1,2})|(?<![A-Za-z])([RHS])(?=[0-9])([0-9]{1,2})|((?:19|20)[0-9]{2}))年?度?"
)
_CHECKING = re.compile(
    r"観点|考慮|点検|確認|チェック|確かめ|べき|すればよい|気を付け|留意|問う|ほうがいい|方がいい|必要[があ]|いいんでしょうか|考えればい"
)
_AIMING = re.compile(r"目的|ゴール|狙い|ねらい|目指")
_SELF = re.compile(r"(?<=..)(?:本人|自身|自体|側|たち)$")
_TOPIC = re.compile(r"([一-龯々ァ-ヶーA-Za-z0-9]{2,})(?:に|において|における)?は")
# The last noun before the word that asks, 採用倍率 of 採用倍率はどのくらいですか: what a right answer speaks of.
_SOUGHT = re.compile(
    r"([一-龯々ァ-ヶーA-Za-z0-9]{1,12})(?:とか|など|、)?(?:とは|って|は|を|が|も|の)?[、 ]*(?:全部|すべて|全て|具体的に)?"
    r"(?:いくら|何|なん|どこ|誰|だれ|どなた|いつ|どの|どう|どれ|どん|教え|知り|あり|お願い|挙げ|(?<!中間)まとめ|説明|一覧|[?？。]|$)"
)
_POLITE = re.compile(r"(?:すみません|お忙しいところ|恐れ入りますが)[、。]?")


@dataclass(frozen=True, slots=True)
class AnalysedQuestion:
    """A question as understood: ``text`` in search form, ``core`` without the wording that only asks.

    ``terms`` are the content words of the core; ``years`` fiscal or calendar years that it names; ``things`` what it
    names that the documents know; ``documents`` the ids of documents that it names.
    """

    text: str
    core: str
    types: tuple[AnswerType, ...]
    terms: tuple[str, ...]
    years: tuple[int, ...]
    things: tuple[NamedThing, ...]
    documents: tuple[str, ...]
    widenings: tuple[Widening, ...] = ()

    @property
    def programmes(self) -> tuple[NamedThing, ...]:
        """Return the programmes and bodies that it names."""
        return tuple(thing for thing in self.things if thing.is_programme)

    @property
    def value_kinds(self) -> frozenset[ValueKind]:
        """Return the kinds of value that would answer it."""
        return frozenset(VALUE_KINDS[kind] for kind in self.types if kind in VALUE_KINDS)

    @property
    def checks(self) -> bool:
        """Say whether it asks what to look at or what to do, as considerations tell."""
        return _CHECKING.search(self.text) is not None

    @property
    def aims(self) -> bool:
        """Say whether it asks what something is for, as purposes tell."""
        return _AIMING.search(self.text) is not None

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the words that it marks as what it is about: 研究者 of 研究者には何が求められますか."""
        return tuple(dict.fromkeys(_SELF.sub("", topic) for topic in _TOPIC.findall(self.text)))

    @property
    def sought(self) -> str:
        """Return the noun that it asks for, 採用倍率 of 採用倍率はどのくらいですか; empty where its type says it all."""
        found = _SOUGHT.findall(self.text)
        typed = not found or _types(found[-1]) != (AnswerType.STATEMENT,)
        return "" if typed or self.asks(AnswerType.DEFINITION) else found[-1]

    def asks(self, kind: AnswerType) -> bool:
        """Say whether ``kind`` is among what is asked for."""
        return kind in self.types


def analyse_question(question: str, names: KnownNames, tokenizer: FugashiTokenizer) -> AnalysedQuestion:
    """Return the question as understood; raises QuestionUnusable."""
    text = names.readings.spelled_out(normalise(question).strip())
    if not text:
        raise QuestionUnusable("質問が空です。何を知りたいかを書いてください。")
    if len(question) > MAXIMUM_CHARACTERS or len(text) > 2 * MAXIMUM_CHARACTERS:
        raise QuestionUnusable(f"質問が {MAXIMUM_CHARACTERS:,} 字を超えています。短くしてください。")
    core = strip_frame(text) or text
    sequence = tokenizer.words(core)
    return AnalysedQuestion(
        text=text,
        core=core,
        types=_types(text),
        terms=tuple(dict.fromkeys(sequence)),
        years=tuple(dict.fromkeys(_year(match) for match in _YEAR.finditer(text))),
        things=names.things_in(names.without_documents(text)),
        documents=names.documents_in(text),
        widenings=load_wording(tokenizer).widen(sequence),
    )


def strip_frame(text: str) -> str:
    """Return ``text`` without the wording that only asks."""
    return " ".join(_FRAME.sub(" ", _POLITE.sub("", text)).split())


def _types(text: str) -> tuple[AnswerType, ...]:
    found = [kind for kind, pattern in _TYPE_PATTERNS if re.search(pattern, text)]
    return tuple(found) or (AnswerType.STATEMENT,)


def _year(match: re.Match[str]) -> int:
    era, era_year, letter, letter_year, western = match.groups()
    if western:
        return int(western)
    return western_year(era or letter, era_year or letter_year)


def years_in(text: str) -> frozenset[int]:
    """Return the years that a search text names, in the common era."""
    return frozenset(_year(match) for match in _YEAR.finditer(text))
