"""Confirmations: はい or いいえ before the sentence that decides, where a question asks for nothing else."""

from dataclasses import replace

from corpus.collection import Collection
from indexer.tokenisation import FugashiTokenizer
from qa.answer.rendering import Composed
from qa.answers import AnswerSentence
from qa.question.analysed import AnalysedQuestion
from qa.reader.reader import Reader

# Probability of support or contradiction from which the reader decides: of 78 judged questions of papers that it was not
# trained on, it decides 52 and 45 of these right; read as a question instead of as a claim, 41 of 51.
_SURE = 0.8
# What asks for more than yes or no, as it is written; and what a question for no more ends in.
_ASKING = (
    "何",
    "なに",
    "どこ",
    "誰",
    "だれ",
    "いつ",
    "どう",
    "どの",
    "どれ",
    "どちら",
    "どっち",
    "どん",
    "どなた",
    "なぜ",
    "なん",
    "いく",
    "幾",
    "いか",
)
_ENDS = frozenset(["か", "の", "っけ", "かな", "かしら", "よね"])
_SAYING = frozenset(["動詞", "助動詞", "形容詞"])


def confirmed(
    composed: Composed, question: AnalysedQuestion, collection: Collection, reader: Reader, tokenizer: FugashiTokenizer
) -> Composed:
    """Return the answer with はい or いいえ first, where that is asked for and the statement told decides it surely."""
    if not composed.evidence or not is_polar(question.text, tokenizer):
        return composed
    first = composed.evidence[0].statement
    said = reader.judge(as_claim(question.text, tokenizer), [collection.window(first)])[0]
    word = "はい。" if said.supports >= _SURE else "いいえ。" if said.contradicts >= _SURE else ""
    if not word:
        return composed
    lead = AnswerSentence(word, composed.sentences[0].citations)
    return replace(composed, sentences=(lead, *composed.sentences))


def is_polar(text: str, tokenizer: FugashiTokenizer) -> bool:
    """Say whether a question is answered by yes or no: it ends as one that asks whether something is so, and once."""
    tokens = [token for token in tokenizer.tokens(text) if token.part != "補助記号"]
    if not tokens or any(token.surface.startswith(_ASKING) and token.part not in _SAYING for token in tokens):
        return False
    ends = tokens[-1].base in _ENDS or (text.endswith("?") and tokens[-1].part in _SAYING)
    asked = sum(token.base in ("か", "っけ") and token.part == "助詞" for token in tokens)
    return ends and max(asked, text.count("?")) <= 1


def as_claim(text: str, tokenizer: FugashiTokenizer) -> str:
    """Return what a question asks to be confirmed as it would be asserted: 提出するのですか? is 提出する。"""
    words = [token for token in tokenizer.tokens(text) if token.part != "補助記号"]
    asking = 0
    while asking < len(words) and words[-1 - asking].base in _ENDS:
        asking += 1
    if [word.surface for word in words[: len(words) - asking][-2:]] in (["の", "です"], ["ん", "です"]):
        asking += 2
    end = "".join(word.surface for word in words[len(words) - asking :])
    return f"{text.rstrip('?。 ').removesuffix(end)}。"
