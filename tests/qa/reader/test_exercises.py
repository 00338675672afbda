"""Exercises, and the groups that are drawn from them."""

import random

import pytest

from indexer.training.written import read_questions
from qa.reader.exercises import UNJUDGED, Exercise, ExerciseBook, JudgedClaim, verdict_of
from qa.reader.network import CONTRADICTS, SILENT, SUPPORTS

WINDOWS = tuple(f"窓{row}" for row in range(12))


def drawn(exercise, size, times=60):
    """Draw many groups of one exercise."""
    chance = random.Random(1)
    return [exercise.group(WINDOWS, chance, size) for _ in range(times)]


def test_a_group_has_the_best_right_window_first_and_the_others_now_and_then():
    """At most three that answer; with time each of the others is seen."""
    groups = drawn(Exercise("問", (0, 1, 2, 3), (), (5, 6, 7, 8, 9), (0, 2)), 6)
    assert {group.windows[0] for group in groups} == {"窓0"}
    assert {sum(group.right) for group in groups} == {3}
    assert {window for group in groups for window in group.windows[1:3]} == {"窓1", "窓2", "窓3"}
    assert {len(group.windows) for group in groups} == {6}
    assert groups[0].span == (0, 2)


def test_a_group_has_what_a_careless_reader_would_give_before_other_wrong_windows():
    """At most two of them, each once."""
    groups = drawn(Exercise("問", (), (4, 5, 6), (4, 7, 8, 9), None, UNJUDGED, CONTRADICTS), 4)
    for group in groups:
        assert set(group.windows[:2]) <= {"窓4", "窓5", "窓6"}
        assert group.verdicts == (CONTRADICTS, CONTRADICTS, UNJUDGED, UNJUDGED)
        assert len(set(group.windows)) == 4
        assert not any(group.right)


def test_wrong_windows_change_from_epoch_to_epoch():
    """All of them are seen with time."""
    groups = drawn(Exercise("問", (0,), (), tuple(range(3, 12)), None), 3)
    assert {window for group in groups for window in group.windows[1:]} == set(WINDOWS[3:])


def test_an_exercise_with_one_window_makes_no_group():
    """There would be nothing to choose from."""
    book = ExerciseBook(WINDOWS, (Exercise("一", (0,), (), (), None), Exercise("二", (0,), (), (1,), None)), ())
    assert [group.question for group in book.groups(random.Random(1), 4)] == ["二"]


def test_a_book_is_read_as_it_was_written(tmp_path):
    """Every field comes back."""
    exercises = (Exercise("問", (0,), (2,), (1, 3), (1, 2), SUPPORTS, SILENT), Exercise("無", (), (), (1,), None))
    book = ExerciseBook(WINDOWS, exercises, (JudgedClaim("主張", "窓", CONTRADICTS),))
    book.save(tmp_path / "book.json.gz")
    assert ExerciseBook.load(tmp_path / "book.json.gz") == book


@pytest.mark.parametrize(
    ("kind", "right", "verdict"),
    [
        ("value", True, SUPPORTS),
        ("yesno", True, UNJUDGED),
        ("premise", False, CONTRADICTS),
        ("absent", False, SILENT),
    ],
)
def test_what_a_question_takes_for_granted_is_judged_by_its_kind(kind, right, verdict):
    """What is asked to be confirmed may be true or false."""
    assert verdict_of(kind, right=right) == verdict


@pytest.mark.parametrize(("told", "verdict"), [("yes", SUPPORTS), ("no", CONTRADICTS), ("", UNJUDGED)])
def test_what_answers_a_question_for_yes_or_no_supports_or_contradicts_it(told, verdict):
    """As it is told; where nobody could tell, nobody judges."""
    assert verdict_of("yesno", told, right=True) == verdict


def test_most_written_questions_for_yes_or_no_are_told():
    """Both answers are learnt from."""
    told = [question.told for question in read_questions() if question.kind == "yesno"]
    assert told.count("") <= 10
    assert min(told.count("yes"), told.count("no")) >= 400
