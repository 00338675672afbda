"""Under which heading of the guidance something is listed."""

import pytest

from qa.answers import Outcome


@pytest.mark.parametrize(
    ("question", "item", "group"),
    [
        ("将来出会うかもしれない危機への備えは、三つの目的のうちどれに入りますか。", "将来出会い得る危機", "B1"),
        ("国際ルールの策定は、どの目的に位置付けられていますか", "国際ルール策定", "C1"),
        ("人材の育成・確保はどの目的に含まれますか。", "人材育成・確保", "A1"),
    ],
)
def test_the_group_of_an_item_is_told_with_its_code(assistant, question, item, group):
    """The answer quotes the item and its heading, each with a source."""
    answer = assistant.ask(question)
    assert answer.outcome is Outcome.ANSWERED
    assert item in answer.text
    assert f"（{group}）に挙げられています。" in answer.text
    assert len(answer.citations) == 2


def test_a_question_about_a_purpose_itself_is_no_question_for_its_group(assistant):
    """Asked what a purpose holds, its items are told."""
    assert (
        "に挙げられています" not in assistant.ask("科学技術外交の目的として例示されているものを教えてください。").text
    )
