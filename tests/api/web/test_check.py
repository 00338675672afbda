"""The draft check on the page."""

import docx
import pytest

DRAFT = """欧州との材料科学に関する国際共同研究の構想（案）

１．背景
先端国際共同研究推進事業（ASPIRE）の支援期間は原則３年とされている。

２．内容
両大学は2031年までの協定を結び、年１回の運営委員会で研究計画を更新する。
知的財産の扱いは、成果が出た段階で協議する。
"""


@pytest.fixture
def checked(page):
    """Return a page that shows the report on a draft that was pasted."""
    page.goto("/check")
    page.fill("#draft-text", DRAFT)
    page.get_by_role("button", name="点検する").click()
    page.wait_for_selector(".panes")
    return page


def test_contradictions_come_first(checked):
    """The report opens with the statement that the documents contradict, and counts it."""
    assert "contradicted" in checked.locator(".finding").first.get_attribute("class")
    assert "原則5年" in checked.locator(".finding").first.inner_text()
    assert checked.locator(".counts .bad strong").inner_text() == "1"


def test_sentence_and_finding_point_at_each_other(checked):
    """A marked sentence leads to its finding, a finding to its sentence."""
    sentence = checked.locator("mark.said.contradicted")
    assert sentence.inner_text() == "先端国際共同研究推進事業（ASPIRE）の支援期間は原則３年とされている。"
    sentence.click()
    assert "here" in checked.locator(".finding.contradicted").get_attribute("class")
    checked.locator(".finding.addressed button", has_text="企画案の文を見る").first.click()
    assert "協定" in checked.locator(".said.here").inner_text()


def test_findings_can_be_filtered(checked):
    """A status chosen leaves only the findings of that status."""
    checked.get_by_label("状態").select_option("partial")
    classes = [item.get_attribute("class") for item in checked.locator(".finding").all()]
    assert classes
    assert all("partial" in item for item in classes)


def test_a_finding_opens_the_guidance(checked):
    """The passage of the guidance opens in the source panel, marked and verified."""
    checked.locator(".finding.missing .chip").first.click()
    checked.wait_for_selector("#marked")
    assert checked.locator("#source .badge.good").count() == 1


def test_the_report_is_written_to_a_file(checked):
    """An export arrives as a file that opens."""
    with checked.expect_download() as download:
        checked.get_by_role("button", name="Word").click()
    report = docx.Document(download.value.path())
    assert report.paragraphs[0].text.startswith("企画案の点検結果")


def test_a_file_is_checked_like_text(page, tmp_path):
    """A DOCX of the same text gives the same counts."""
    document = docx.Document()
    for line in DRAFT.splitlines():
        document.add_paragraph(line)
    path = tmp_path / "案.docx"
    document.save(path)
    page.goto("/check")
    page.set_input_files("#draft-file", path)
    page.wait_for_selector(".panes")
    assert page.locator(".counts .bad strong").inner_text() == "1"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("壊れた.pdf", b"%PDF-1.7\nbroken", "壊れている"),
        ("絵.png", b"\x89PNG\r\n\x1a\n", "読み取れません"),
        ("空.txt", b" ", "文字がありません"),
        ("<img src=x onerror=alert(1)>.docx", b"PK\x03\x04cut", "壊れている"),
    ],
)
def test_a_hostile_file_is_told_in_words(page, name, data, words):
    """A file that cannot be read says what is wrong and leaves the page usable."""
    page.goto("/check")
    page.set_input_files("#draft-file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    page.wait_for_selector(".problem")
    assert words in page.locator(".problem").inner_text()
    assert page.get_by_role("button", name="点検する").is_enabled()


def test_hostile_text_in_a_draft_stays_text(page):
    """Markup in a draft is shown letter by letter."""
    page.goto("/check")
    page.fill("#draft-text", DRAFT + '\n<img src=x onerror="window.hacked=1">を用いた研究を行う。')
    page.get_by_role("button", name="点検する").click()
    page.wait_for_selector(".panes")
    assert '<img src=x onerror="window.hacked=1">' in page.locator(".draft-text").inner_text()
    assert page.evaluate("window.hacked") is None


def test_a_draft_stays_in_memory(checked):
    """Nothing of a draft is kept in the browser's stores, and it is gone after a reload."""
    stored = checked.evaluate(
        "JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie"
    )
    assert "ASPIRE" not in stored
    checked.reload()
    assert checked.input_value("#draft-text") == ""


def test_a_text_out_of_scope_is_told_so(page):
    """A canteen is no plan for research, and the page says so in place of findings."""
    page.goto("/check")
    page.fill("#draft-text", "庁舎食堂の献立について\n\n毎日二種類の定食を用意する。\n席を二十席増やす。")
    page.get_by_role("button", name="点検する").click()
    page.wait_for_selector("text=照合は行いませんでした")
    assert page.locator(".finding").count() == 0
