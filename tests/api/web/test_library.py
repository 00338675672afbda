"""Guidance, programmes and documents on the page."""


def test_the_cross_walk_opens_its_passages(page, collection):
    """Every purpose and consideration is listed, and its chip opens the guidance at its words."""
    page.goto("/guidance")
    page.wait_for_selector(".items")
    guidance = collection.guidance
    assert page.locator(".items li").count() == len(guidance.purposes) + len(guidance.considerations)
    page.locator(".items .chip").first.click()
    page.wait_for_selector("#source .badge.good")
    first = guidance.purposes[0]
    document = collection.document(first.document_id)
    assert page.locator("#marked").text_content() == first.span.of(document.text)


def test_a_fact_sheet_shows_year_kind_and_source(page):
    """A programme's budget stands with its year, its kind and a chip that opens the cell."""
    page.goto("/programmes")
    page.get_by_role("link", name="先端国際共同研究推進事業").first.click()
    page.wait_for_selector("table")
    row = page.locator("tbody tr", has_text="501億円")
    assert "令和4年度" in row.inner_text()
    assert "第2次補正" in row.inner_text()
    row.locator(".chip").click()
    page.wait_for_selector("#source .badge.good")
    assert "501億円" in page.locator("#marked").text_content()


def test_a_sheet_begins_with_the_purpose(page):
    """The purpose stands before the figures; budgets are bars with their agency where the document names one."""
    page.goto("/programmes/aspire")
    page.wait_for_selector(".bars")
    headings = page.locator("h2").all_inner_texts()
    assert headings[:2] == ["目的", "予算"]
    bars = page.locator(".bars li").all_inner_texts()
    assert any("JST" in words and "440億円" in words for words in bars)
    assert page.locator(".bars svg").count() == len(bars)


def test_two_programmes_are_compared(page):
    """The address names both; each row is an attribute, each cell has its sources."""
    page.goto("/programmes/satreps")
    page.get_by_label("比べる事業").select_option("sicorp")
    row = page.locator(".compared tbody tr", has_text="支援期間")
    assert "原則3~5年間" in row.locator("td").nth(0).inner_text()
    assert "3年間" in row.locator("td").nth(1).inner_text()
    page.reload()
    page.wait_for_selector(".compared .chip")
    assert page.get_by_label("比べる事業").input_value() == "sicorp"


def test_a_sheet_is_saved_as_csv_and_as_a_workbook(page):
    """Both files hold the facts with their sources."""
    page.goto("/programmes/aspire")
    for name, suffix in (("CSV", "csv"), ("Excel", "xlsx")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename == f"shirube-programmes.{suffix}"
        assert download.value.path().stat().st_size > 500


def test_documents_stand_on_a_timeline(page, collection):
    """The newest document is first, and each leads to its text."""
    page.goto("/documents")
    page.wait_for_selector(".timeline")
    dates = [words.split("\u3000")[0] for words in page.locator(".timeline > li > p:first-child").all_inner_texts()]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == len(collection.documents)


def test_a_document_is_added_and_taken_away_on_the_page(page, collection):
    """The report says what became of each file, the list shows the new one, and removing asks once more."""
    page.goto("/documents")
    page.wait_for_selector(".timeline")
    files = [("灯台の覚書.md", "# 灯台の覚書\n灯台の高さは20mとする。\n"), ("壊れた.docx", "これは文書ではない")]
    page.set_input_files(
        "#new-documents",
        [{"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()} for name, text in files],
    )
    page.wait_for_selector(".job .read", timeout=120_000)
    told = page.locator(".job li").all_inner_texts()
    assert told[0] == "灯台の覚書.md：読み取りました。"
    assert told[1].startswith("壊れた.docx：")
    page.get_by_role("link", name="灯台の覚書", exact=True).wait_for()
    assert "読み取れなかったファイル（1 件）" in page.locator("details summary").inner_text()
    page.get_by_role("button", name="灯台の覚書を取り除く").click()
    page.get_by_role("button", name="本当に取り除く").click()
    page.get_by_role("link", name="灯台の覚書", exact=True).wait_for(state="detached", timeout=120_000)
    assert page.locator(".timeline > li").count() == len(collection.documents)


def test_a_file_that_is_not_even_sent_is_told_by_name(page):
    """A form that is not read and a file without content are refused at once, each in its own words."""
    page.goto("/documents")
    page.set_input_files(
        "#new-documents",
        [
            {"name": "絵.gif", "mimeType": "image/gif", "buffer": b"1"},
            {"name": "空.txt", "mimeType": "text/plain", "buffer": b""},
        ],
    )
    told = page.locator(".job .not_read").all_inner_texts()
    assert told[0].startswith("絵.gif：この形式は読み取れません。")
    assert told[1] == "空.txt：中身がありません。"


def test_a_file_that_is_dropped_is_added(page):
    """Dropping does what choosing does."""
    page.goto("/documents")
    page.wait_for_selector(".adder")
    page.evaluate("""() => {
      const data = new DataTransfer();
      data.items.add(new File(["x"], "絵.gif"));
      document.querySelector(".adder").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }""")
    page.locator(".job .not_read", has_text="絵.gif").wait_for()


def test_the_address_of_a_citation_opens_the_document_at_it(page, collection):
    """A permalink marks its stretch to the letter, and stays right whatever index is built."""
    document = collection.documents[0]
    start = document.text.index("国際")
    page.goto(f"/documents/{document.document_id}#c{start}-{start + 12}")
    page.wait_for_selector("#marked")
    assert page.locator("#marked").text_content() == document.text[start : start + 12]


def test_a_document_can_be_searched(page, collection):
    """A word found leads to its place in the document."""
    page.goto(f"/documents/{collection.documents[0].document_id}")
    page.fill("#find", "研究インテグリティ")
    page.get_by_role("button", name="探す").click()
    page.wait_for_selector(".found a")
    page.locator(".found a").first.click()
    page.wait_for_selector("#marked")
    assert "".join(page.locator("#marked").text_content().split()) == "研究インテグリティ"


def test_a_word_that_is_not_there_is_told_as_such(page, collection):
    """What a document does not hold is said not to be there, beside what is near in meaning."""
    page.goto(f"/documents/{collection.documents[0].document_id}")
    page.fill("#find", "存在しない語彙")
    page.get_by_role("button", name="探す").click()
    page.locator("text=という言葉はありません").wait_for()


def test_an_address_of_nothing_says_so(page):
    """An unknown programme and an unknown document are told as such, with the way back."""
    for path in ("/programmes/nothing", "/documents/nothing"):
        page.goto(path)
        page.wait_for_selector(".problem")
        assert "ありません" in page.locator(".problem").inner_text()


def test_the_views_keep_what_was_being_done(page):
    """A draft that is being written is still there after a look at the documents."""
    page.goto("/check")
    page.fill("#draft-text", "書きかけの案")
    page.get_by_role("link", name="文書", exact=True).click()
    page.wait_for_selector(".timeline")
    page.get_by_role("link", name="企画案の点検").click()
    assert page.input_value("#draft-text") == "書きかけの案"


def test_hostile_text_in_a_document_stays_text(page, collection):
    """Markup in a document is shown letter by letter in the source panel and in the full text."""
    hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    document = collection.documents[0].document_id
    body = {"document_id": document, "start": 0, "end": len(hostile), "text": hostile, "pages": []}
    page.route("**/v1/documents/*/text*", lambda route: route.fulfill(json=body))
    page.goto(f"/documents/{document}#c0-{len(hostile)}")
    page.wait_for_selector("#marked")
    assert page.locator("#marked").text_content() == hostile
    assert page.evaluate("window.hacked") is None
