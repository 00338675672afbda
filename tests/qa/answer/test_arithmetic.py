"""Sums, differences and ratios of cited figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answers import Answer, AnswerSentence, Outcome, verified
from qa.citations import CitationMaker


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("外国人特別研究員の予算は前年度からいくら減りましたか", "差は 3,414百万円 − 3,375百万円 ＝ 39百万円です。"),
        ("外国人特別研究員の予算は前年度の何倍ですか", "3,375百万円 ÷ 3,414百万円 ＝ 約0.99倍です。"),
        ("海外特別研究員と外国人特別研究員の予算の合計は？", "合計は 2,611百万円 ＋ 3,375百万円 ＝ 5,986百万円です。"),
        ("海外特別研究員と外国人特別研究員の予算の差は？", "差は 3,375百万円 − 2,611百万円 ＝ 764百万円です。"),
        ("外国人特別研究員の採用人数は海外特別研究員の何倍ですか", "514人 ÷ 176人 ＝ 約2.92倍です。"),
        ("海外特別研究員と外国人特別研究員の採用人数、どちらがどれだけ多い？", "差は 514人 − 176人 ＝ 338人です。"),
    ],
)
def test_what_is_computed_is_shown_with_its_operands_and_their_sources(assistant, question, told):
    """The figures are told first, then what follows from them, with the marks of both."""
    answer = assistant.ask(question)
    assert answer.outcome is Outcome.ANSWERED
    assert told in answer.text
    assert len(answer.sentences[-1].citations) == 2


def test_nothing_is_computed_that_is_not_asked_for(assistant):
    """A question for both figures gets both figures."""
    assert "＝" not in assistant.ask("海外特別研究員と外国人特別研究員の予算はそれぞれいくら？").text


@given(st.integers(1, 9_999), st.integers(1, 9_999), st.integers(-3, 3))
def test_a_wrong_result_never_leaves(collection, first, second, slip):
    """An equation is let through where it is right and its operands are quoted, and dropped else."""
    document = collection.documents[0]
    maker = CitationMaker(collection)
    quoted = maker.cite(document.document_id, (document.blocks[0].span,))
    words = f"差は {first}人 − {second}人 ＝ {first - second + slip}人です。"
    answer = Answer("q", "q", Outcome.ANSWERED, (AnswerSentence(words, quoted),), maker.citations, (), (), (), (), ())
    quote = document.blocks[0].span.of(document.text)
    kept = verified(answer, collection).sentences
    assert not kept or (str(first) in quote and str(second) in quote and slip == 0)
