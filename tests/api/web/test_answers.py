"""How answers read: lists, tables, sources, what is only partly answered."""

import json

import pytest


def test_a_list_is_a_list(page, ask):
    """Each item of an answer is an item of one list."""
    reply = ask("研究力の強化に含まれる目的を全部教えてください")
    items = page.locator(".answer ul > li").all_inner_texts()
    assert len(items) == len(reply["sentences"][0]["text"].splitlines())
    assert items[0] == "良質な研究成果の創出"
    assert page.locator(".answer ul").count() == 1


def test_what_is_numbered_is_an_ordered_list(page, ask):
    """Chapters that the answer counts are counted by the list itself, each with its chips."""
    ask("中間まとめの要点")
    assert page.locator(".answer ol > li").evaluate_all("(items) => items.map((item) => item.value)") == [1, 2, 3]
    assert not page.locator(".answer ol > li").first.inner_text().startswith("1")
    assert page.locator(".answer ol > li:has(.chip)").count() == 3


def test_a_table_scrolls_within_itself_under_its_heads(new_page, put):
    """On a phone a wide table moves sideways in its own frame; heads of columns and rows stay in view."""
    page = new_page(width=320)
    page.goto("/")
    put(page, "SATREPSとSICORPの支援期間と支援額を比べて")
    table = page.locator(".answer table")
    assert table.evaluate("(table) => getComputedStyle(table.parentElement).overflowX") == "auto"
    assert table.locator("thead th").first.evaluate("(head) => getComputedStyle(head).position") == "sticky"
    assert table.locator("tbody th").first.evaluate("(head) => getComputedStyle(head).position") == "sticky"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_sources_stand_by_document_one_line_each(page, ask):
    """Each document is named once, and each of its citations is one line with the quote's first words."""
    reply = ask("ASPIREについて教えて")
    documents = {(item["document_id"], item["version"]) for item in reply["citations"]}
    assert 1 <= page.locator(".used h3").count() <= len(documents)
    lines = page.locator(".used li")
    assert page.locator(".used .chip").count() == len(reply["citations"])
    assert all(lines.nth(at).bounding_box()["height"] < 36 for at in range(lines.count()))


def shown(page, ask, text, citations):
    """Show an answer of one sentence that the service did not give."""
    reply = ask("ASPIREの支援期間は？")
    numbers = list(range(1, len(citations) + 1))
    told = [
        {**reply["citations"][0], **citation, "number": number}
        for number, citation in zip(numbers, citations, strict=True)
    ]
    reply |= {"answer": text, "sentences": [{"text": text, "citations": numbers}], "citations": told}
    page.route("**/v1/ask/stream", lambda route: route.fulfill(body=f"event: done\ndata: {json.dumps(reply)}\n\n"))
    ask("もう一つ")
    return page.locator(".turn").last


def test_markdown_of_a_plain_text_is_not_shown_raw(page, ask):
    """A text may be written in Markdown whatever its name says: its marks are no words, and its items are a list."""
    turn = shown(page, ask, "## 支援期間\n- **原則**`7年`\n- [延長](https://a.example/x)あり[1]", [{}])
    assert turn.locator(".answer p").first.inner_text() == "支援期間"
    assert turn.locator(".answer li").first.inner_text() == "原則7年"
    assert turn.locator(".answer li").nth(1).inner_text().startswith("延長あり")


def test_quotes_that_say_the_same_share_a_line(page, ask):
    """A quote that another document prints in nearly the same characters is folded; another figure never is."""
    quotes = ["支援期間\t原則５年である。", "支援期間 原則5年である。", "支援期間 原則6年である。"]
    turn = shown(
        page, ask, "原則５年です。", [{"quote": quote, "document_id": f"d{at}"} for at, quote in enumerate(quotes)]
    )
    lines = turn.locator(".used li").all_inner_texts()
    assert len(lines) == 2
    assert "同じ文がほか 1 文書" in lines[0]
    assert turn.locator(".used li").first.locator(".chip").count() == 2


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("はい。支援期間は原則５年です。", "はい"),
        ("いいえ、原則５年です。", "いいえ"),
        ("支援期間は原則５年です。", "原則５年"),
        ("令和5年度の予算額は1,878百万円です。", "1,878百万円"),
        ("国際頭脳循環を推進する。", None),
        ("はいすいの管理を行う。", None),
    ],
)
def test_what_the_answer_begins_with_stands_out(page, ask, text, key):
    """A yes, a no or the figure is set off where the answer begins with it, and no word is changed."""
    turn = shown(page, ask, text, [{}])
    assert turn.locator(".answer .key").all_inner_texts() == ([key] if key else [])
    assert turn.locator(".answer p").inner_text().startswith(text)


def test_three_questions_go_on_from_an_answer(page, ask):
    """They are asked with a click, and what was asked before is not offered again."""
    reply = ask("ASPIREの支援期間は？")
    offered = page.locator(".following button").all_inner_texts()
    assert offered == reply["follow_ups"][:3]
    page.locator(".following button").first.click()
    page.locator(".turn").nth(1).locator(".following button").first.wait_for()
    assert page.locator(".asked").last.inner_text() == offered[0]
    again = page.locator(".turn").nth(1).locator(".following button").all_inner_texts()
    assert not {"ASPIREの支援期間は？", offered[0]} & set(again)


@pytest.fixture
def partial(page, ask):
    """Return a page that shows an answer to one of two things asked."""
    reply = ask("ASPIREの支援期間は？")
    parts = [{"question": "支援期間", "status": "answered"}, {"question": "来年の金利", "status": "no_evidence"}]
    reply |= {"outcome": "partial", "parts": parts}
    page.route("**/v1/ask/stream", lambda route: route.fulfill(body=f"event: done\ndata: {json.dumps(reply)}\n\n"))
    ask("支援期間と、来年の金利は？")
    return page


def test_what_is_partly_answered_is_marked(partial):
    """The answer says that it is not whole, and what the documents do not say."""
    turn = partial.locator(".turn").last
    assert turn.locator(".badge").inner_text() == "一部のみ回答"
    assert turn.locator(".missing li").all_inner_texts() == ["来年の金利"]
