"""Login on the page: a key is asked for before anything is shown, and whenever the session is over."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from api.access.keys import KeyStore
from api.access.visitor import Role


@pytest.fixture(scope="module")
def login_home(home, tmp_path_factory):
    """Return a home folder of its own."""
    folder = tmp_path_factory.mktemp("login") / "home"
    shutil.copytree(home, folder)
    return folder


@pytest.fixture(scope="module")
def key(login_home):
    """Return a reader's key."""
    return KeyStore(login_home / "access.sqlite3").add("企画課", Role.READER)[0]


@pytest.fixture(scope="module")
def address(login_home, key, start):
    """Return where a page with login is served."""
    with start(login_home, SHIRUBE_LOGIN="keys") as server:
        yield f"http://127.0.0.1:{server.port}"


def log_in(page, words):
    """Write a key and send it."""
    page.get_by_label("キー").fill(words)
    page.keyboard.press("Enter")


def test_the_page_asks_for_a_key_first(page, key):
    """A wrong key says what to do; the right one opens what was asked for; whoever leaves has to show it again."""
    page.goto("/documents")
    page.get_by_role("dialog", name="ログイン").wait_for()
    assert Axe().run(page).response["violations"] == []
    log_in(page, "password")
    assert "書き写し" in page.get_by_role("alert").filter(has_text="キー").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    log_in(page, key)
    page.get_by_role("heading", name="文書", exact=True).wait_for()
    assert page.get_by_role("dialog").count() == 0
    assert page.get_by_role("button", name="追加する").count() == 0, "a reader adds nothing"
    assert page.evaluate("document.cookie") == ""
    assert Axe().run(page).response["violations"] == []
    page.reload()
    page.get_by_role("heading", name="文書", exact=True).wait_for()
    page.get_by_role("button", name="ログアウト").click()
    page.get_by_role("dialog", name="ログイン").wait_for()


def test_a_session_that_ends_leaves_the_work_as_it_is(page, key):
    """The key is asked for over the page, and the question is still there to be sent again."""
    page.goto("/check")
    log_in(page, key)
    page.fill("#draft-text", "国際共同研究の企画案。大学が材料の研究を行う。")
    page.context.clear_cookies()
    page.get_by_role("button", name="点検する").click()
    page.get_by_role("dialog", name="ログイン").wait_for()
    log_in(page, key)
    page.get_by_role("dialog").wait_for(state="detached")
    assert "大学が材料" in page.input_value("#draft-text")
    page.get_by_role("button", name="点検する").click()
    page.wait_for_selector(".counts")
