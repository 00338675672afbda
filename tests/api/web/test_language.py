"""The page in English beside the Japanese: one switch, kept in the browser, and the same words in both."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from api.pages import WEB

_KEYS = """async (language) => {
  const { say } = await import(`/web/strings/${language}.js`);
  const keys = (value, path) => (typeof value === "object"
    ? Object.entries(value).flatMap(([name, inner]) => keys(inner, `${path}.${name}`)) : [`${path} ${typeof value}`]);
  return keys(say, "say");
}"""
_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
# Words of documents and of their facts, which are Japanese whatever the page speaks.
_OF_DOCUMENTS = {
    "answer.js",
    "answer_text.js",
    "citation.js",
    "dom.js",
    "markdown.js",
    "programme_facts.js",
    "sources.js",
}
_MODULES = sorted(WEB.glob("*.js"))
_NOT_MARKED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const place = walker.currentNode.parentElement;
    if (!place.closest('[lang="ja"], [aria-hidden], noscript, [data-view], .choices')) found.push(walker.currentNode.data);
  }
  return found.join("\\n");
}"""


@pytest.fixture
def english(new_page):
    """Return a page that was switched to English."""
    page = new_page()
    page.goto("/")
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Ask the documents").wait_for()
    return page


def test_both_languages_have_the_same_words(page):
    """No key is missing in either file, and what is a sentence with places in one is so in the other."""
    page.goto("/")
    japanese, english = (page.evaluate(_KEYS, language) for language in ("ja", "en"))
    assert japanese == english


def test_no_module_uses_a_word_that_there_is_not(page):
    """Each key that a module names is in the files of words."""
    page.goto("/")
    known = {re.match(r"say\.(\w+)\.(\w+)", key).groups() for key in page.evaluate(_KEYS, "ja")}
    used = {pair for path in _MODULES for pair in re.findall(r"\bsay\.(\w+)\.(\w+)", path.read_text("utf-8"))}
    assert used - known == set()
    assert known - used == set()


@pytest.mark.parametrize(
    "path", [path for path in _MODULES if path.name not in _OF_DOCUMENTS], ids=lambda path: path.name
)
def test_a_module_holds_no_words_of_its_own(path: Path):
    """All words of the page are in the files of words."""
    assert not _JAPANESE.search(path.read_text("utf-8"))


def test_the_frame_holds_no_words():
    """What is served first has no words of either language, so that nobody sees those of the other one first."""
    body = (WEB / "index.html").read_text("utf-8").partition("<body>")[2]
    without = re.sub(r"<noscript>.*?</noscript>|<[^>]+>", "", body)
    assert without.split() == ["し"]  # the mark


def test_japanese_is_what_nobody_chose(new_page):
    """A browser that asks for English gets Japanese: the documents are, and a choice is somebody's own."""
    page = new_page(extra_http_headers={"Accept-Language": "en"})
    page.goto("/")
    page.get_by_role("heading", name="文書に、出典付きで聞く").wait_for()
    assert page.locator("html").get_attribute("lang") == "ja"


def test_the_switch_holds_for_every_view_and_after_a_reload(english):
    """The page is English from then on, and says so to who reads it aloud; the way back is the same button."""
    english.goto("/check")
    english.get_by_role("heading", name="Check a draft").wait_for()
    assert english.locator("html").get_attribute("lang") == "en"
    assert english.title() == "Check a draft | Shirube"
    english.get_by_role("button", name="日本語").click()
    english.get_by_role("heading", name="企画案の点検").wait_for()
    assert english.locator("html").get_attribute("lang") == "ja"
    assert english.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("view", ["/", "/check", "/notes", "/nothing"])
def test_what_is_japanese_in_english_is_marked_as_such(english, view):
    """No word of the page is left in Japanese; what the documents say is told to be Japanese."""
    english.goto(view)
    english.wait_for_selector("main h1")
    assert not _JAPANESE.search(english.evaluate(_NOT_MARKED).replace("日本語", ""))


def test_an_answer_in_english_keeps_the_documents_words(english, put):
    """The page around an answer is English, the answer itself stays the documents' own Japanese."""
    reply = put(english, "令和10年度のASPIREの予算額はいくらですか")
    assert english.locator(".badge").first.inner_text() == "The documents do not say"
    assert english.locator(".answer").get_attribute("lang") == "ja"
    assert english.locator(".answer").inner_text().strip().startswith(reply["answer"][:10])


def test_a_problem_is_told_in_english_by_its_code(english):
    """Problems that the service tells in Japanese have a code, which the page knows in English."""
    english.goto("/programmes/nothing")
    english.locator(".problem", has_text="There is nothing at this address").wait_for()


@pytest.mark.parametrize("view", ["/", "/check", "/programmes/aspire"])
def test_axe_finds_nothing_in_english(english, view):
    """No view in English violates a rule of axe-core on a phone."""
    english.set_viewport_size({"width": 320, "height": 900})
    english.goto(view)
    english.wait_for_selector("main h1")
    found = Axe().run(english).response["violations"]
    assert [(item["id"], [node["html"][:120] for node in item["nodes"][:3]]) for item in found] == []
