"""The conversation, as somebody at the keyboard meets it."""

import json
from pathlib import Path

import pytest

DEVELOPMENT = Path(__file__).parents[2] / "evaluation" / "development.jsonl"
ANSWERABLE = [
    question
    for question in map(json.loads, DEVELOPMENT.read_text("utf-8").splitlines())
    if question["category"] != "unanswerable" and not question.get("history")
]


def last(page, selector):
    """Return what the last turn shows."""
    return page.locator(".turn").last.locator(selector)


def test_an_answer_comes_with_its_sources(page, ask):
    """The sentence bears a chip, and the source stands under it in the form that official papers use."""
    reply = ask("ASPIREの支援期間は？")
    assert last(page, ".answer").inner_text().startswith(reply["sentences"][0]["text"])
    marks = last(page, ".answer .chip").all_inner_texts()
    assert [mark.removeprefix("出典").strip() for mark in marks] == [str(item["number"]) for item in reply["citations"]]
    assert reply["citations"][0]["document_title"] in last(page, ".used").inner_text()
    assert reply["citations"][0]["quote"].split()[-1] in last(page, ".used q").first.inner_text()


def test_a_chip_opens_the_source_at_the_quote(page, ask):
    """The quote is marked to the letter and checked against the document; Escape closes and gives the focus back."""
    reply = ask("ASPIREの支援期間は？")
    last(page, ".answer .chip").first.click()
    page.wait_for_selector("#marked")
    assert page.locator("#marked").text_content() == reply["citations"][0]["quote"]
    assert page.locator("#source .badge.good").inner_text() == "引用照合済"
    page.keyboard.press("Escape")
    assert page.locator("#source").is_hidden()
    assert page.evaluate("document.activeElement.className") == "chip"


def test_a_chip_previews_its_quote(page, ask):
    """The pointer on a chip shows the quote, and takes it away again."""
    reply = ask("ASPIREの支援期間は？")
    last(page, ".answer .chip").first.hover()
    assert reply["citations"][0]["quote"] in page.locator(".preview").text_content()
    page.mouse.move(0, 0)
    page.wait_for_selector(".preview", state="detached")


def test_a_follow_up_shows_how_it_was_understood(page, ask):
    """The question that was answered is shown where it differs from the one that was typed."""
    ask("ASPIREの支援期間は？")
    reply = ask("じゃあSICORPは？")
    assert reply["interpreted_question"] in last(page, ".understood").inner_text()


def test_what_the_documents_do_not_say_is_said_so(page, ask):
    """A refusal is marked as one, offers questions near it, and has related passages folded away, which open."""
    reply = ask("令和10年度のASPIREの予算額はいくらですか")
    assert reply["outcome"] == "no_evidence"
    assert "記載が見当たりません" in last(page, ".badge").first.inner_text()
    assert last(page, ".choices button").all_inner_texts() == reply["suggestions"]
    assert last(page, ".found").is_hidden()
    last(page, "summary").click()
    assert "国際" in last(page, ".found .faint").first.inner_text()
    last(page, ".found button").first.click()
    page.wait_for_selector("#marked")
    assert page.locator("#marked").text_content() == reply["passages"][0]["text"]


def test_a_comparison_is_a_table(page, ask):
    """A table has header cells for its columns and rows, and chips in its cells."""
    ask("SATREPSとSICORPの支援期間を比べて")
    assert last(page, "table thead th[scope=col]").count() >= 2
    assert last(page, "table tbody th[scope=row]").count() == 2
    assert last(page, "table td .chip").count() >= 2


def test_candidates_can_be_chosen(page, ask):
    """Where several things are meant, each is a button that asks for it."""
    reply = ask("支援期間はどれくらいですか")
    assert reply["outcome"] == "ambiguous"
    assert last(page, ".choices button").count() == len(reply["suggestions"])
    last(page, ".choices button").first.click()
    page.locator(".turn").nth(1).locator(".tools").first.wait_for()
    assert reply["suggestions"][0] in page.locator(".asked").last.inner_text()


def test_an_answer_can_be_stopped_and_asked_again(page):
    """Stopping says so and offers to ask again, which answers."""
    page.goto("/")
    page.route("**/v1/ask/stream", lambda _: None)  # never replies
    page.fill("#question", "ASPIREの支援期間は？")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="止める").click()
    assert "止めました" in page.locator(".turn .problem").inner_text()
    page.unroute("**/v1/ask/stream")
    page.get_by_role("button", name="もう一度聞く").click()
    page.wait_for_selector(".used")
    assert page.locator(".turn").count() == 1


def test_an_answer_is_copied_with_its_sources(new_page):
    """What is copied holds the answer and each source with its quote."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.fill("#question", "ASPIREの支援期間は？")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="出典付きでコピー").click()
    page.wait_for_selector("text=コピーしました")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "支援期間は原則" in copied
    assert "出典\n[1] " in copied


def test_enter_does_not_send_while_an_input_method_composes(page):
    """The Enter that ends a composition leaves the question where it is; the next one sends."""
    page.goto("/")
    page.focus("#question")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "しえんきかん", "selectionStart": 6, "selectionEnd": 6})
    page.evaluate(
        "document.getElementById('question').dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    session.send("Input.insertText", {"text": "支援期間"})
    assert page.locator(".turn").count() == 0
    assert page.input_value("#question") == "支援期間"
    page.keyboard.press("Shift+Enter")
    assert page.input_value("#question") == "支援期間\n"
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn")


def test_everything_can_be_done_from_the_keyboard(page):
    """Slash, question, Enter, Tab to the chip, Enter, Escape: each lands where it should."""
    page.goto("/")
    page.wait_for_selector("#question:focus")
    page.locator("#question").blur()
    page.keyboard.press("/")
    page.keyboard.type("ASPIREの支援期間は？")
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn .tools")
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.closest('.answer') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#marked")
    assert page.evaluate("document.activeElement.id") == "source-title"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('.answer') !== null")


def test_start_and_end_are_announced(page, ask):
    """The one status region says that the answer is there."""
    ask("ASPIREの支援期間は？")
    page.locator("#status", has_text="回答が表示されました").wait_for(state="attached")


HOSTILE = '<img src=x onerror="window.hacked=1">[押す](javascript:window.hacked=1)<script>window.hacked=1</script>'


def test_hostile_text_stays_text(page, ask):
    """Markup in a question is shown letter by letter and does nothing."""
    ask(HOSTILE)
    assert page.locator(".asked").last.inner_text() == HOSTILE
    assert page.evaluate("window.hacked") is None


def test_the_examples_work(page):
    """Each question that the page offers is answered."""
    page.goto("/")
    page.locator(".welcome .choices button").first.wait_for()
    examples = page.locator(".welcome .choices button").all_inner_texts()
    assert len(examples) == 4
    for words in examples:
        page.goto("/")
        page.get_by_role("link", name="新しい会話").click()
        page.get_by_role("button", name=words).click()
        page.wait_for_selector(".turn .tools")
        assert page.locator(".turn .used li").count() >= 1, words


def test_a_citation_of_every_development_question_is_marked_exactly(page, ask):
    """In every answered development question the first chip marks its quote to the letter."""
    wrong = []
    for question in ANSWERABLE:
        page.get_by_role("link", name="新しい会話").click()
        reply = ask(question["question"])
        if not reply["citations"]:
            continue
        chip = last(page, ".used .chip").first
        chip.click()
        page.wait_for_selector("#source .badge")
        if page.locator("#marked").text_content() != reply["citations"][0]["quote"]:
            wrong.append(question["id"])
        page.keyboard.press("Escape")
    assert wrong == []


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_is_cut_off_at_any_width(new_page, width):
    """The page never scrolls sideways."""
    page = new_page(width=width)
    page.goto("/")
    page.fill("#question", "SATREPSとSICORPの支援期間を比べて")
    page.keyboard.press("Enter")
    page.wait_for_selector("table")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
