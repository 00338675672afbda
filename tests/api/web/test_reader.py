"""A document that was a PDF beside the pictures of its pages; what is dated; what changed between two documents."""

import pytest
from axe_playwright_python.sync_playwright import Axe

OLD = "# 港湾計画\n\n2023年4月1日\n\n港湾計画の支援期間は原則三年とする。\n\n若手の技術者を派遣する。\n"
NEW = "# 港湾計画\n\n2024年4月1日\n\n港湾計画の支援期間は原則五年とする。\n\n整備費を新たに計上する。\n"


@pytest.fixture
def read(page, paper, add, take_away):
    """Return a page with the PDF among the documents, which is taken away at the end."""
    add(page, {"灯台.pdf": paper})
    yield page
    take_away(page, "灯台更新計画")


def axe(page):
    """Return what axe-core finds."""
    found = Axe().run(page).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"][:3]]) for item in found]


def test_a_page_stands_as_a_picture_beside_the_text(read, put):
    """The address of a quote shows the page that it is on, with a mark in the text and on the picture."""
    page = read
    page.goto("/")
    cited = put(page, "灯台更新計画の支援期間は？")["citations"][0]
    assert cited["page"] == 2
    page.goto(cited["url"])
    page.locator(".page-pane rect").first.wait_for(state="attached")
    picture = page.locator(".page-pane img")
    assert picture.get_attribute("alt") == "2 頁の画像"
    assert picture.evaluate("(image) => image.naturalWidth") > 600
    assert "七年" in page.locator("#marked").text_content()
    mark, whole = page.locator(".page-pane rect").first.bounding_box(), picture.bounding_box()
    assert whole["x"] < mark["x"] < whole["x"] + whole["width"] / 2
    assert whole["y"] < mark["y"] < whole["y"] + whole["height"] / 2
    assert axe(page) == []
    page.get_by_role("button", name="次の頁").click()
    page.locator(".page-pane [role=status]", has_text="3 / ").wait_for()
    page.get_by_role("button", name="1 頁の画像").press("Enter")
    page.locator(".page-pane [role=status]", has_text="1 / ").wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []


def test_a_document_that_was_no_pdf_has_its_text_alone(page):
    """There is no empty place for pictures that there are not."""
    page.goto("/documents/status-2023")
    page.wait_for_selector(".full")
    assert page.locator(".page-pane").count() == 0


def test_the_timeline_tells_what_is_dated(page, collection):
    """Years go down; documents and facts of programmes stand under theirs, each with its source; words narrow it."""
    page.goto("/documents")
    page.get_by_role("link", name="年表").click()
    page.wait_for_selector(".years h2")
    years = [int(words[:4]) for words in page.locator(".years h2").all_inner_texts()]
    assert years == sorted(years, reverse=True)
    dated = {item.record.title for item in collection.documents if item.record.known_date}
    assert dated <= set(page.locator(".years a[lang=ja]").all_inner_texts())
    page.fill("#narrow", "先端国際共同研究推進事業 予算額")
    row = page.locator(".years li li", has_text="440億円").first
    row.locator(".chip").click()
    page.wait_for_selector("#source .badge.good")
    assert axe(page) == []


def test_two_versions_are_compared_on_the_page(page, add, take_away):
    """What changed stands side by side with marks, a theme narrows it, and the address keeps what was compared."""
    add(page, {"港湾計画.md": OLD.encode()})
    add(page, {"港湾計画.md": NEW.encode()})
    page.get_by_role("link", name="二つの文書を比べる").click()
    page.get_by_label("前の文書").select_option(label="港湾計画（1 つ前の版）")
    page.get_by_label("後の文書").select_option(label="港湾計画 (2024-04-01)")
    page.get_by_role("button", name="比べる").click()
    page.locator("ins", has_text="五").wait_for()
    assert page.locator("del", has_text="三").inner_text() == "三"
    assert page.locator("ins", has_text="整備費").count() == page.locator("del", has_text="技術者").count() == 1
    assert axe(page) == []
    page.get_by_label("主題").fill("支援期間")
    page.get_by_role("button", name="比べる").click()
    page.locator("p", has_text="追加 0、削除 0").wait_for()
    page.reload()
    page.locator("ins", has_text="五").wait_for()
    take_away(page, "港湾計画")
