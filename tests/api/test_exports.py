"""The report on a draft as files: each opens with its own library, and the same report is the same bytes."""

import csv
import io
import json
import zipfile
from html.parser import HTMLParser

import docx
import openpyxl
import pytest
from made_files import DRAFT
from sarif_pydantic import Sarif

FORMATS = ["docx", "xlsx", "html", "md", "csv", "sarif"]
FORMULA = '=HYPERLINK("x")により、SATREPSの支援期間は10年間である。'
CANTEEN = "社員食堂の献立見直しについて\n\n来月から昼食の献立を週替わりにする。\n価格は据え置く。\n"


def export(client, format_name, text=DRAFT, title="=1+1の企画案"):
    """Return the report on a text as a file."""
    reply = client.post("/v1/drafts/check", params={"format": format_name}, json={"title": title, "text": text})
    assert reply.status_code == 200, reply.text
    disposition = reply.headers["content-disposition"]
    assert disposition == f'attachment; filename="shirube-report.{format_name}"'
    return reply.content


@pytest.fixture(scope="module")
def report(client):
    """Return the report as JSON."""
    return client.post("/v1/drafts/check", json={"title": "=1+1の企画案", "text": DRAFT}).json()


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_same_report_is_the_same_bytes(client, format_name):
    """A file bears neither the time at which it was made nor anything else that changes."""
    assert export(client, format_name) == export(client, format_name)


@pytest.mark.parametrize("format_name", ["docx", "xlsx"])
def test_packages_bear_no_time(client, format_name):
    """Every entry of a package, and its own properties, have one fixed date."""
    package = zipfile.ZipFile(io.BytesIO(export(client, format_name)))
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"1980-01-01T00:00:00Z" in package.read("docProps/core.xml")
    assert b">20" not in package.read("docProps/core.xml")


def test_the_document_holds_every_finding(client, report):
    """A DOCX has a table a kind of finding, contradictions first, and every consideration once."""
    made = docx.Document(io.BytesIO(export(client, "docx")))
    rows = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    numbers = [row[1] for row in rows if row[0] == "□"]
    assert sorted(numbers) == sorted(item["id"] for item in report["items"])
    assert rows[0] == ["企画案の記述", "企画案", "文書", "出典"]
    assert {row[0] for row in rows[1:3]} >= {FORMULA}
    assert "機械的な確認" in "".join(paragraph.text for paragraph in made.paragraphs)


def test_no_cell_of_the_workbook_is_a_formula(client, report):
    """An XLSX has a sheet a table, and what begins like a formula is text."""
    book = openpyxl.load_workbook(io.BytesIO(export(client, "xlsx")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert FORMULA in {cell.value for cell in cells}
    assert {item["id"] for item in report["items"]} <= {cell.value for cell in cells}


def test_no_cell_of_the_csv_is_a_formula(client, report):
    """A CSV begins with a byte order mark, and no cell with a mark that a spreadsheet would run."""
    data = export(client, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert f"'{FORMULA}" in cells
    assert {item["id"] for item in report["items"]} <= set(cells)


class Page(HTMLParser):
    """Collects the elements and the words of a page."""

    def __init__(self):
        """Begin with nothing."""
        super().__init__()
        self.elements, self.words, self.addresses = [], [], []

    def handle_starttag(self, tag, attrs):
        """Keep an element."""
        self.elements.append(tag)
        self.addresses += [name for name, _ in attrs if name in ("src", "href") or name.startswith("on")]

    def handle_data(self, data):
        """Keep words."""
        self.words.append(data)


def test_the_page_loads_and_runs_nothing(client, report):
    """An HTML page shows what the draft says as words, whatever markup it holds."""
    page = Page()
    page.feed(export(client, "html").decode())
    assert "script" not in page.elements
    assert page.addresses == []
    assert any("<script>" in words for words in page.words)
    assert page.elements.count("table") == page.elements.count("h2") > 3
    assert {item["id"] for item in report["items"]} <= set(page.words)


def test_nothing_breaks_out_of_a_cell_of_the_markdown(client):
    """Every row of a Markdown table has as many cells as its head, and markup is shown as it is."""
    text = export(client, "md").decode()
    assert "<script>" not in text
    columns = 0
    for line in text.split("\n"):
        bars = line.replace("\\|", "").count("|")
        assert bars == (columns or bars) or not line.startswith("|")
        columns = bars if line.startswith("|") else 0


def test_sarif_places_every_finding(client, report):
    """Each result names a rule, a place in the draft that holds its words, and the place in a document."""
    log = json.loads(export(client, "sarif"))
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert rules == {"contradiction", "partly", *(item["id"] for item in report["items"])}
    counts = report["summary"]
    partly = sum(fact["verdict"] == "partly" for fact in report["facts"])
    assert len(run["results"]) == counts["contradicted"] + partly + counts["missing"] + counts["partial"]
    levels = {result["ruleId"]: result["level"] for result in run["results"]}
    assert levels["contradiction"] == "error"
    statuses = {item["id"]: item["status"] for item in report["items"]}
    assert all(
        level == {"missing": "warning", "partial": "note"}[statuses[rule]]
        for rule, level in levels.items()
        if rule in statuses
    )
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert result["relatedLocations"]
        for location in result["locations"]:
            region = location["physicalLocation"].get("region")
            if region:
                start = region["charOffset"]
                assert DRAFT[start : start + region["charLength"]] == region["snippet"]["text"]


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_report_out_of_scope_is_a_file_too(client, format_name):
    """Where nothing is judged, the file says so and is still whole."""
    data = export(client, format_name, CANTEEN, "献立")
    if format_name == "sarif":
        assert json.loads(data)["runs"][0]["results"] == []
    elif format_name == "docx":
        assert "照合は行っていません" in docx.Document(io.BytesIO(data)).paragraphs[1].text
    elif format_name == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["概要"]
    else:
        assert "照合は行っていません" in data.decode()


@pytest.mark.parametrize("format_name", FORMATS)
def test_odd_characters_fit_into_every_format(client, format_name):
    """Characters that XML cannot hold, and those beyond the basic plane, make no file fail."""
    text = "国際共同研究の企画案\n\n研究データを両機関が\x0b管理し、\x1b覚書を\x08結ぶ🙂𠮷。\n海外特別研究員事業の支援期間は\x0c5年間である。\n"
    data = export(client, format_name, text, "研究\x01企画")
    if format_name == "docx":
        assert docx.Document(io.BytesIO(data)).tables
    if format_name == "xlsx":
        assert len(openpyxl.load_workbook(io.BytesIO(data)).sheetnames) > 1


def test_the_findings_for_programs_fit_the_standard(client):
    """The SARIF file is a log of version 2.1.0 with a result for each contradiction and each consideration to work on."""
    log = Sarif.model_validate_json(export(client, "sarif"))
    assert log.version == "2.1.0"
    results = log.runs[0].results
    assert results[0].rule_id == "contradiction"
    assert all(result.message.text and result.locations for result in results)
