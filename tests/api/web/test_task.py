"""A whole day's work on the page, as somebody does it, with the keyboard alone where it can be."""

import docx

FILE = "# 灯台更新計画の覚書\n\n2024年4月1日\n\n灯台更新計画の支援期間は7年である。灯台更新計画の予算額は30百万円である。\n"
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


def add_and_ask(page, put, kept):
    """Add a file where questions are asked, let it answer alone, and go on from there."""
    page.goto("/")
    page.locator("#scope").click()
    page.get_by_text("文書を追加する").click()
    page.set_input_files(
        "#new-documents", {"name": "灯台更新計画.md", "mimeType": "text/markdown", "buffer": FILE.encode()}
    )
    page.get_by_role("checkbox", name="灯台更新計画").wait_for(timeout=300_000)
    page.get_by_role("checkbox", name="同梱の文書").click()
    assert "7年" in put(page, "灯台更新計画の支援期間は？")["answer"]
    assert kept(page)[0]["turns"][0]["scope"] == {"collections": ["own"]}
    page.keyboard.type("では予算額は？")
    press(page, "Enter")
    page.locator(".turn").nth(1).locator(".used").wait_for()
    assert "30百万円" in page.locator(".turn").nth(1).locator(".answer").inner_text()


def pin_and_save(page):
    """Pin the last answer and save the note as a Word document, with the keyboard alone."""
    turn = page.locator(".turn").nth(1)
    turn.get_by_role("button", name="ノートに留める").focus()
    press(page, "Enter")
    turn.locator(".pinned a").wait_for()
    tab_to(page, ".pinned a")
    press(page, "Enter")
    page.locator(".piece").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word で保存").press("Enter")
    words = "\n".join(paragraph.text for paragraph in docx.Document(download.value.path()).paragraphs)
    assert "30百万円" in words
    assert "灯台更新計画" in words
    page.go_back()


def share(page, other):
    """Ask anew in another browser by a link to the first answer."""
    page.locator(".turn").first.get_by_role("button", name="リンクをコピー").click()
    page.get_by_role("button", name="コピーしました").wait_for()
    other.goto(page.evaluate("navigator.clipboard.readText()"))
    other.locator(".turn .used").wait_for()
    assert "7年" in other.locator(".answer").inner_text()


def check_and_mend(page):
    """Check a draft, mend what is wrong, and hold both versions side by side, with the keyboard alone."""
    page.get_by_role("link", name="企画案の点検").press("Enter")
    page.locator("#draft-text").focus()
    page.keyboard.insert_text(DRAFT)
    tab_to(page, ".drop .primary")
    press(page, "Enter")
    page.locator(".counts .bad", has_text="文書と矛盾").wait_for()
    page.get_by_role("button", name="本文を直す").press("Enter")
    page.wait_for_selector("#draft-text:focus")
    page.fill("#draft-text", DRAFT.replace("原則３年", "原則５年"))
    tab_to(page, ".drop .primary")
    press(page, "Enter")
    page.locator(".versions summary", has_text="解消 1、新規 0").press("Enter")
    assert page.locator(".versions ins").inner_text() == "５"


def test_a_days_work(new_page, put, kept):
    """A file is added and asked of, its answer pinned, saved and shared; a draft is checked, mended, compared and restored."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    add_and_ask(page, put, kept)
    pin_and_save(page)
    share(page, new_page())
    check_and_mend(page)
    page.reload()
    page.locator(".versions summary", has_text="解消 1、新規 0").wait_for()
    assert "原則５年" in page.locator(".draft-text").inner_text()
    page.goto("/notes")
    page.locator(".piece").wait_for()
    page.goto("/documents")
    page.get_by_role("button", name="灯台更新計画の覚書を取り除く").click()
    page.get_by_role("button", name="本当に取り除く").press("Enter")
    page.get_by_role("link", name="灯台更新計画の覚書", exact=True).wait_for(state="detached", timeout=300_000)
