"""Values of a programme: the field that the question gives by its label, before what prose says beside it."""

import pytest
from doubles import OverlapReader
from invented import index_of

from qa.assistant import Assistant

PLAN = """地域共創推進計画

令和6年4月

1. 推進する事業

共創拠点整備事業（KKS）

事業スキーム

支援対象\t地方大学
支援期間\t4年間

2. 主な意見

共創拠点整備事業の支援期間は何年かと言えば、1、2年ですぐに状況が変わるものではなく、継続が必要。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """Return an assistant over an invented plan, without any model."""
    return Assistant(index_of(tmp_path_factory.mktemp("plan"), PLAN), OverlapReader())


@pytest.mark.parametrize("question", ["共創拠点整備事業の支援期間は何年かと言えば？", "KKSの支援期間は何年ですか"])
def test_the_field_asked_for_comes_before_prose_that_has_more_of_the_words(assistant, question):
    """Though the reader ranks the opinion first."""
    evidence = assistant.draft(question).findings.evidence
    assert "状況が変わる" in evidence[0].statement.text or question.startswith("KKS")
    assert "4年間" in assistant.ask(question).sentences[0].text
