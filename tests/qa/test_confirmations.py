"""Yes or no before the sentence that decides."""

from dataclasses import dataclass

import pytest
from doubles import OverlapReader
from invented import index_of

from indexer.tokenisation import FugashiTokenizer
from qa.assistant import Assistant
from qa.claims.confirmations import as_claim, is_polar
from qa.reader.reader import Support

TOKENIZER = FugashiTokenizer()
PLAN = """海外渡航の手引き

令和6年4月

1. 渡航の届出

研究者が海外に渡航するときは、出発の十日前までに届出書を事務局に提出する。
"""
QUESTION = "海外渡航の届出書は出発の十日前までに提出するのですか?"


@dataclass
class SureReader(OverlapReader):
    """Judges every claim alike."""

    said: Support

    def judge(self, claim, windows, /):
        """Return the same for every window."""
        return [self.said for _ in windows]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Return the index of an invented paper."""
    return index_of(tmp_path_factory.mktemp("paper"), PLAN)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        (Support(0.9, 0.05, 0.05), "はい。"),
        (Support(0.05, 0.9, 0.05), "いいえ。"),
    ],
)
def test_a_question_for_yes_or_no_is_answered_so_with_the_sentence_that_decides(index, said, first):
    """The word comes first, and bears the citation of the sentence after it."""
    answer = Assistant(index, SureReader(said)).ask(QUESTION)
    assert answer.sentences[0].text == first
    assert answer.sentences[0].citations == answer.sentences[1].citations != ()
    assert "十日前" in answer.sentences[1].text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (QUESTION, Support(0.5, 0.3, 0.2)),
        ("海外渡航の届出書は出発の何日前までに提出するのですか?", Support(0.9, 0.05, 0.05)),
    ],
)
def test_where_the_reader_is_unsure_or_more_is_asked_the_sentence_stands_alone(index, question, said):
    """No yes and no no."""
    answer = Assistant(index, SureReader(said)).ask(question)
    assert answer.sentences[0].text.startswith("研究者が海外に渡航するときは")


POLAR = [
    "若手も対象になりますか",
    "JSTだけが支援しているの?",
    "予算は増えたんだっけ",
    "参加国に韓国はある?",
    "それで合っているか",
]
OPEN = [
    "何年続くのですか",
    "どこの国が参加していますか",
    "なんで減ったの?",
    "増えたんだっけ、減ったんだっけ",
    "増えた?減った?",
    "提供するのは利用者か業者か",
    "いくつありますか",
    "支援期間を教えてください",
    "SATREPSの予算",
]


@pytest.mark.parametrize("question", POLAR)
def test_what_ends_as_a_question_without_an_asking_word_asks_for_yes_or_no(question):
    """In whatever style it is asked."""
    assert is_polar(question, TOKENIZER)


@pytest.mark.parametrize("question", OPEN)
def test_what_asks_for_a_thing_or_for_one_of_two_does_not(question):
    """Nor what does not ask whether something is so."""
    assert not is_polar(question, TOKENIZER)


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("届出書は十日前までに提出するのですか?", "届出書は十日前までに提出する。"),
        ("予算は増えたんだっけ?", "予算は増えたんだ。"),
        ("若手も対象になりますか", "若手も対象になります。"),
        ("対象は大学だけですか。", "対象は大学だけです。"),
        ("参加国に韓国はある?", "参加国に韓国はある。"),
    ],
)
def test_what_is_asked_is_held_against_the_documents_as_it_would_be_asserted(question, claim):
    """Without what only asks."""
    assert as_claim(question, TOKENIZER) == claim
