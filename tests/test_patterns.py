"""How many regular expressions there are: what a model can learn is not written by hand again."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_PATTERN = re.compile(r"\bre\.(?:compile|search|match|fullmatch|findall|finditer|sub|split)\(")


@pytest.mark.parametrize(
    ("folder", "most"),
    [
        ("qa/question", 57),
        ("qa/search", 1),
        ("qa/reader", 1),
        ("qa/answer", 44),
        ("qa/conversation", 1),
        ("qa/claims", 50),
        ("qa/drafts", 15),
        ("qa/wording", 1),
    ],
)
def test_the_patterns_of_a_folder_stay_within_its_budget(folder, most):
    """Calls that make or use a pattern; whoever needs one more takes one away, or lets the reader learn it."""
    found = sum(len(_PATTERN.findall(path.read_text("utf-8"))) for path in (ROOT / folder).rglob("*.py"))
    assert found <= most


@pytest.mark.parametrize(
    "folder",
    [path for path in sorted((ROOT / "qa").rglob("*")) if path.is_dir() and path.name != "__pycache__"],
    ids=str,
)
def test_a_folder_of_qa_holds_at_most_twelve_modules(folder):
    """What grows beyond that has another room in it."""
    assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= 12
