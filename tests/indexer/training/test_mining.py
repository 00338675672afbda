"""Hard negatives and what is made of them, tried on two small sheets."""

import random
from dataclasses import replace

import pytest
from doubles import HashEmbedder

from indexer.training.mining import Mine, sheet_window
from indexer.training.triplets import mined_triplets, written_triplets
from indexer.training.written import Sheet, SheetStatement, WrittenQuestion
from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS
from qa.reader.pairs import UNJUDGED, written_groups

SHEETS = {
    "x": Sheet(
        "x",
        "事業の資料",
        bundled=False,
        statements=(
            SheetStatement(("研究支援事業",), "支援期間は最長5年間である。"),
            SheetStatement(("研究支援事業",), "これは延長できない。"),
            SheetStatement(("派遣事業",), "派遣期間は最長2年間である。"),
            SheetStatement(("派遣事業",), "支援期間は最長5年間である。"),
            SheetStatement(("会議",), "来年度も最長5年間の支援を続けるべきだ。"),
        ),
    ),
    "y": Sheet("y", "別の資料", bundled=False, statements=(SheetStatement((), "支援期間の終わりに評価を行う。"),)),
}
ANSWERED = WrittenQuestion("x", "支援期間は何年？", "value", (0,), "最長5年間", ())
ABSENT = WrittenQuestion("x", "派遣期間は何日？", "absent", (), "", (2,))


@pytest.fixture
def mine():
    """Return the sheets, embedded by a double."""
    return Mine(SHEETS, HashEmbedder())


def test_wrong_statements_are_those_that_cannot_be_right(mine):
    """Neither the gold one, nor its like elsewhere, nor one that holds the answer's words."""
    texts = [mine.texts[row] for row in mine.wrong([ANSWERED])[0]]
    assert sorted(texts) == ["これは延長できない。", "支援期間の終わりに評価を行う。", "派遣期間は最長2年間である。"]


def test_a_question_without_an_answer_may_be_held_against_all(mine):
    """Nothing is right, so everything is wrong."""
    assert len(mine.wrong([ABSENT])[0]) == 6


def test_what_shares_rare_words_comes_first(mine):
    """The lexical leg brings the statement that has the question's pairs."""
    question = WrittenQuestion("x", "終わりに評価を行うか", "yesno", (0,), "", ())
    assert mine.texts[mine.wrong([question])[0][0]] == "支援期間の終わりに評価を行う。"


def test_a_short_answer_elsewhere_says_nothing(mine):
    """Three characters stand in many statements by chance."""
    question = WrittenQuestion("x", "延長は何年間？", "value", (2,), "2年間", ())
    assert "支援期間は最長5年間である。" in [mine.texts[row] for row in mine.wrong([question])[0]]


def test_a_statement_that_refers_back_is_read_with_the_one_before_it():
    """Only within the same headings."""
    assert sheet_window(SHEETS["x"], 1) == "研究支援事業\n支援期間は最長5年間である。\nこれは延長できない。"
    assert sheet_window(SHEETS["x"], 2) == "派遣事業\n派遣期間は最長2年間である。"


def test_a_mined_triplet_has_a_wrong_statement_of_any_sheet(mine):
    """The right window is the gold one's; questions without an answer make none."""
    triplets = [mined_triplets(mine, [ANSWERED, ABSENT], random.Random(seed), hardest=3) for seed in range(20)]
    assert {len(made) for made in triplets} == {1}
    assert {made[0].right for made in triplets} == {"研究支援事業\n支援期間は最長5年間である。"}
    assert "支援期間の終わりに評価を行う。" in {made[0].wrong for made in triplets}


def test_a_triplet_of_a_sheet_has_a_wrong_statement_of_the_same(mine):
    """The one that shares most with the question, unless it says the same."""
    (made,) = written_triplets([ANSWERED, ABSENT], SHEETS, random.Random(1))
    assert made.right == "研究支援事業\n支援期間は最長5年間である。"
    assert made.wrong == "派遣事業\n派遣期間は最長2年間である。"


def test_a_group_holds_the_right_window_and_the_answers_place(mine):
    """The place is counted in the window."""
    (group,) = written_groups(mine, [ANSWERED], random.Random(1), 2)
    assert group.right == (True, False, False)
    assert group.span is not None
    assert group.windows[0][slice(*group.span)] == "最長5年間"


def test_a_group_without_an_answer_holds_what_a_careless_reader_would_give(mine):
    """It comes first among the wrong ones."""
    (group,) = written_groups(mine, [ABSENT], random.Random(1), 2)
    assert group.right == (False, False)
    assert group.windows[0] == "派遣事業\n派遣期間は最長2年間である。"
    assert group.span is None


def test_a_group_says_what_is_known_of_the_premise(mine):
    """The gold statement supports it, the near one is silent on what is absent and contradicts what is wrong."""
    premise = replace(ABSENT, kind="premise")
    asked = replace(ANSWERED, kind="yesno")
    groups = written_groups(mine, [ANSWERED, ABSENT, premise, asked], random.Random(1), 2)
    assert [group.verdicts for group in groups] == [
        (SUPPORTS, UNJUDGED, UNJUDGED),
        (SILENT, UNJUDGED),
        (CONTRADICTS, UNJUDGED),
        (UNJUDGED, UNJUDGED, UNJUDGED),
    ]
