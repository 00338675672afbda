"""The draft check on the page."""

import docx
import pytest

ORDER = ["contradicted", "partly", "missing", "partial", "addressed", "supported", "not_in_documents"]
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
    page.wait_for_selector(".counts")
    return page


def test_contradictions_come_first(checked):
    """The report opens with the statement that the documents contradict, and counts it."""
    assert "contradicted" in checked.locator(".finding").first.get_attribute("class")
    assert "原則5年" in checked.locator(".finding").first.inner_text()
    assert checked.locator(".counts .bad strong").inner_text() == "1"
    groups = checked.locator(".finding-group").evaluate_all("(groups) => groups.map((group) => group.dataset.group)")
    assert groups == [name for name in ORDER if name in groups]


def test_sentence_and_finding_point_at_each_other(checked):
    """A marked sentence leads to its finding, a finding to its sentence."""
    sentence = checked.locator("mark.said.contradicted")
    assert sentence.inner_text() == "先端国際共同研究推進事業（ASPIRE）の支援期間は原則３年とされている"
    sentence.click()
    assert "here" in checked.locator(".finding.contradicted").get_attribute("class")
    checked.locator('[data-group="addressed"] summary').click()
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
    page.wait_for_selector(".counts")
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
    page.wait_for_selector(".counts")
    assert '<img src=x onerror="window.hacked=1">' in page.locator(".draft-text").inner_text()
    assert page.evaluate("window.hacked") is None


def test_a_check_survives_a_reload_in_its_own_tab_only(checked):
    """Draft, report and filters are there again; no other store of the browser holds a word of them."""
    checked.get_by_label("状態").select_option("partial")
    checked.reload()
    checked.wait_for_selector(".counts")
    assert checked.input_value("#draft-text") == DRAFT
    assert checked.get_by_label("状態").input_value() == "partial"
    assert "partial" in checked.locator(".finding").first.get_attribute("class")
    assert checked.evaluate("JSON.stringify({...localStorage}) + document.cookie") == "{}"
    other = checked.context.new_page()
    other.goto("/check")
    assert other.input_value("#draft-text") == ""
    assert other.evaluate("sessionStorage.length") == 0


def test_a_draft_can_be_cleared_away(checked):
    """Clearing leaves nothing, also after a reload."""
    checked.get_by_role("button", name="企画案と結果を消す").click()
    assert checked.input_value("#draft-text") == ""
    assert checked.evaluate("sessionStorage.length") == 0
    checked.reload()
    assert checked.locator(".counts").count() == 0


def test_a_count_leads_to_its_group(checked):
    """Each number opens the group that it counts and puts the focus on it."""
    checked.locator(".counts button", has_text="対応あり").click()
    group = checked.locator('[data-group="addressed"]')
    assert group.get_attribute("open") is not None
    assert group.locator("summary").evaluate("(summary) => summary === document.activeElement")


def test_a_second_check_is_held_against_the_first(checked):
    """What was solved is told, both versions stand side by side, and the filters stay as they were."""
    checked.get_by_label("区分").select_option("事実の記述")
    checked.get_by_role("button", name="本文を直す").click()
    checked.fill("#draft-text", DRAFT.replace("原則３年", "原則５年"))
    checked.get_by_role("button", name="点検する").click()
    fold = checked.locator(".versions")
    fold.locator("summary").click()
    assert "解消 1、新規 0" in fold.locator("summary").inner_text()
    assert "原則３年" in fold.locator(".changes li").inner_text()
    assert (fold.locator("del").inner_text(), fold.locator("ins").inner_text()) == ("３", "５")
    assert checked.get_by_label("区分").input_value() == "事実の記述"


def test_the_report_stands_beside_the_draft_on_a_desk(checked):
    """Both begin side by side; the page is not scrolled to reach the report."""
    draft, result = (checked.locator(place).bounding_box() for place in (".draft-side", ".result"))
    assert result["x"] >= draft["x"] + draft["width"]
    assert abs(result["y"] - draft["y"]) < 5


def test_a_phone_shows_one_finding_at_a_time(new_page):
    """前へ and 次へ lead through them, and the place among all is told."""
    page = new_page(width=390, height=844)
    page.goto("/check")
    page.fill("#draft-text", DRAFT)
    page.get_by_role("button", name="点検する").click()
    page.wait_for_selector(".step")
    first = page.locator(".finding").inner_text()
    page.get_by_role("button", name="次へ").click()
    page.get_by_text("2 / ").wait_for()
    assert page.locator(".finding").count() == 1
    assert page.locator(".finding").inner_text() != first
    page.get_by_role("button", name="前へ").click()
    assert page.locator(".finding").inner_text() == first


def test_clauses_are_marked_by_their_own_verdicts(page):
    """In one sentence the clause that agrees and the one that does not are told apart."""
    page.goto("/check")
    sentence = "ASPIREの令和4年度第2次補正予算は501億円であり、ASPIREの支援期間は原則３年とされている。"
    page.fill("#draft-text", f"国際共同研究の構想（案）\n\n{sentence}\n両大学は協定を結び、共同研究を行う。")
    page.get_by_role("button", name="点検する").click()
    page.wait_for_selector(".counts")
    assert "501億円" in page.locator("mark.supported").first.inner_text()
    assert "原則３年" in page.locator("mark.contradicted").inner_text()
    assert "501億円" not in page.locator("mark.contradicted").inner_text()
    assert page.locator(".clauses li").count() == 2


def test_documents_without_guidance_are_told_as_such(page, client):
    """Where nothing says what a plan should consider, the page says so and counts statements of fact alone."""
    report = client.post("/v1/drafts/check", json={"text": DRAFT}).json()
    report |= {"items": [], "purposes": []}
    page.route("**/v1/drafts/check", lambda route: route.fulfill(json=report))
    page.goto("/check")
    page.fill("#draft-text", DRAFT)
    page.get_by_role("button", name="点検する").click()
    page.locator(".notice", has_text="目的と観点を示すものがありません").wait_for()
    assert page.locator(".counts li").count() == 1


def test_a_text_out_of_scope_is_told_so(page):
    """A canteen is no plan for research, and the page says so in place of findings."""
    page.goto("/check")
    page.fill("#draft-text", "庁舎食堂の献立について\n\n毎日二種類の定食を用意する。\n席を二十席増やす。")
    page.get_by_role("button", name="点検する").click()
    page.wait_for_selector("text=照合は行いませんでした")
    assert page.locator(".finding").count() == 0
