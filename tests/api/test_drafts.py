"""The draft check over HTTP, field by field."""

import io
import json

import docx
import pytest
from made_files import DRAFT, after, printed

FIELDS = [
    "title",
    "in_scope",
    "characters",
    "text",
    "summary",
    "purposes",
    "items",
    "facts",
    "rubric_version",
    "notices",
    "index",
    "took_ms",
]
ITEM_FIELDS = [
    "id",
    "group",
    "group_title",
    "subgroup",
    "text",
    "strength",
    "status",
    "evidence",
    "matched_points",
    "missing_points",
    "suggestion",
    "guidance",
    "examples",
]
FACT_FIELDS = [
    "quote",
    "start",
    "end",
    "verdict",
    "subject",
    "attribute",
    "draft_value",
    "document_value",
    "citation",
    "claims",
]
CANTEEN = "社員食堂の献立見直しについて\n\n来月から昼食の献立を週替わりにする。\n価格は据え置く。\n"


def check(client, text, **more):
    """Check a text over HTTP and return the reply."""
    reply = client.post("/v1/drafts/check", json={"text": text, **more})
    assert reply.status_code == 200, reply.text
    return reply.json()


def check_file(client, data, name="企画案.txt"):
    """Check a file over HTTP and return the reply."""
    reply = client.post("/v1/drafts/check", files={"file": (name, data)})
    assert reply.status_code == 200, reply.text
    return reply.json()


@pytest.fixture(scope="module")
def body(client):
    """Return the reply on the draft of these tests."""
    return check(client, DRAFT, title="防災研究の企画案")


def test_the_reply_has_every_field(body):
    """Each field of the contract is there, in its order, on every level."""
    assert list(body) == FIELDS
    assert all(list(item) == ITEM_FIELDS for item in body["items"])
    assert all(list(fact) == FACT_FIELDS for fact in body["facts"])
    assert all(list(purpose) == ["id", "label", "evidence", "guidance"] for purpose in body["purposes"])
    assert list(body["summary"]) == ["addressed", "partial", "missing", "contradicted"]
    assert (body["title"], body["in_scope"]) == ("防災研究の企画案", True)
    assert (body["text"], body["characters"]) == (DRAFT, len(DRAFT))


def test_offsets_are_of_the_text(body):
    """Every piece of evidence and every fact is its stretch of the draft, character for character."""
    spans = [span for item in [*body["items"], *body["purposes"]] for span in item["evidence"]]
    assert spans
    assert body["facts"]
    for span in [*spans, *body["facts"]]:
        assert body["text"][span["start"] : span["end"]] == span["quote"]


def test_citations_are_the_documents_own_words(client, body):
    """Every citation is verbatim in its document at its place."""
    citations = [item["guidance"] for item in [*body["items"], *body["purposes"]]]
    citations += [fact["citation"] for fact in body["facts"] if fact["citation"]]
    texts = {}
    for citation in citations:
        name = citation["document_id"]
        if name not in texts:
            texts[name] = client.get(f"/v1/documents/{name}/text").json()["text"]
        assert texts[name][citation["start"] : citation["end"]] == citation["quote"]
        assert citation["url"] == f"/documents/{name}#c{citation['start']}-{citation['end']}"


def test_items_are_all_considerations_in_order(client, body):
    """Every consideration of the guidance has its finding, in its words and its place."""
    guidance = client.get("/v1/guidance").json()
    wanted = [(item["id"], item["text"]) for item in guidance["considerations"]]
    assert [(item["id"], item["text"]) for item in body["items"]] == wanted
    assert {item["strength"] for item in body["items"]} == {None}  # no document ranks them
    known = {purpose["id"] for purpose in guidance["purposes"]}
    assert {purpose["id"] for purpose in body["purposes"]} <= known


def test_findings_agree_with_each_other(body):
    """What is missing has no evidence, what is there has some, and the summary counts both."""
    statuses = [item["status"] for item in body["items"]]
    for item in body["items"]:
        assert bool(item["evidence"]) == (item["status"] != "missing")
        assert bool(item["missing_points"]) == bool(item["suggestion"]) == (item["status"] != "addressed")
        assert all(point in item["text"] for point in [*item["matched_points"], *item["missing_points"]])
    assert {status: statuses.count(status) for status in ("addressed", "partial", "missing")} == {
        name: count for name, count in body["summary"].items() if name != "contradicted"
    }
    verdicts = [fact["verdict"] for fact in body["facts"]]
    assert body["summary"]["contradicted"] == verdicts.count("contradicted") == 2


def test_a_contradiction_names_both_sides(body):
    """A statement that the documents contradict comes with what it says, what they say, and where."""
    fact = next(fact for fact in body["facts"] if fact["quote"].startswith("海外特別研究員"))
    assert fact["verdict"] == "contradicted"
    assert (fact["subject"], fact["attribute"]) == ("海外特別研究員事業", "支援期間")
    assert "5年" in fact["draft_value"]
    assert "2年" in fact["document_value"]
    assert fact["document_value"] in fact["citation"]["quote"]


def test_each_part_of_a_statement_has_a_verdict_of_its_own(body):
    """The parts stand in the statement, in order, and none is worse than the whole."""
    for fact in body["facts"]:
        for claim in fact["claims"]:
            assert list(claim) == ["quote", "start", "end", "verdict", "citation"]
            assert fact["start"] <= claim["start"] < claim["end"] <= fact["end"]
            assert body["text"][claim["start"] : claim["end"]] == claim["quote"]
        verdicts = {claim["verdict"] for claim in fact["claims"]}
        assert fact["verdict"] != "supported" or verdicts == {"supported"}
        assert fact["verdict"] != "not_in_documents" or verdicts == {"not_in_documents"}


def test_what_the_documents_do_not_know_is_said_so(body):
    """A statement of which the documents say nothing has no citation."""
    fact = next(fact for fact in body["facts"] if fact["quote"].startswith("火星"))
    assert (fact["verdict"], fact["citation"]) == ("not_in_documents", None)


def test_a_second_check_gives_the_same_bytes(client):
    """The same draft gives the same reply, took_ms aside."""
    first, second = (check(client, DRAFT) for _ in range(2))
    assert first.pop("took_ms") >= 0
    del second["took_ms"]
    assert json.dumps(first) == json.dumps(second)


def findings(body):
    """Return what a reply says of the draft, apart from its offsets."""
    spans = [(item["id"], [span["quote"] for span in item["evidence"]]) for item in body["items"] + body["purposes"]]
    facts = [(fact["quote"], fact["verdict"], fact["document_value"]) for fact in body["facts"]]
    return body["summary"], spans, facts


def test_every_form_of_a_draft_gives_the_same_findings(client, body):
    """Text in JSON, in a file of another encoding and in a DOCX says the same."""
    document, written = docx.Document(), io.BytesIO()
    for line in DRAFT.split("\n"):
        document.add_paragraph(line)
    document.save(written)
    for data, name in (
        (DRAFT.encode(), "企画案.txt"),
        (DRAFT.encode("cp932"), "企画案.md"),
        (written.getvalue(), "案"),
    ):
        found = check_file(client, data, name)
        assert found["title"] == name.partition(".")[0]
        assert findings(found) == findings(body)


def test_a_pdf_is_checked_with_what_could_not_be_read(client):
    """The text of a PDF is judged, and a page that is only a picture is told in the notices."""
    lines = [
        (50, 400, 10, "International joint research plan"),
        (50, 350, 10, "The universities will share research data."),
    ]
    picture = after(printed(lines), printed([], seal=lambda _number, drawn: b"0 0 9 9 re f\n" + drawn))
    found = check_file(client, picture, "plan.pdf")
    assert "share research data" in found["text"]
    assert any("1 ページ" in notice for notice in found["notices"])


def test_a_title_is_found_where_none_is_given(client):
    """Without a title the first heading of the text is one."""
    assert check(client, DRAFT)["title"] == DRAFT.partition("\n")[0]


def test_a_text_out_of_scope_has_empty_lists(client):
    """A text that is no plan for academic cooperation is told as such and not judged."""
    found = check(client, CANTEEN)
    assert found["in_scope"] is False
    assert found["items"] == found["purposes"] == found["facts"] == []
    assert set(found["summary"].values()) == {0}
    assert found["text"] == CANTEEN


@pytest.mark.parametrize(
    "text", ["研", "🙂研究の企画\u0301案。\r\n𠮷野の研究", "|研究|計画|\n|---|---|\n|a\tb|研究|", "研究" * 5_000]
)
def test_offsets_hold_in_odd_texts(client, text):
    """Characters beyond the basic plane, tables and one endless sentence keep their places."""
    found = check(client, text)
    assert found["characters"] == len(text)
    for span in [*found["facts"], *(span for item in found["items"] for span in item["evidence"])]:
        assert text[span["start"] : span["end"]] == span["quote"]


@pytest.mark.parametrize("number", ["status-2023", "overview-2021"])
def test_a_draft_is_held_against_the_guidance_of_the_document_that_is_named(client, number):
    """As JSON and as a field of the form; the items are those that the document lists."""
    listed = client.get("/v1/guidance", params={"document": number}).json()["considerations"]
    reply = client.post("/v1/drafts/check", json={"text": DRAFT, "guidance": number}).json()
    sent = {"file": ("a.txt", DRAFT.encode()), "guidance": (None, number)}
    form = client.post("/v1/drafts/check", files=sent).json()
    for found in (reply, form):
        assert [item["id"] for item in found["items"]] == [item["id"] for item in listed] != []


def test_the_documents_that_list_considerations_are_told(client):
    """The one that is used unless another is named, and the others."""
    reply = client.get("/v1/guidance").json()
    told = {item["document_id"]: item["considerations"] for item in reply["documents"]}
    assert told["strategy-2021"] == len(reply["considerations"]) == 35
    assert client.get("/v1/guidance", params={"document": "nowhere"}).json()["considerations"] == []


@pytest.mark.parametrize("number", ["nowhere", "committee-2025"])
def test_a_document_without_guidance_is_refused_with_a_reason(client, number):
    """Whether it is not there or lists nothing."""
    reply = client.post("/v1/drafts/check", json={"text": DRAFT, "guidance": number})
    assert reply.status_code == 422
    assert reply.json()["detail"]


def test_what_is_missing_comes_with_examples_from_the_documents(client):
    """Each is a quote of a document that holds; what is addressed has none."""
    items = client.post("/v1/drafts/check", json={"text": DRAFT}).json()["items"]
    examples = [example for item in items if item["status"] != "addressed" for example in item["examples"]]
    assert examples
    for example in examples[:5]:
        text = client.get(f"/v1/documents/{example['document_id']}/text").json()["text"]
        assert text[example["start"] : example["end"]] == example["quote"]
    assert not any(item["examples"] for item in items if item["status"] == "addressed")
