"""The examination of a reader, tried with one that says what it is told to."""

import pytest

from qa.reader.examining import examine, windows_of
from qa.reader.exercises import Exercise, ExerciseBook, JudgedClaim
from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS
from qa.reader.reader import Reading, Support

WINDOWS = ("甲", "乙", "丙", "丁")
BOOK = ExerciseBook(
    WINDOWS,
    (
        Exercise("一", (0,), (), (1, 2, 3), None),
        Exercise("二", (1,), (), (0, 2), None),
        Exercise("無", (), (3,), (2, 3), None),
    ),
    (JudgedClaim("真", "甲", SUPPORTS), JudgedClaim("偽", "甲", CONTRADICTS), JudgedClaim("別", "甲", SILENT)),
)


class Told:
    """A reader that prefers early letters and takes every claim but one for contradicted."""

    identity = "told"

    def read(self, question, windows, /):
        """Rank 甲 before 乙 before 丙 before 丁; nothing answers 無."""
        return [Reading(-float(WINDOWS.index(it)), 0.1 if question == "無" else 0.9, 0, 0) for it in windows]

    def judge(self, claim, windows, /):
        """Support 真, contradict the rest."""
        return [Support(0.95, 0.0, 0.05) if claim == "真" else Support(0.0, 0.95, 0.05) for _ in windows]


def test_marks_count_what_was_chosen_declined_and_judged():
    """The first question is right, the second has its statement second; one of two contradictions is one."""
    marks = examine(Told(), BOOK)
    assert (marks.first, marks.among_three, marks.has_answer) == (0.5, 1.0, 1.0)
    assert marks.verdicts == pytest.approx(2 / 3)
    assert (marks.contradictions_right, marks.contradictions_found) == (0.5, 1.0)
    assert (marks.support_right, marks.support_found) == (1.0, 1.0)
    assert str(marks).startswith("first 0.500 among_three 1.000 has_answer 1.000 verdicts 0.667")


def test_a_right_window_is_set_among_near_and_wrong_ones_each_once():
    """A near one that was mined too stands once."""
    assert windows_of(BOOK.exercises[2], WINDOWS) == ["丁", "丙"]
