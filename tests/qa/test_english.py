"""Questions in English."""

import json

import pytest

from qa.answers import Outcome
from qa.english import in_japanese, is_english, load_english
from qa.errors import DataUnusable


def test_an_english_question_is_answered_from_the_japanese(assistant):
    """The frame is English, the evidence the document's own words, and how it was read is shown."""
    answer = assistant.ask("What is the support period of SATREPS?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith("According to the documents")
    assert "3～5年間" in answer.text
    assert answer.interpreted_question == "支援期間 SATREPS"
    assert answer.sentences[0].citations


def test_an_english_question_is_declined_in_english(assistant):
    """What the documents do not say is said so in the language of the question."""
    answer = assistant.ask("What is the weather in Tokyo today?")
    assert answer.outcome in (Outcome.OUT_OF_SCOPE, Outcome.NO_EVIDENCE)
    assert answer.text.isascii()


@pytest.mark.parametrize(
    ("text", "english"),
    [("What is the budget of SATREPS?", True), ("SATREPSの予算は？", False), ("SATREPS", False), ("e-ASIA JRP", False)],
)
def test_a_name_is_no_english_question(text, english):
    """English is told by three words and nothing Japanese."""
    assert is_english(text) is english


def test_longer_phrases_come_before_the_words_in_them():
    """A phrase is read whole; words that the list lacks stay as they are."""
    assert in_japanese("The international joint research of NEXUS, please") == "国際共同研究 NEXUS"


@pytest.mark.parametrize(
    "content", ["", "{}", '{"format": 1, "version": "1", "source": "", "entries": [{"english": "A"}]}']
)
def test_a_damaged_list_is_named(tmp_path, content):
    """A file that does not fit its schema is an error that names the file."""
    (tmp_path / "english.json").write_text(content)
    with pytest.raises(DataUnusable, match=r"english\.json"):
        load_english(tmp_path / "english.json")


def test_every_entry_stands_once():
    """No English wording has two readings."""
    from qa.english import ENGLISH

    entries = [entry["english"] for entry in json.loads(ENGLISH.read_text("utf-8"))["entries"]]
    assert len(entries) == len(set(entries)) >= 120
