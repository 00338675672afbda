"""What holds for every view: accessibility, weight, and no way for text to become markup."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from api.pages import WEB

VIEWS = [
    "/",
    "/c/kept",
    "/check",
    "/guidance",
    "/programmes",
    "/programmes/aspire",
    "/programmes/satreps?with=sicorp",
    "/documents",
    "/documents/status-2023",
    "/timeline",
    "/compare",
    "/notes",
]
_HEAVIEST = 180_000


def settle(page, view):
    """Bring a view into the state that people see it in: with an answer, with a report."""
    page.goto(view)
    page.wait_for_selector("main h1")
    if view == "/":
        page.fill("#question", "SATREPSとSICORPの支援期間を比べて")
        page.keyboard.press("Enter")
        page.wait_for_selector("table")
        page.locator(".used .chip").first.click()
        page.wait_for_selector("#source .badge")
    if view == "/c/kept":
        page.fill("#question", "令和10年度のASPIREの予算額はいくらですか")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="役に立たなかった").click()
        page.locator(".turn summary").click()
        page.locator(".aside details").evaluate("(fold) => { fold.open = true; }")
        page.locator(".more").click()
        page.locator("#scope").click()
        page.locator("#scope-panel details summary").click()
        page.locator("#new-documents").wait_for()
    if view == "/notes":
        page.goto("/")
        page.fill("#question", "SATREPSとSICORPの支援期間を比べて")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="ノートに留める").click()
        page.locator(".pinned a").click()
        page.locator(".piece").wait_for()
    if view == "/check":
        page.fill(
            "#draft-text",
            "研究計画（案）\n\nASPIREの支援期間は原則３年である。\n両大学は材料の研究を行う協定を結び、研究データの扱いを定める。",
        )
        page.get_by_role("button", name="点検する").click()
        page.wait_for_selector(".counts")
        page.get_by_role("button", name="本文を直す").click()
        page.fill("#draft-text", page.input_value("#draft-text").replace("３年", "５年"))
        page.get_by_role("button", name="点検する").click()
        page.locator(".versions summary").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(new_page, view, width, scheme):
    """No view violates a rule of axe-core, in either scheme, on a phone or a desk."""
    page = new_page(width=width, scheme=scheme)
    settle(page, view)
    found = Axe().run(page)
    told = [(item["id"], [node["html"][:120] for node in item["nodes"][:3]]) for item in found.response["violations"]]
    assert told == []


def test_the_first_view_is_light(page):
    """All that the first view loads weighs 180 KB at most."""
    weights = []
    page.on("response", lambda reply: weights.append(len(reply.body())))
    page.goto("/", wait_until="networkidle")
    assert sum(weights) <= _HEAVIEST


FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|javascript:"
)


@pytest.mark.parametrize("path", sorted(WEB.rglob("*.js")), ids=lambda path: path.name)
def test_no_module_makes_markup_of_text(path: Path):
    """No module uses a way by which text could become markup or code."""
    assert not FORBIDDEN.search(path.read_text("utf-8"))


def test_the_page_has_no_inline_code_or_style():
    """The strict content policy has nothing to forbid: no inline script, style or handler."""
    page = (WEB / "index.html").read_text("utf-8")
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=", page)
    assert not re.search(r"https?://", page)


def test_motion_is_reduced_where_asked(new_page):
    """Who asks for less motion gets no smooth scrolling."""
    page = new_page(reduced_motion="reduce")
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
