"""What is said to the last answer and asks nothing new."""

import pytest

from qa.conversation.acts import Act, act_of, last_question, without_acts
from qa.question.history import Turn


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("出典は？", Act.SOURCES),
        ("その根拠を教えてください", Act.SOURCES),
        ("どこに書いてありますか？", Act.SOURCES),
        ("もっと短く", Act.SHORTER),
        ("一言で言うと？", Act.SHORTER),
        ("他には？", Act.OTHERS),
        ("ほかにもありますか", Act.OTHERS),
        ("ありがとうございました。", Act.THANKS),
        ("了解です", Act.THANKS),
    ],
)
def test_an_act_is_known_by_its_whole_wording(text, act):
    """However politely it is said."""
    assert act_of(text) is act


@pytest.mark.parametrize(
    "text",
    [
        "出典の書き方は？",
        "他にはない特色は？",
        "短くする方法は？",
        "根拠法は何ですか",
        "会議はどこに書いてある住所ですか",
        "",
    ],
)
def test_a_question_of_its_own_is_no_act(text):
    """A word that acts use says nothing by itself."""
    assert act_of(text) is None


def test_acts_and_the_replies_to_them_are_no_part_of_what_is_talked_about():
    """The last question is the last one that asked something, with what was said before it."""
    first, second = Turn("user", "予算は？"), Turn("assistant", "8億円です。")
    thanks = (Turn("user", "ありがとう"), Turn("assistant", "どういたしまして。"))
    third = Turn("user", "期間は？")
    history = without_acts((first, second, *thanks, third))
    assert history == (first, second, third)
    assert last_question(history) == ("期間は？", (first, second))
    assert last_question(()) == ("", ())
