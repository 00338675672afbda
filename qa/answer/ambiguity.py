"""Ambiguity: a question that fits several programmes, whose answers differ, and names none of them."""

from collections.abc import Sequence

from corpus.names import KnownNames
from corpus.programmes.scopes import Subjects
from indexer.tokenisation import FugashiTokenizer
from qa.answers import AnswerSentence
from qa.question.analysed import AnalysedQuestion
from qa.reader.evidence import EvidenceStatement
from qa.search.words import asked_terms, words_of

_MOST = 8  # candidates that are offered


def rival_programmes(
    question: AnalysedQuestion,
    evidence: Sequence[EvidenceStatement],
    subjects: Subjects,
    names: KnownNames,
    tokenizer: FugashiTokenizer,
) -> tuple[str, ...]:
    """Return the names of the programmes between which the question does not choose, in the evidence's order.

    It must ask for a value, name no programme and no document, and say nothing beyond the label under which each of
    them gives its own: 支援期間は何年ですか. With one word more, the best evidence is the better guess.
    """
    named = question.documents or question.programmes
    asked = asked_terms(question, tokenizer)
    if named or not asked or not question.value_kinds:
        return ()
    told: dict[str, frozenset[str]] = {}
    for item in evidence:
        values = frozenset(value.text for value in item.statement.values if value.kind in question.value_kinds)
        if values and item.fits and asked <= words_of(item.statement.label, tokenizer):
            for key in subjects.get(item.statement.number, ()):
                told.setdefault(key, values)
    differ = len(set(told.values())) > 1
    called = {thing.key: thing.call_name for thing in names.things}
    return tuple(called[key] for key in told)[:_MOST] if differ else ()


def ask_back(question: AnalysedQuestion) -> tuple[AnswerSentence, ...]:
    """Return the question back to the asker."""
    return (
        AnswerSentence(f"「{question.text}」の答えに当たる記載は複数の事業にあり、内容が異なります。", ()),
        AnswerSentence("どの事業についてお尋ねですか。", ()),
    )


def completed(question: AnalysedQuestion, rivals: Sequence[str]) -> tuple[str, ...]:
    """Return the question made complete for each programme that it could mean."""
    return tuple(f"{rival}の{question.text}" for rival in rivals)
