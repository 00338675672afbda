"""Events by month and by place."""

import pytest

from qa.answers import Outcome


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        (
            "2023年9月に開かれる国際会議は？",
            ["G20首脳サミット", "国連SDGs首脳サミット", "筑波会議"],
            ["STSフォーラム（京都）"],
        ),
        ("7月の会合をすべて教えて", ["G20研究大臣会合", "UNESCO国際会議"], ["筑波会議", "G20教育大臣会合"]),
        ("12月に東京で開かれる会合は？", ["日ASEAN特別首脳会合"], ["OECD/CSTP"]),
        (
            "予定表の中で、インドで開催される会合を全部挙げて",
            ["G20教育大臣会合", "G20研究大臣会合", "G20首脳サミット"],
            ["筑波会議"],
        ),
    ],
)
def test_the_events_of_a_month_or_place_are_told_and_no_others(assistant, question, told, untold):
    """Each with its date and the row that gives it, the month above the row too."""
    answer = assistant.ask(question)
    assert answer.outcome is Outcome.ANSWERED
    assert all(name in answer.text for name in told)
    assert not any(name in answer.text for name in untold)
    assert all(sentence.citations for sentence in answer.sentences)


def test_one_event_asked_for_by_name_is_told_alone(assistant):
    """A question for the date of one event gives that."""
    assert assistant.ask("筑波会議はいつ開かれますか").text.startswith("筑波会議（つくば）は9月26-28日です。")
