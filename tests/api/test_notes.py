"""A note as a Word document."""

import io

import docx
import pytest

NOTE = {
    "title": "支援期間の調べ",
    "pieces": [
        {
            "heading": "SATREPSとSICORPの支援期間を比べて",
            "words": "| 事業 | 支援期間 |\n|---|---|\n| SATREPS | 原則3～5年間[1] |\n・目的[1]\n以上です。",
            "remark": "要確認",
            "citations": [
                {
                    "number": 1,
                    "document_title": "現状について",
                    "document_date": "2023-06",
                    "section": "施策 > SATREPS > SATREPS",
                    "page": 5,
                    "quote": "支援期間\t原則3～5年間",
                }
            ],
        }
    ],
}


def made(reply):
    """Return the document of a reply."""
    assert reply.status_code == 200
    return docx.Document(io.BytesIO(reply.content))


def test_a_note_becomes_a_document(client):
    """Headings, tables, lists, remarks and sources in official form stand in the note's order."""
    document = made(client.post("/v1/notes/docx", json=NOTE))
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "支援期間の調べ",
        "SATREPSとSICORPの支援期間を比べて",
        "目的[1]",
        "以上です。",
        "メモ：要確認",
        "出典",
        "[1] 現状について（2023-06）、施策／SATREPS、5頁",
        "支援期間\t原則3～5年間",
        "しるべで集めたノートです。引用は文書の原文のままです。",
    ]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["SATREPS", "原則3～5年間[1]"]
    assert document.paragraphs[2].style.name == "List Bullet"


def test_the_same_note_is_the_same_bytes(client):
    """No file bears the time at which it was made."""
    assert client.post("/v1/notes/docx", json=NOTE).content == client.post("/v1/notes/docx", json=NOTE).content


def test_characters_that_no_document_holds_are_left_out(client):
    """A control character breaks no file."""
    document = made(client.post("/v1/notes/docx", json={"title": "一\x0b二\ufffe三"}))
    assert document.paragraphs[0].text == "一二三"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": ""},
        {"title": "あ", "pieces": [{"heading": "見出し", "words": "い" * 20_001}]},
        {"title": "あ", "pieces": [{"heading": "見出し", "citations": [{"number": 1}]}]},
        {"title": "あ", "unknown": 1},
    ],
)
def test_what_is_no_note_is_a_problem(client, body):
    """A body that does not fit is told as such, without an echo."""
    reply = client.post("/v1/notes/docx", json=body)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert "いい" not in reply.text
