"""The wording list: its file and what it adds to a question."""

import json

import pytest

from indexer.tokenisation import FugashiTokenizer
from qa.errors import DataUnusable
from qa.wording import WORDING, load_wording


def test_the_list_is_sound():
    """At least 300 entries, none twice, none that maps a word to itself."""
    entries = json.loads(WORDING.read_text("utf-8"))["entries"]
    assert len(entries) >= 300
    assert len({entry["everyday"] for entry in entries}) == len(entries)
    assert all(entry["everyday"] not in entry["administrative"] for entry in entries)


def test_everyday_words_are_widened_in_any_inflection():
    """A word is found whatever its form in the question."""
    tokenizer = FugashiTokenizer()
    widenings = load_wording(tokenizer).widen(tokenizer.words("海外から人を呼んでお金を出す"))
    words = {word for widening in widenings for word in widening.words}
    assert {"予算", "招へい"} <= words


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"format": 2, "version": "v", "source": "s", "entries": []}',
        '{"format": 1, "version": "v", "source": "s", "entries": [{"everyday": "", "administrative": ["a"]}]}',
    ],
)
def test_a_broken_list_is_named(tmp_path, content):
    """A list that was edited into something unreadable is told with its place."""
    path = tmp_path / "wording.json"
    path.write_text(content)
    with pytest.raises(DataUnusable, match=r"wording\.json"):
        load_wording(FugashiTokenizer(), path)


def test_widened_words_weigh_less_than_the_persons_own(assistant):
    """A passage with the question's own word comes before one that has only a word of the list."""
    from qa.questions import analyse_question
    from qa.retrieval import weighted_query

    analysed = analyse_question("お金の話", assistant.knowledge.names, assistant.index.tokenizer)
    weights = weighted_query(analysed, 0.3)
    assert weights[analysed.core] == 1.0
    assert all(weight < 1.0 for words, weight in weights.items() if words != analysed.core)
