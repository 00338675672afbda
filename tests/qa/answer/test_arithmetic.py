"""Sums, differences and ratios of cited figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.names import KnownNames
from indexer.tokenisation import FugashiTokenizer
from qa.answer.figures.arithmetic import Told, compared, computed
from qa.answers import Answer, AnswerSentence, Outcome, verified
from qa.citations import CitationMaker
from qa.question.reading import analyse_question


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


def asked(text):
    """Return a question as understood, where no names are known."""
    return analyse_question(text, KnownNames((), ()), FugashiTokenizer())


def told(*pairs):
    """Return what is told of several things, each cited by its number."""
    return [Told(name, words, (number,)) for number, (name, words) in enumerate(pairs, start=1)]


PEOPLE = told(("甲", "採用人数は176人です。"), ("乙", "採用人数は514人です。"))
YEARS = told(("甲", "2002年に開発された。"), ("乙", "2009年に開設された。"))


@pytest.mark.parametrize(
    ("question", "pairs", "verdict"),
    [
        ("甲と乙はどちらの人数が多いですか", PEOPLE, "乙の方が多いです。"),
        ("甲と乙はどちらの人数が少ないですか", PEOPLE, "甲の方が少ないです。"),
        ("甲と乙で人数が多いのはどっち？", PEOPLE, "乙の方が多いです。"),
        ("甲と乙はどちらが先ですか", YEARS, "甲の方が先です。"),
        ("甲と乙ではどちらが遅いですか", YEARS, "乙の方が遅いです。"),
        ("甲と乙の予算はどっちが大きい？", told(("甲", "41億円"), ("乙", "1,878百万円")), "甲の方が大きいです。"),
        ("どれが一番長いですか", told(("甲", "3日間"), ("乙", "5日間"), ("丙", "4日間")), "乙が最も長いです。"),
        ("どちらの人数が多い？", told(("甲", "10人"), ("乙", "10人")), "どちらも同じです。"),
    ],
)
def test_which_is_more_is_told_by_name_as_it_was_asked(question, pairs, verdict):
    """Most or least, first or last, whatever the units; the verdict rests on what both say."""
    (sentence,) = compared(asked(question), pairs)
    assert sentence.text == verdict
    assert sentence.citations == tuple(number for item in pairs for number in item.citations)


@pytest.mark.parametrize(
    ("question", "pairs"),
    [
        ("甲と乙の人数はそれぞれ何人ですか", PEOPLE),
        ("どちらの人数が多いですか", told(("甲", "100人"), ("乙", "およそ3割"))),
        ("どちらの人数が多いですか", told(("甲", "100人、10人"), ("乙", "50人、20人"))),
        ("どちらの人数が多いですか", told(("", "100人です。"), ("", "50人です。"))),
        ("どちらの人数が多いですか", told(("甲", "3~5人"), ("乙", "4人"))),
    ],
)
def test_no_verdict_is_given_where_the_figures_do_not_decide(question, pairs):
    """Not asked, of another kind, crossing each other, of unnamed things, or no plain figures."""
    assert compared(asked(question), pairs) == ()


@pytest.mark.parametrize(
    ("question", "pairs", "equation"),
    [
        ("甲と乙の人数の合計は？", PEOPLE, "合計は 176人 ＋ 514人 ＝ 690人です。"),
        ("甲と乙では何人違いますか", PEOPLE, "差は 514人 − 176人 ＝ 338人です。"),
        ("甲と乙はどちらの人数が多いですか", PEOPLE, "差は 514人 − 176人 ＝ 338人です。"),
        ("甲から乙まで何年かかりましたか", YEARS, "差は 2009年 − 2002年 ＝ 7年です。"),
        (
            "目標まであといくつ増やしますか",
            told(("", "27プログラムから、50プログラムへ増やす。")),
            "差は 50プログラム − 27プログラム ＝ 23プログラムです。",
        ),
        (
            "何人増えますか",
            told(("", "2倍以上(R2:約7,500人⇒R5:約18,400人)。")),
            "差は 18,400人 − 7,500人 ＝ 約10,900人です。",
        ),
        (
            "合わせて何人ですか",
            told(("長期", "300人(15件×20人)"), ("短期", "2,100人(15件×140人)")),
            "合計は 300人 ＋ 2,100人 ＝ 2,400人です。",
        ),
        (
            "ABとCDの差額は？",
            told(("", "総額は501億円、AB:440億円、CD:61億円です。")),
            "差は 440億円 − 61億円 ＝ 379億円です。",
        ),
    ],
)
def test_figures_of_two_things_or_of_one_statement_are_computed_with(question, pairs, equation):
    """What stands in brackets only explains a figure; of several in one statement those that the question names."""
    assert [sentence.text for sentence in computed(asked(question), pairs)] == [equation]


@pytest.mark.parametrize(
    ("question", "pairs"),
    [
        ("差額は？", told(("甲", "41億円"), ("乙", "1,878百万円"))),
        ("どちらが先ですか", told(("甲", "昭和63年度"), ("乙", "平成26年度"))),
        ("何人増えますか", told(("", "10人、20人、30人です。"))),
    ],
)
def test_nothing_is_computed_with_figures_that_cannot_be_shown_as_operands(question, pairs):
    """Other units, years of an era whose western year stands nowhere, or more figures than two."""
    assert computed(asked(question), pairs) == ()
