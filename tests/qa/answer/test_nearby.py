"""Questions that are offered where the documents do not answer what was asked."""

import pytest

from qa.answers import Outcome
from qa.search.retrieval import RetrievalFilter


def test_what_is_offered_is_of_the_programme_named_and_is_answered(assistant):
    """Two questions at most, none of them the one that was asked."""
    refused = assistant.ask("SATREPSの応募倍率は何倍ですか")
    assert refused.outcome is Outcome.NO_EVIDENCE
    assert len(refused.suggestions) == 2
    assert all(words.startswith("SATREPSの") and words.endswith("は？") for words in refused.suggestions)
    assert [assistant.ask(words).outcome for words in refused.suggestions] == [Outcome.ANSWERED] * 2


def test_a_question_that_names_no_programme_gets_those_of_its_nearest_statements(assistant):
    """Whatever they are, they are answered."""
    refused = assistant.ask("若手研究者が海外で研究するときの家族手当は月いくら？")
    if refused.outcome is Outcome.NO_EVIDENCE:
        assert [assistant.ask(words).outcome for words in refused.suggestions] == [Outcome.ANSWERED] * len(
            refused.suggestions
        )


@pytest.mark.parametrize("attribute", ["予算額", "支援期間"])
def test_the_attribute_that_was_asked_for_is_not_offered_again(assistant, attribute):
    """Of another year, say, that the documents do not give."""
    answer = assistant.ask(f"SATREPSの平成3年度の{attribute}は？")
    assert f"SATREPSの{attribute}は？" not in answer.suggestions


def test_nothing_is_offered_that_only_other_documents_answer(assistant):
    """The question was restricted to documents that have no facts of it."""
    where = RetrievalFilter(documents=("strategy-2021",))
    refused = assistant.ask("SATREPSの応募倍率は何倍ですか", where=where)
    assert all(assistant.ask(words, where=where).outcome is Outcome.ANSWERED for words in refused.suggestions)


def test_what_is_out_of_scope_gets_no_suggestion(assistant):
    """There is nothing near."""
    refused = assistant.ask("カレーライスのおいしい作り方は？")
    assert refused.outcome is not Outcome.ANSWERED
    assert refused.outcome is Outcome.NO_EVIDENCE or refused.suggestions == ()
