"""Conversations: their addresses, their list, and links to their answers."""

from urllib.parse import parse_qs, urlsplit

import docx
import pytest

QUESTION = "ASPIREの支援期間は？"


def copied_link(page):
    """Return the link to the last answer, as it is put into the clipboard."""
    page.get_by_role("button", name="リンクをコピー").last.click()
    page.get_by_role("button", name="コピーしました").wait_for()
    return page.evaluate("navigator.clipboard.readText()")


@pytest.fixture
def linked(new_page, put):
    """Return a link to an answer and the reply that it leads to."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/")
    reply = put(page, QUESTION)
    return copied_link(page), reply


def test_a_conversation_has_an_address_and_survives_a_reload(page, ask, kept):
    """The address names the conversation, and shows both of its turns again after a reload."""
    ask(QUESTION)
    ask("じゃあSICORPは？")
    assert urlsplit(page.url).path == f"/c/{kept(page)[0]['id']}"
    page.reload()
    page.locator(".turn .used").nth(1).wait_for()
    assert page.locator(".asked").all_inner_texts() == [QUESTION, "じゃあSICORPは？"]
    assert page.title() == f"{QUESTION}｜しるべ"


def test_two_tabs_on_one_conversation_lose_nothing(page, ask, put, kept):
    """What one tab asks stays when the other one, which knows nothing of it, asks too; and so does a new name."""
    ask(QUESTION)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(".turn .used").wait_for()
    put(page, "SICORPの支援期間は？")
    page.locator(".more").click()
    page.get_by_role("button", name="名前を変える").click()
    page.get_by_label("会話の名前").fill("二つの調べ")
    page.keyboard.press("Enter")
    put(other, "SATREPSの支援期間は？")
    (conversation,) = kept(page)
    assert [turn["question"] for turn in conversation["turns"]] == [
        QUESTION,
        "SICORPの支援期間は？",
        "SATREPSの支援期間は？",
    ]
    assert all(turn["reply"] for turn in conversation["turns"])
    assert conversation["title"] == "二つの調べ"


def test_a_conversation_is_saved_as_a_word_document(page, ask):
    """Its questions, answers and sources stand in the file."""
    reply = ask(QUESTION)
    page.locator(".more").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Wordで保存").click()
    words = "\n".join(paragraph.text for paragraph in docx.Document(download.value.path()).paragraphs)
    assert QUESTION in words
    assert reply["citations"][0]["document_title"] in words


def test_a_question_that_was_not_answered_survives_a_reload(page):
    """A reload in the middle loses no question: it stands there and can be asked again."""
    page.goto("/")
    page.route("**/v1/ask/stream", lambda _: None)  # never replies
    page.fill("#question", QUESTION)
    page.keyboard.press("Enter")
    page.locator(".history a").wait_for()  # it is kept
    page.unroute("**/v1/ask/stream")
    page.reload()
    page.get_by_role("button", name="もう一度聞く").click()
    page.wait_for_selector(".used")
    assert page.locator(".asked").all_inner_texts() == [QUESTION]


def test_a_new_conversation_begins_another(page, ask, kept):
    """新しい会話 leaves the old one in the list, starts without it, and puts the focus into the box."""
    ask(QUESTION)
    page.get_by_role("link", name="新しい会話").click()
    page.wait_for_selector("#question:focus")
    assert page.locator(".turn").count() == 0
    reply = ask("それの予算額は？")
    assert [len(item["turns"]) for item in kept(page)] == [1, 1]
    assert "ASPIRE" not in reply["interpreted_question"]
    page.locator(".history a", has_text=QUESTION).click()
    page.locator(".asked", has_text=QUESTION).wait_for()


def test_going_back_shows_the_conversation_before(page, ask):
    """The browser's own way back leads through conversations."""
    ask(QUESTION)
    page.get_by_role("link", name="新しい会話").click()
    page.wait_for_selector(".welcome h2")
    page.go_back()
    page.locator(".asked", has_text=QUESTION).wait_for()


def test_a_conversation_is_renamed(page, ask):
    """The new name stands in the list, also after a reload."""
    ask(QUESTION)
    page.locator(".more").click()
    page.get_by_role("button", name="名前を変える").click()
    page.get_by_label("会話の名前").fill("支援期間の調べ")
    page.keyboard.press("Enter")
    page.locator(".history a", has_text="支援期間の調べ").wait_for()
    assert page.title() == "支援期間の調べ｜しるべ"
    page.reload()
    page.locator(".history a", has_text="支援期間の調べ").wait_for()


def test_deleting_a_conversation_can_be_taken_back(page, ask, kept):
    """A deleted conversation is gone at once, and comes back whole where that is wanted."""
    ask(QUESTION)
    before = kept(page)
    page.locator(".more").click()
    page.get_by_role("button", name="削除", exact=True).click()
    page.get_by_role("button", name="元に戻す").wait_for()
    assert kept(page) == []
    assert page.locator(".turn").count() == 0
    assert urlsplit(page.url).path == "/"
    page.get_by_role("button", name="元に戻す").click()
    page.locator(".history a").click()
    page.locator(".turn .used").wait_for()
    assert kept(page) == before


def test_a_conversation_that_is_deleted_in_the_middle_of_an_answer_stays_deleted(page, kept):
    """What was under way ends, and does not bring the conversation back."""
    page.goto("/")
    page.route("**/v1/ask/stream", lambda _: None)  # never replies
    page.fill("#question", QUESTION)
    page.keyboard.press("Enter")
    page.locator(".more").click()
    page.get_by_role("button", name="削除", exact=True).click()
    page.get_by_role("button", name="元に戻す").wait_for()
    page.reload()
    page.wait_for_selector(".welcome h2")
    assert kept(page) == []


def test_all_conversations_can_be_deleted(page, ask, kept):
    """Nothing of them is left in any store of the browser."""
    ask(QUESTION)
    page.get_by_role("button", name="すべて削除").click()
    page.get_by_role("button", name="元に戻す").wait_for()
    page.reload()
    page.wait_for_selector(".welcome h2")
    assert page.locator(".history a").count() == 0
    assert kept(page) == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_conversation_is_saved_as_markdown(page, ask):
    """The file has the questions as headings, lists as lists, and each citation in official form."""
    reply = ask("研究力の強化に含まれる目的を全部教えてください")
    page.locator(".more").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdownで保存").click()
    assert download.value.suggested_filename.endswith(".md")
    text = download.value.path().read_text("utf-8")
    cited = reply["citations"][0]
    assert "\n## 研究力の強化に含まれる目的を全部教えてください\n\n- 良質な研究成果の創出\n- " in text
    assert f"- [1] {cited['document_title']}（{cited['document_date']}）、" in text
    assert f"、{cited['page']}頁\n  > " in text


def test_markup_in_a_conversation_is_no_markup_in_markdown(page, ask):
    """What somebody typed stays text in the file too."""
    ask("<img src=x>の**支援期間**は？")
    page.locator(".more").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdownで保存").click()
    assert r"## \<img src=x\>の\*\*支援期間\*\*は？" in download.value.path().read_text("utf-8")


def test_a_printed_conversation_is_its_questions_answers_and_sources(page, ask):
    """On paper there is no box to write in, no list and no button, sources are whole and heads stay on their tables."""
    ask("SATREPSとSICORPの支援期間を比べて")
    page.emulate_media(media="print")
    for selector in (".site", ".aside", ".composer", ".turn .tools"):
        assert page.locator(selector).first.is_hidden(), selector
    assert page.locator(".used q").first.evaluate("(quote) => getComputedStyle(quote).whiteSpace") == "normal"
    assert page.locator("thead th").first.evaluate("(head) => getComputedStyle(head).position") == "static"
    assert page.locator("h1").is_visible()


def test_a_conversation_of_another_browser_is_told_as_such(page):
    """An address that this browser knows nothing of says so and lets people ask."""
    page.goto("/c/unknown")
    page.locator("text=このブラウザーにはありません").wait_for()
    assert page.locator("#question").is_enabled()


def test_a_link_holds_its_question_in_the_fragment_alone(linked):
    """Neither path nor query says anything, so that no log can; the fragment has question and index."""
    link, reply = linked
    parts = urlsplit(link)
    assert (parts.path, parts.query) == ("/", "")
    assert parse_qs(parts.fragment) == {
        "q": [reply["interpreted_question"]],
        "g": [reply["index"]["generation"]],
    }


def test_a_link_asks_its_question_anew(linked, new_page, kept):
    """Whoever opens it gets the answer in a conversation of their own; what is sent is no address."""
    link, reply = linked
    page = new_page()
    addresses = []
    page.on("request", lambda sent: addresses.append(sent.url))
    page.goto(link)
    page.wait_for_selector(".turn .used")
    assert page.locator(".turn .notice").count() == 0
    assert kept(page)[0]["turns"][0]["reply"]["answer"] == reply["answer"]
    assert urlsplit(page.url).fragment == ""
    assert not [address for address in addresses if "ASPIRE" in address.partition("#")[0]]


def test_a_link_says_whether_the_documents_have_changed(linked, new_page):
    """Where another index answered when the link was made, the page says so."""
    link, reply = linked
    page = new_page()
    page.goto(link.replace(reply["index"]["generation"], "another"))
    page.wait_for_selector(".turn .used")
    assert "文書が変わりました" in page.locator(".turn .notice").inner_text()


def test_an_answer_that_is_kept_says_whether_the_documents_have_changed(page, ask):
    """An answer of an earlier index is shown as it was, with the offer to ask again."""
    ask(QUESTION)
    page.route("**/readyz", lambda route: route.fulfill(json={"status": "ready", "generation": "another"}))
    page.reload()
    assert "文書が変わりました" in page.locator(".turn .notice").inner_text()
