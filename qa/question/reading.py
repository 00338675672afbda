"""Reading a question: what frames it, what it names, which years it is about."""

import re

from corpus.dates import find_years
from corpus.names import KnownNames
from corpus.normalisation import normalise
from indexer.tokenisation import FugashiTokenizer
from qa.errors import QuestionUnusable
from qa.question.analysed import AnalysedQuestion
from qa.question.asked import kinds_asked

MAXIMUM_CHARACTERS = 2_000

# Wording that frames a question and says nothing of its subject.
_FRAME = re.compile(
    r"(?:報告書?|文書|資料|本文|スライド)?(?:の中)?(?:に|で)(?:出てくる|出て来る|使われている|登場する)|"
    r"教えて(?:ください|下さい|ほしい(?:です)?|くれ)?(?:ませんか)?|お?知り?たい(?:です|のですが)?|お願いします?|挙げてください|列挙してください|説明してください|まとめて|"
    r"(?:と|として|ように)?(?:書かれて|書いて|述べられて|述べて|記載されて|整理されて|紹介されて|位置付けられて|挙げられて|示されて|言われて|言って|されて|して)(?:い|あり)(?:ます|る|た|ました)(?:のでしょう|のです)?(?:か|っけ)?|"
    r"(?:と|って)?書いて?あり?(?:ます|ました)(?:か|っけ)?|(?:が|は)?あり(?:ます|ました)(?:か|っけ)?|(?:でしょう|でした|です|ました|ます)(?:か|っけ|よね)*[?？。]?$|"
    r"どのような|どういった|どういう|どんな|どう(?:すれば|なって|考えれば|しておく|扱う|やって)?|何(?:です|でしょう|だ|でした|が|を|と|って|の)?か?|いくら|どれくらい|どのくらい|どれだけ|どこ|いつ頃?|だれ|誰|どなた|なぜ|どうして|"
    r"具体的に|という(?:話|こと|もの)?|について|に関して|における|(?<!こ)とは|って|ください|下さい|それぞれ|あわせて|全部|すべて|それから|ところで|ちなみに|どちら|ですか|ますか|でしょうか|[?？!！。、「」『』（）()・]"
)
_POLITE = re.compile(r"(?:すみません|お忙しいところ|恐れ入りますが)[、。]?")


def analyse_question(question: str, names: KnownNames, tokenizer: FugashiTokenizer) -> AnalysedQuestion:
    """Return the question as understood; raises QuestionUnusable."""
    text = names.readings.spelled_out(normalise(question).strip())
    if not text:
        raise QuestionUnusable("質問が空です。何を知りたいかを書いてください。")
    if len(question) > MAXIMUM_CHARACTERS or len(text) > 2 * MAXIMUM_CHARACTERS:
        raise QuestionUnusable(f"質問が {MAXIMUM_CHARACTERS:,} 字を超えています。短くしてください。")
    core = strip_frame(text) or text
    return AnalysedQuestion(
        text=text,
        core=core,
        types=kinds_asked(text),
        terms=tuple(dict.fromkeys(tokenizer.words(core))),
        years=tuple(dict.fromkeys(found.year for found in find_years(text))),
        things=names.things_in(names.without_documents(text)),
        documents=names.documents_in(text),
    )


def strip_frame(text: str) -> str:
    """Return ``text`` without the wording that only asks."""
    return " ".join(_FRAME.sub(" ", _POLITE.sub("", text)).split())


def years_in(text: str) -> frozenset[int]:
    """Return the years that a search text names, in the common era."""
    return frozenset(found.year for found in find_years(text))
