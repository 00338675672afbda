"""Notes: pinning, ordering, removing, and files of them."""

import docx
import pytest

QUESTION = "ASPIREの支援期間は？"
OTHER = "研究力の強化に含まれる目的を全部教えてください"


def pin(place):
    """Pin what stands in a place, and wait until the page says so."""
    place.get_by_role("button", name="ノートに留める").click()
    place.locator(".pinned a").wait_for()  # it names the note


@pytest.fixture
def note(page, ask):
    """Return a page that shows a note of two answers and a quote."""
    for question in (QUESTION, OTHER):
        ask(question)
        pin(page.locator(".turn").last)
    page.locator(".used .chip").last.click()
    page.wait_for_selector("#source .badge")
    pin(page.locator("#source"))
    page.get_by_role("link", name="ノート", exact=True).click()
    page.wait_for_selector(".piece")
    return page


def headings(page):
    """Return what the pieces of the note are called, in their order."""
    return page.locator(".piece h2").all_inner_texts()


def test_what_is_pinned_stands_in_the_note_after_a_reload(note):
    """Answers with their chips and the quote stand in the order of pinning; the chip still opens its source."""
    assert headings(note)[:2] == [QUESTION, OTHER]
    note.reload()
    note.locator(".piece").nth(2).wait_for()
    assert "良質な研究成果の創出" in note.locator(".piece").nth(1).locator(".answer").inner_text()
    assert "良質な研究成果の創出" in note.locator(".piece").nth(2).locator(".quoted").inner_text()
    note.locator(".piece .chip").first.click()
    note.wait_for_selector("#source .badge.good")


def test_pieces_are_ordered_with_the_keyboard(note):
    """Buttons and Alt with an arrow move a piece, and the focus stays with it."""
    first = note.locator(".piece").first
    first.get_by_role("button", name="下へ").focus()
    note.keyboard.press("Enter")
    note.locator(".piece").nth(1).locator(".down:focus").wait_for()
    assert headings(note)[:2] == [OTHER, QUESTION]
    note.keyboard.press("Alt+ArrowUp")
    note.locator(".piece").first.locator(":focus").wait_for()
    assert headings(note)[:2] == [QUESTION, OTHER]


def test_pieces_are_ordered_with_the_pointer(note):
    """A piece that is dragged onto another takes its place."""
    note.locator(".piece .grip").first.drag_to(note.locator(".piece").nth(1))
    note.wait_for_function(f"document.querySelector('.piece h2').textContent === '{OTHER}'")
    assert headings(note)[:2] == [OTHER, QUESTION]


def test_a_piece_that_was_taken_out_comes_back_in_its_place(note):
    """What is removed is gone at once, and is brought back with its remark."""
    note.locator(".piece textarea").first.fill("五年で足りるか")
    before = headings(note)
    note.get_by_role("button", name=f"「{QUESTION}」を外す").click()
    note.get_by_role("button", name="元に戻す").wait_for()
    assert headings(note) == before[1:]
    note.keyboard.press("Enter")
    note.locator(".piece").nth(2).wait_for()
    assert headings(note) == before
    assert note.locator(".piece textarea").first.input_value() == "五年で足りるか"


def test_a_note_that_was_deleted_comes_back(note):
    """Deleting takes the note out of the list; bringing it back shows it as it was."""
    before = headings(note)
    note.get_by_role("button", name="ノートを削除").click()
    note.locator(".history a").wait_for(state="detached")
    note.get_by_role("button", name="元に戻す").click()
    note.locator(".history a").wait_for()
    assert headings(note) == before


def test_a_note_is_named_and_pins_go_to_the_one_in_use(note, put):
    """A new note is pinned to from then on; the old one keeps its name and its pieces."""
    note.get_by_label("名前").fill("支援期間の調べ")
    note.keyboard.press("Tab")
    note.locator(".history a", has_text="支援期間の調べ").wait_for()
    note.get_by_role("link", name="新しいノート").click()
    note.locator(".notice", has_text="まだ何もありません").wait_for()
    note.get_by_role("link", name="質問", exact=True).click()
    pin(note.locator(".turn").first)
    note.locator(".turn .pinned a", has_text="ノート2").click()
    note.locator(".piece").wait_for()
    assert headings(note) == [QUESTION]
    note.locator(".history a", has_text="支援期間の調べ").click()
    note.locator(".piece").nth(2).wait_for()


def test_a_note_is_saved_as_word_and_markdown(note):
    """Both files hold the pieces in their order with their sources in official form."""
    source = note.locator(".official li").first.inner_text()
    with note.expect_download() as download:
        note.get_by_role("button", name="Word で保存").click()
    words = [paragraph.text for paragraph in docx.Document(download.value.path()).paragraphs]
    assert words.index(QUESTION) < words.index(source) < words.index(OTHER)
    with note.expect_download() as download:
        note.get_by_role("button", name="Markdown で保存").click()
    text = download.value.path().read_text("utf-8")
    assert text.index(f"## {QUESTION}") < text.index(source) < text.index(f"## {OTHER}")


def test_conversations_of_the_first_database_are_still_there(new_page, address):
    """A browser that kept conversations before there were notes has both afterwards."""
    page = new_page()
    page.goto("/healthz")
    page.evaluate("""() => new Promise((resolve) => {
      const opening = indexedDB.open("shirube", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("conversations", { keyPath: "id" }).createIndex("list", ["changed", "title"]);
      opening.onsuccess = () => {
        const writing = opening.result.transaction("conversations", "readwrite");
        writing.objectStore("conversations").put({ id: "a", title: "前の会話", changed: 1, turns: [] });
        writing.oncomplete = () => { opening.result.close(); resolve(); };
      };
    })""")
    page.goto("/")
    page.locator(".history a", has_text="前の会話").wait_for()
    page.goto("/notes")
    page.locator(".notice", has_text="まだ何もありません").wait_for()
