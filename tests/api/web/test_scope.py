"""Choosing what may answer."""

from urllib.parse import parse_qs, urlsplit

import pytest

GUIDANCE = "科学技術の戦略的国際展開に向けて"
QUESTION = "研究力の強化に含まれる目的は？"


@pytest.fixture
def page(new_page):
    """Return a page with the panel open, all documents chosen."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.locator("#scope").click()
    page.get_by_role("checkbox", name=GUIDANCE).wait_for()
    return page


def scope(kept, page):
    """Return what was to answer the newest turn."""
    return kept(page)[0]["turns"][-1]["scope"]


def test_all_documents_answer_unless_some_are_chosen(page, put, kept):
    """At first every box is ticked, and nothing is restricted."""
    assert all(box.is_checked() for box in page.locator("#scope-panel input[type=checkbox]").all())
    put(page, QUESTION)
    assert scope(kept, page) == {}


def test_the_documents_that_are_ticked_answer_alone(page, put, kept):
    """They stand with the turn, and travel with the link to its answer."""
    page.get_by_role("checkbox", name="同梱の文書").click()
    assert page.locator("#scope").inner_text().endswith("すべての文書")  # nothing ticked would answer nothing
    for box in page.locator("#scope-panel [name=document]").all():
        box.set_checked(GUIDANCE in box.locator("..").inner_text())
    assert GUIDANCE in page.locator("#scope").inner_text()
    reply = put(page, QUESTION)
    (chosen,) = scope(kept, page)["documents"]
    assert {item["document_id"] for item in reply["passages"]} == {chosen}
    assert GUIDANCE in page.locator(".turn .understood", has_text="対象").inner_text()
    page.get_by_role("button", name="リンクをコピー").click()
    page.get_by_role("button", name="コピーしました").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).fragment)["d"] == [chosen]


def test_documents_of_a_later_date_are_left_out(page, put, kept, collection):
    """A day chosen leaves out what is dated later, and is told with the turn."""
    page.get_by_label("この日までの文書").fill("2022-01-01")
    reply = put(page, QUESTION)
    assert scope(kept, page) == {"as_of": "2022-01-01"}
    dates = {collection.document(item["document_id"]).record.known_date for item in reply["passages"]}
    assert max(dates) < "2022-01-01"
    assert "2022-01-01 まで" in page.locator(".turn .understood", has_text="対象").inner_text()


def test_the_panel_closes_with_the_keyboard(page):
    """Escape closes it and leads back to its button."""
    page.get_by_role("checkbox", name=GUIDANCE).focus()
    page.keyboard.press("Space")
    assert page.get_by_role("checkbox", name=GUIDANCE).evaluate("(box) => box === document.activeElement")
    page.keyboard.press("Escape")
    page.wait_for_selector("#scope:focus")
    assert page.locator("#scope-panel").is_hidden()


def test_a_file_can_be_added_where_questions_are_asked(page):
    """What is added there can be ticked at once."""
    page.get_by_text("文書を追加する").click()
    page.set_input_files(
        "#new-documents",
        {"name": "風車の覚書.md", "mimeType": "text/plain", "buffer": "# 風車の覚書\n高さは30mとする。\n".encode()},
    )
    box = page.get_by_role("checkbox", name="風車の覚書")
    box.wait_for(timeout=300_000)
    assert box.is_checked()
    page.goto("/documents")
    page.get_by_role("button", name="風車の覚書を取り除く").click()
    page.get_by_role("button", name="本当に取り除く").click()
    page.get_by_role("link", name="風車の覚書", exact=True).wait_for(state="detached", timeout=300_000)
