"""Statements of fact: the claims that a draft makes of the world and of existing programmes, apart from its own plans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.names import KnownNames, NamedThing
from qa.claims.claim import Claim, make_claim
from qa.drafts.draft import Draft, DraftSentence

# How a draft speaks of itself. What such a clause says is a plan or the writer's own figure, and is not judged.
_OWN = re.compile(
    r"(?<![基日資根見絵標手])(?:本|当|弊)(?:事業|提案|研究|計画|構想|企画|学|校|課題|プロジェクト|プログラム|制度|案|枠組み|組織|機構|機関|社|所|院|拠点|コース|センター|部局|課|方|取組|チーム)(?!.{0,12}とは)|我々|私たち|私共|弊学|両機関|両大学|双方の機関|"
    r"日本側(?=が|は|の)|相手側|申請者|提案者|(?<!の)両国の(?:若手|研究者)"
)
_OWN_PLAN = re.compile(
    r"(?:する|とする|こととする|予定である|予定だ|予定です|したい|たい|します|いたします|ていく|図る|行う|設ける|置く|目指す|進める|派遣する|置く|充てる|見込む|想定する|応募する|申請する)[。.]?$"
)
_CLAUSE = re.compile(r"(?<=[りてでしれがくみけせえめばずめ])、|(?<=ため)、|(?<=もの)、|(?<=一方)、|;")
# A sentence that opens so goes on about what the one before it was about.
_GOES_ON = re.compile(
    r"^(?:また|なお|さらに|加えて|ただし|このうち|うち|一方|その|同|これ|これら|ここ|それ|支援|予算|対象|採択|研究期間|期間|規模|事業|補助|助成|新規|毎年|現在|当初|開始|実施|担当|派遣|受入|渡航|1(?:件|課題|人|拠点)|一(?:件|課題)|令和|平成|20[0-9]{2}|R[0-9]|(?:[0-9]+|第[0-9]+)(?:年|回)|.{0,10}(?:支援額|支援規模|支援期間|予算額?|補助額|採択件数|公募|対象)(?:は|が))"
)
_STATES = re.compile(
    r"(?:である|であった|だった|です|でした|ている|ていた|ています|ていました|ておらず|ており|された|されました|される|されます|れた|れて|った|いた|した|ました|ない|なかった|ある|あった|あり|あります|著しい|高い|低い|多い|少ない|異なる|なる|なった|という|たる|当たる|とのこと|だ|きた|きました|ことになっている|対象とする|対象とし|からなる|言える|いえる|られる|できる)[。.」)]*$"
)
_NORMATIVE = re.compile(
    r"(?:重要|必要|不可欠|有益|望ましい|べき|求められ|期待され|期待でき|考え|思われ|思い|留意|課題)(?:である|です|だ|る|ている|ています|ます|る)*$"
)
_ATTRIBUTED = re.compile(
    r"(?:と(?:の|いう)?|を)(?:意見|視点|指摘|見方|認識|考え方|記載|記述|方針|報告|提言|声|され|述べ|書か|言わ|挙げ|し(?:て|た))|指摘され|示され"
)


@dataclass(frozen=True, slots=True)
class FactStatement:
    """A sentence of a draft with what it claims."""

    sentence: DraftSentence
    claim: Claim


def find_statements(draft: Draft, subjects: KnownNames) -> tuple[FactStatement, ...]:
    """Return the statements of fact in order; ``subjects`` are the names of what the documents tell facts of."""
    return tuple(_statements(draft, subjects))


def _statements(draft: Draft, subjects: KnownNames) -> Iterator[FactStatement]:
    carried: tuple[NamedThing, ...] = ()
    line = -1
    for sentence in draft.sentences:
        things = subjects.things_in(sentence.text)
        row = "|" in sentence.text or "\t" in sentence.text
        goes_on = not row and _GOES_ON.match(sentence.text) is not None
        if sentence.line != line and not things and not goes_on:
            carried = ()
        line = sentence.line
        about = things or (carried if goes_on and not _OWN.search(sentence.text) else ())
        asserted = tuple(_asserted(sentence.text, things))
        carried = things or about
        if asserted:
            yield FactStatement(sentence, make_claim(sentence.text, about, asserted))


def _asserted(text: str, things: tuple[NamedThing, ...]) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence that say how things are; none where it says what is to be done."""
    cell = "|" in text or "\t" in text
    ending = text.rstrip("。. ")
    planned = _OWN_PLAN.search(ending) is not None
    plans = not cell and (planned or (not things and not _STATES.search(ending)))
    if plans and not any(_named_clause(clause, things) for clause in _CLAUSE.split(text)[:-1]):
        return
    if _NORMATIVE.search(ending) and not _ATTRIBUTED.search(ending):
        return
    bounds = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    own = False  # what a clause says of the draft itself, the next ones go on saying until something else is named
    for start, end in pairwise(bounds):
        clause = text[start:end].rstrip("、。 ")
        own = _OWN.search(clause) is not None or (own and not _named_clause(clause, things))
        if not clause or own:
            continue
        if cell or end != len(text) or _STATES.search(clause) or not _OWN_PLAN.search(clause):
            yield start, start + len(clause)


def _named_clause(clause: str, things: tuple[NamedThing, ...]) -> bool:
    return any(thing.stands_in(clause) for thing in things)
