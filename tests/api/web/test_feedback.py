"""Saying whether an answer helped."""

from pathlib import Path

import pytest

from api.feedback_store import FeedbackStore

QUESTION = "ASPIREの支援期間は？"


@pytest.fixture
def sent(server):
    """Return a function that returns the newest opinion that reached the operator."""
    return lambda: FeedbackStore(Path(server.home) / "feedback.sqlite3").all()[-1]


def test_a_verdict_reaches_the_operator_without_the_question(page, ask, sent, kept):
    """What is sent is the verdict and its reasons, and the page shows that it was."""
    reply = ask(QUESTION)
    page.get_by_role("button", name="役に立たなかった").click()
    page.get_by_label("古い情報").check()
    page.get_by_label("出典が違う").check()
    page.locator(".feedback").get_by_role("button", name="送る").click()
    page.get_by_text("送りました。ありがとうございます。").wait_for()
    feedback = sent()
    assert (feedback.answer_id, feedback.verdict, feedback.reason) == (reply["id"], "not", "出典が違う、古い情報")
    assert (feedback.question, feedback.citations) == (None, ())
    assert page.locator("[aria-pressed=true]").inner_text() == "✓ 役に立たなかった"
    assert kept(page)[0]["turns"][0]["feedback"] == "not"


def test_the_question_is_sent_where_its_asker_agrees(page, ask, sent):
    """With the mark set, the question and where its citations stand are sent too."""
    reply = ask(QUESTION)
    page.get_by_role("button", name="役に立った").click()
    page.get_by_label("質問の文と出典も送る").check()
    page.locator(".feedback").get_by_role("button", name="送る").click()
    page.get_by_text("送りました。ありがとうございます。").wait_for()
    feedback = sent()
    assert (feedback.answer_id, feedback.verdict, feedback.question) == (reply["id"], "helpful", QUESTION)
    assert feedback.citations[0].start == reply["citations"][0]["start"]


def test_nothing_is_sent_before_it_is_agreed_to(page, ask):
    """Choosing a verdict sends nothing; it can be left at that."""
    ask(QUESTION)
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_role("button", name="役に立った").click()
    page.get_by_role("button", name="やめる").click()
    assert page.locator(".feedback form").count() == 0
    assert sent == []


def test_a_verdict_that_cannot_be_sent_is_kept_in_the_form(page, ask):
    """The page says what is wrong; the form stays as it was filled in."""
    ask(QUESTION)
    page.route("**/v1/feedback", lambda route: route.abort())
    page.get_by_role("button", name="役に立たなかった").click()
    page.get_by_label("古い情報").check()
    page.locator(".feedback").get_by_role("button", name="送る").click()
    page.locator(".feedback .problem").wait_for()
    assert page.get_by_label("古い情報").is_checked()
