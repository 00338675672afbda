"""Hard negatives and what is made of them, tried on two small sheets."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from doubles import HashEmbedder

from indexer.training.mining import Mine, sheet_window
from indexer.training.triplets import MinedTriplets, heading_triplets
from indexer.training.written import Sheet, SheetStatement, WrittenQuestion
from qa.reader.exercises import UNJUDGED
from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS
from qa.reader.pairs import written_exercises

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


def test_the_heads_of_a_table_stand_before_its_row():
    """A row is read as the index reads it."""
    row = SheetStatement(("派遣事業",), "|甲型|2年|", (("区分", "甲型"), ("期間", "2年")))
    sheet = Sheet("z", "表", bundled=False, statements=(row,))
    assert sheet_window(sheet, 0) == "派遣事業\n区分 期間\n|甲型|2年|"


def test_a_mined_triplet_has_a_wrong_statement_of_any_sheet(mine):
    """The right window is the gold one's; questions without an answer make none."""
    draw = MinedTriplets(mine, [ANSWERED, ABSENT], hardest=3)
    drawn = [draw(random.Random(seed)) for seed in range(20)]
    assert {len(made) for made in drawn} == {1}
    assert {made[0].right for made in drawn} == {"研究支援事業\n支援期間は最長5年間である。"}
    assert "支援期間の終わりに評価を行う。" in {made[0].wrong for made in drawn}


def test_all_statements_that_answer_are_learnt_from_and_none_is_a_negative(mine):
    """The best one most often; each triplet names all."""
    draw = MinedTriplets(mine, [replace(ANSWERED, gold=(0, 4))])
    drawn = [draw(random.Random(seed))[0] for seed in range(60)]
    counts = Counter(made.right for made in drawn)
    assert [text.split("\n")[0] for text, _ in counts.most_common()] == ["研究支援事業", "会議"]
    assert {len(made.also) for made in drawn} == {2}


def test_a_heading_is_set_beside_what_stands_under_another():
    """As many as are asked for."""
    pairs = [(f"題{at}", f"文{at}") for at in range(20)]
    made = heading_triplets(pairs, 9, random.Random(1))
    assert len(made) == 9
    assert all(item.right[1:] == item.question[1:] and item.wrong != item.right for item in made)


def test_an_exercise_holds_the_right_window_and_the_answers_place(mine):
    """The place is counted in the window."""
    (exercise,) = written_exercises(mine, [ANSWERED])
    assert mine.windows[exercise.right[0]][slice(*exercise.span)] == "最長5年間"
    assert not set(exercise.right) & set(exercise.wrong)


def test_an_exercise_without_an_answer_holds_what_a_careless_reader_would_give(mine):
    """It has no right window and no place."""
    (exercise,) = written_exercises(mine, [ABSENT])
    assert (exercise.right, exercise.span) == ((), None)
    assert [mine.windows[row] for row in exercise.near] == ["派遣事業\n派遣期間は最長2年間である。"]


def test_an_exercise_says_what_is_known_of_the_premise(mine):
    """The gold statement supports it, the near one is silent on what is absent and contradicts what is wrong."""
    premise = replace(ABSENT, kind="premise")
    asked = replace(ANSWERED, kind="yesno")
    exercises = written_exercises(mine, [ANSWERED, ABSENT, premise, asked])
    assert [item.judged for item in exercises] == [SUPPORTS, SUPPORTS, SUPPORTS, UNJUDGED]
    assert [item.near_judged for item in exercises] == [SILENT, SILENT, CONTRADICTS, SILENT]
