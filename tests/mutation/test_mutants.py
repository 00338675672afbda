"""What a mutant is: one change that a test should notice, and never one that none could."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for mutants.py

from mutants import mutants


@pytest.fixture
def changes(tmp_path):
    """Return a function that gives the changes of a source, as they read before and after."""

    def made(source):
        path = tmp_path / "module.py"
        path.write_text(source, "utf-8")
        return [(mutant.before, mutant.after) for mutant in mutants(path)]

    return made


@pytest.mark.parametrize(
    ("source", "change"),
    [
        ("x = a < b", ("a < b", "a <= b")),
        ("x = a is not b", ("a is not b", "a is b")),
        ("x = a and b", ("a and b", "a or b")),
        ("x = a + b", ("a + b", "a - b")),
        ("x = 3", ("3", "4")),
        ("x = True", ("True", "False")),
        ("x = 'word'", ("'word'", "''")),
        ("x = a if b else c", ("a if b else c", "c if b else a")),
        ("def f(a):\n    return a", ("return a", "return None")),
    ],
)
def test_each_kind_of_change_is_made(changes, source, change):
    """The source holds one thing that can be changed, and it is changed."""
    assert changes(source) == [change]


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is."""',
        "x: 'Name'",
        "def f() -> 'Name': ...",
        "def f():\n    return None",
        "raise ValueError('words')",
        "if TYPE_CHECKING:\n    x = 1",
    ],
)
def test_what_says_nothing_at_run_time_is_left(changes, source):
    """Docstrings, annotations, the words of errors and imports for types are no place for a mutant."""
    assert changes(source) == []


def test_a_mutant_is_a_whole_module_with_one_change(tmp_path):
    """All but the change reads as before, so that one test run judges one change."""
    path = tmp_path / "module.py"
    path.write_text("x = 1\ny = a == b\n", "utf-8")
    assert [mutant.source for mutant in mutants(path)] == ["x = 2\ny = a == b", "x = 1\ny = a != b"]
    assert [mutant.line for mutant in mutants(path)] == [1, 2]
