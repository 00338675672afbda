"""What is said to the reader when the documents do not answer."""

from qa.answers import AnswerSentence, Outcome
from qa.questions import AnalysedQuestion


def no_answer_sentences(outcome: Outcome, question: AnalysedQuestion) -> tuple[AnswerSentence, ...]:
    """Return the plain statement that the documents do not say, naming what was looked for."""
    if outcome is Outcome.OUT_OF_SCOPE:
        return (AnswerSentence("この質問は、収録文書が扱う内容の範囲外です。", ()),)
    return (
        AnswerSentence(f"収録文書には、「{question.core}」に当たる記載が見つかりませんでした。", ()),
        AnswerSentence("近い内容の箇所を下に示します。", ()),
    )
