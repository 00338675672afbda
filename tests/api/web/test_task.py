"""A whole day's work on the page: twenty tasks, as somebody does them one after another, some with the keyboard alone."""

from dataclasses import dataclass

import docx
import pytest
from playwright.sync_api import Page

LIGHTHOUSE = "# 灯台更新計画の覚書\n\n2024年4月1日\n\n灯台更新計画の支援期間は7年である。灯台更新計画の予算額は30百万円である。\n"
HARBOUR = "# 港湾整備計画の覚書\n\n2023年4月1日\n\n港湾整備計画の支援期間は4年である。港湾整備計画の予算額は80百万円である。\n"
NEWER = LIGHTHOUSE.replace("7年", "9年")
DRAFT = """欧州との材料科学に関する国際共同研究の構想（案）

１．背景
先端国際共同研究推進事業（ASPIRE）の支援期間は原則３年とされている。

２．内容
両大学は2031年までの協定を結び、年１回の運営委員会で研究計画を更新する。
知的財産の扱いは、成果が出た段階で協議する。
"""


def press(page, *keys):
    """Press keys one after another."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, selector, most=60):
    """Go on with the tabulator until the focus is on something."""
    for _ in range(most):
        if page.evaluate("(selector) => Boolean(document.activeElement?.matches(selector))", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


@dataclass
class Day:
    """Who works, and what is at hand."""

    page: Page
    new_page: object
    put: object
    kept: object
    add: object
    take_away: object
    paper: bytes


def add_three_files(day):
    """Two texts and a PDF come in at once, and the report names each."""
    day.add(day.page, {"灯台.md": LIGHTHOUSE.encode(), "港湾.md": HARBOUR.encode(), "計画.pdf": day.paper})
    assert [words.split("：")[1][:6] for words in day.page.locator(".job li").all_inner_texts()] == ["読み取りまし"] * 3


def ask_of_two_of_them(day):
    """Let the two texts alone answer."""
    page = day.page
    page.goto("/")
    page.locator("#scope").click()
    page.get_by_role("checkbox", name="同梱の文書").click()
    page.get_by_role("checkbox", name="灯台更新計画 2024-04-01", exact=True).click()
    page.keyboard.press("Escape")
    assert "7年" in day.put(page, "灯台更新計画の支援期間は？")["answer"]
    assert len(day.kept(page)[0]["turns"][0]["scope"]["documents"]) == 2


def follow_up(day):
    """Ask on from the last answer, for which the focus needs no pointer."""
    day.page.keyboard.type("では予算額は？")
    day.page.keyboard.press("Enter")
    turn = day.page.locator(".turn").nth(1)
    turn.locator(".used").wait_for()
    assert "30百万円" in turn.locator(".answer").inner_text()


def look_at_the_source(day):
    """Open the document at the verified quote by its chip; Escape leads back to that."""
    page = day.page
    page.locator(".turn").nth(1).locator(".answer .chip").first.press("Enter")
    page.wait_for_selector("#source .badge.good")
    assert "30百万円" in page.locator("#marked").text_content()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "chip"


def pin_with_the_keyboard(day):
    """Put the answer into the note, and go there by the link beside the button."""
    page = day.page
    turn = page.locator(".turn").nth(1)
    turn.get_by_role("button", name="ノートに留める").focus()
    press(page, "Enter")
    turn.locator(".pinned a").wait_for()
    tab_to(page, ".pinned a")
    press(page, "Enter")
    page.locator(".piece").wait_for()


def remark_on_it(day):
    """Write a remark under the answer, which stays."""
    remark = day.page.get_by_label("「では予算額は？」へのメモ")
    remark.fill("財務課に確かめる")
    day.page.reload()
    assert remark.input_value() == "財務課に確かめる"


def export_the_note_to_word(day):
    """Save a file that has the answer, its source and the remark."""
    words = saved_as_word(day.page, "Word で保存")
    assert all(expected in words for expected in ("30百万円", "灯台更新計画の覚書", "財務課に確かめる"))
    day.page.go_back()


def export_the_conversation_to_word(day):
    """Save a file that has both questions."""
    day.page.locator(".more").first.click()
    words = saved_as_word(day.page, "Wordで保存")
    assert all(expected in words for expected in ("灯台更新計画の支援期間は？", "では予算額は？", "7年"))


def share_a_link(day):
    """Another browser asks the same of the same documents."""
    page, other = day.page, day.new_page()
    page.locator(".turn").first.get_by_role("button", name="リンクをコピー").click()
    page.get_by_role("button", name="コピーしました").wait_for()
    other.goto(page.evaluate("navigator.clipboard.readText()"))
    other.locator(".turn .used").wait_for()
    assert "7年" in other.locator(".answer").inner_text()


def find_the_conversation_after_a_reload(day):
    """Both turns are there again at their address."""
    day.page.reload()
    day.page.locator(".turn .used").nth(1).wait_for()
    assert day.page.locator(".asked").all_inner_texts() == ["灯台更新計画の支援期間は？", "では予算額は？"]


def delete_it_and_take_that_back(day):
    """Bring what was deleted back whole."""
    page, before = day.page, day.kept(day.page)
    page.locator(".more").first.click()
    page.get_by_role("button", name="削除", exact=True).click()
    page.get_by_role("button", name="元に戻す").wait_for()
    assert day.kept(page) == before[1:]
    page.get_by_role("button", name="元に戻す").press("Enter")
    page.locator(".history a").first.wait_for()
    assert day.kept(page) == before


def check_a_draft_with_the_keyboard(day):
    """Learn what contradicts the documents."""
    page = day.page
    page.get_by_role("link", name="企画案の点検").press("Enter")
    page.locator("#draft-text").focus()
    page.keyboard.insert_text(DRAFT)
    tab_to(page, ".drop .primary")
    press(page, "Enter")
    page.locator(".counts .bad", has_text="文書と矛盾").wait_for()


def mend_and_compare_it(day):
    """After the mending one finding is solved, and both versions stand side by side."""
    page = day.page
    page.get_by_role("button", name="本文を直す").press("Enter")
    page.wait_for_selector("#draft-text:focus")
    page.fill("#draft-text", DRAFT.replace("原則３年", "原則５年"))
    tab_to(page, ".drop .primary")
    press(page, "Enter")
    page.locator(".versions summary", has_text="解消 1、新規 0").press("Enter")
    assert page.locator(".versions ins").inner_text() == "５"


def find_the_check_after_a_reload(day):
    """Find the report and the mended draft again."""
    day.page.reload()
    day.page.locator(".versions summary", has_text="解消 1、新規 0").wait_for()
    assert "原則５年" in day.page.locator(".draft-text").inner_text()


def compare_two_programmes(day):
    """Their periods stand in one row."""
    day.page.goto("/programmes/satreps")
    day.page.get_by_label("比べる事業").select_option("sicorp")
    assert "3年間" in day.page.locator(".compared tbody tr", has_text="支援期間").inner_text()


def read_a_page_of_the_pdf(day):
    """See the quote marked in the text and on the picture of its page."""
    page = day.page
    page.goto("/documents")
    page.get_by_role("link", name="灯台更新計画", exact=True).click()
    page.fill("#find", "原則七年")
    page.get_by_role("button", name="探す", exact=True).click()
    page.locator(".found a").first.click()
    page.locator(".page-pane rect").first.wait_for(state="attached")
    assert page.locator(".page-pane img").get_attribute("alt") == "2 頁の画像"


def see_what_a_newer_version_changed(day):
    """Add a newer version, and see the passage that changed beside what it was."""
    page = day.page
    day.add(page, {"灯台.md": NEWER.encode()})
    page.get_by_role("link", name="二つの文書を比べる").click()
    page.get_by_label("前の文書").select_option(label="灯台更新計画の覚書（1 つ前の版）")
    page.get_by_label("後の文書").select_option(label="灯台更新計画の覚書 (2024-04-01)")
    page.get_by_role("button", name="比べる").press("Enter")
    assert page.locator("ins").inner_text() == "9"
    page.goto("/c/" + day.kept(page)[0]["id"])
    page.locator(".turn .notice", has_text="文書が変わりました").first.wait_for()


def look_at_the_timeline(day):
    """Find the documents that were added in their years."""
    day.page.goto("/timeline")
    year = day.page.locator(".years > li", has_text="2023年")
    year.get_by_role("link", name="港湾整備計画の覚書").wait_for()


def ask_on_a_phone_in_english(day):
    """On a phone nothing is wider than the view; the switch turns the page English, and back."""
    phone = day.new_page(width=390, height=844)
    phone.goto("/")
    phone.get_by_role("button", name="English").click()
    phone.get_by_role("heading", name="Ask the documents").wait_for()
    day.put(phone, "ASPIREの支援期間は？")
    phone.locator(".turn .used").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="日本語").click()
    phone.get_by_role("button", name="English").wait_for()


def take_the_files_away(day):
    """All three go again, after asking once more."""
    for title in ("灯台更新計画の覚書", "港湾整備計画の覚書", "灯台更新計画"):
        day.take_away(day.page, title)
    assert day.page.get_by_role("link", name="灯台", exact=False).count() == 0


def saved_as_word(page, name):
    """Return the words of the document that a button saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).press("Enter")
    return "\n".join(paragraph.text for paragraph in docx.Document(download.value.path()).paragraphs)


TASKS = [
    add_three_files,
    ask_of_two_of_them,
    follow_up,
    look_at_the_source,
    pin_with_the_keyboard,
    remark_on_it,
    export_the_note_to_word,
    export_the_conversation_to_word,
    share_a_link,
    find_the_conversation_after_a_reload,
    delete_it_and_take_that_back,
    check_a_draft_with_the_keyboard,
    mend_and_compare_it,
    find_the_check_after_a_reload,
    compare_two_programmes,
    read_a_page_of_the_pdf,
    see_what_a_newer_version_changed,
    look_at_the_timeline,
    ask_on_a_phone_in_english,
    take_the_files_away,
]


@pytest.mark.timeout(900)
def test_a_days_work(new_page, put, kept, add, take_away, paper):
    """All twenty tasks are done, each where the one before it ended."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    day = Day(page, new_page, put, kept, add, take_away, paper)
    for task in TASKS:
        print(task.__name__)  # where a day ended early
        task(day)
    assert len(TASKS) == 20
