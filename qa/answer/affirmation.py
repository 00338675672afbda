"""Affirmation: はい or いいえ before the sentence that decides a question which can be answered so."""

from qa.answers import AnswerSentence
from qa.question.analysed import AnalysedQuestion
from qa.reader.reader import Reader

# Words that ask for something else than yes or no.
_ASKS_FOR = ("何", "なに", "なん", "いつ", "どこ", "誰", "だれ", "どなた", "なぜ", "どう", "どの", "どれ", "どんな", "どちら", "いく", "教え", "とは")  # fmt: skip
# What makes a question of a statement, the longer ones first.
_ENDINGS = ("のでしょうか", "んでしょうか", "のですか", "んですか", "でしょうか", "ですか", "のか", "か", "の")
_SURE = 0.8  # probability from which a statement decides


def claim_of(text: str) -> str:
    """Return what a question asks to be confirmed, as a statement; empty where it asks for something else.

    >>> claim_of("ASPIREは文部科学省の事業ですか？"), claim_of("予算は増えましたか"), claim_of("予算はいくらですか")
    ('ASPIREは文部科学省の事業', '予算は増えました', '')
    """
    asked = text.rstrip("?？。 ")
    ending = next((ending for ending in _ENDINGS if asked.endswith(ending)), "")
    if not ending or any(word in asked for word in _ASKS_FOR):
        return ""
    return asked.removesuffix(ending)


def affirmation(question: AnalysedQuestion, window: str, reader: Reader) -> tuple[AnswerSentence, ...]:
    """Return はい or いいえ where the window that the answer rests on surely decides; nothing where it does not."""
    claim = claim_of(question.text)
    if not claim:
        return ()
    (read,) = reader.judge(claim, [window])
    if max(read.supports, read.contradicts) < _SURE:
        return ()
    return (AnswerSentence("はい。" if read.supports > read.contradicts else "いいえ。", ()),)
