"""源内's app contract against a real server: forms, answers, checks at once and in the background."""

import base64
import io
import json
import zipfile

import anyio
import pytest

from api.interop.gennai_checks import Checks
from api.interop.gennai_schemas import OutputsReply
from api.problems import Problem
from api.workers import Workers

QUESTION = "ASPIREの支援期間は？"
DRAFT = "国際共同研究の企画案。ASPIREの支援期間は10年である。若手研究者を20名、海外の大学へ派遣する。"
CANARY = "漏洩検知札ZQ7"


def call(server, app, inputs):
    """Call an app with a key that nobody looks at; return the status and the body."""
    body = json.dumps({"inputs": inputs}, ensure_ascii=False).encode()
    reply = server.post(f"/gennai/{app}", body, headers=("x-api-key: none",))
    return reply.status, json.loads(reply.body)


def file(content, name="案.txt"):
    """Return what a form sends for a file."""
    return [{"key": "draft", "files": [{"filename": name, "content": base64.b64encode(content).decode()}]}]


def finished(server, accepted):
    """Ask for a check until it is over; the server's own work lets the time pass."""
    while True:
        reply = server.request("GET", accepted["status_url"], headers=("x-api-key: none",))
        told = json.loads(reply.body)
        assert reply.status == 200
        assert told["request_id"] == accepted["request_id"]
        if told["status"] not in ("PENDING", "IN_PROGRESS"):
            return told


def test_forms_are_what_registration_expects(server):
    """Each field has a type of the contract and a title; the scopes that can be chosen are those that there are."""
    asked = json.loads(server.request("GET", "/gennai/ask/form").body)
    checked = json.loads(server.request("GET", "/gennai/check/form").body)
    kinds = {"text", "number", "textarea", "file", "select", "checkbox", "radio", "hidden"}
    assert all(field["type"] in kinds and field["title"] for form in (asked, checked) for field in form.values())
    assert [item["value"] for item in asked["collection"]["items"]] == ["shirube", "shirube/bundled"]


def test_an_answer_is_markdown_with_its_sources(server):
    """The answer keeps its marks, and each source has its quote and a link to the page."""
    status, body = call(server, "ask", {"question": QUESTION, "collection": "shirube/bundled", "files": []})
    assert status == 200
    assert "原則５年" in body["outputs"].split("### 出典")[0]
    assert "[1]" in body["outputs"]
    assert "\n> 支援期間" in body["outputs"]
    assert f"[文書を開く](http://127.0.0.1:{server.port}/documents/" in body["outputs"]


def test_a_question_that_looks_like_a_number_is_read(server):
    """Forms send such a text as a number or a truth value."""
    assert call(server, "ask", {"question": 2023})[0] == 200
    assert call(server, "ask", {"question": True})[0] == 200


@pytest.mark.parametrize("inputs", [{"text": DRAFT}, {"files": file(DRAFT.encode())}], ids=["text", "file"])
def test_a_short_draft_is_checked_at_once(server, inputs):
    """The report comes as Markdown and as a DOCX."""
    status, body = call(server, "check", inputs)
    assert status == 200
    assert "10年" in body["outputs"]
    [report] = body["artifacts"]
    assert report["display_name"] == "点検結果.docx"
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(base64.b64decode(report["contents"]))).namelist()


def test_a_file_is_read_in_the_other_form_of_the_contract_too(server):
    """The contract's example for asynchronous apps names one file beside its key."""
    contents = base64.b64encode(DRAFT.encode()).decode()
    status, body = call(server, "check", {"files": [{"key": "draft", "filename": "案.txt", "contents": contents}]})
    assert status == 200
    assert "10年" in body["outputs"]


def test_a_long_draft_is_checked_in_the_background(server):
    """The reply comes at once and says where to ask; in the end the result stands there."""
    draft = DRAFT + "\n" + "研究者の交流を進める計画である。" * 700
    status, accepted = call(server, "check", {"text": draft})
    assert status == 202
    assert accepted["status"] == "PENDING"
    told = finished(server, accepted)
    assert told["status"] == "COMPLETED"
    assert "10年" in told["outputs"]
    assert told["artifacts"][0]["display_name"] == "点検結果.docx"


def test_a_long_file_that_cannot_be_read_ends_in_an_error(server):
    """The error says why, as it is said at once for a short one."""
    broken = b"%PDF-1.7\n" + b"x" * 200_000
    status, accepted = call(server, "check", {"files": file(broken, "案.pdf")})
    assert status == 202
    told = finished(server, accepted)
    assert told["status"] == "ERROR"
    assert told["error"]["message"] == "ファイルを読み取れません"
    assert "outputs" not in told


WRONG = {
    "no question": ("ask", {}, 422),
    "an empty question": ("ask", {"question": " "}, 422),
    "a question too long": ("ask", {"question": CANARY * 300}, 422),
    "an unknown scope": ("ask", {"question": QUESTION, "collection": CANARY}, 404),
    "no draft": ("check", {}, 422),
    "no base64": ("check", {"files": [{"key": "draft", "files": [{"filename": "a", "content": CANARY}]}]}, 422),
    "two files": ("check", {"files": file(b"a") + file(b"b")}, 422),
    "a file and text": ("check", {"text": DRAFT, "files": file(b"a")}, 422),
    "a file too large": ("check", {"files": file(b"a" * 4_600_000)}, 413),
    "a program": ("check", {"files": file(b"MZ\x90\x00" + bytes(64), "a.exe")}, 415),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_used_is_a_problem(server, case):
    """Each has its status, and nothing of what was sent comes back."""
    app, inputs, expected = WRONG[case]
    status, body = call(server, app, inputs)
    assert status == expected
    assert body["type"].startswith("urn:shirube:problem:")
    assert CANARY not in json.dumps(body, ensure_ascii=False)


def test_an_unknown_check_is_not_found(server):
    """Nobody sees the result of another by guessing."""
    assert server.request("GET", "/gennai/status/00000000-0000-4000-8000-000000000000").status == 404


def test_a_result_is_forgotten():
    """After its time a check is not there any more."""

    async def use():
        checks = Checks(kept_seconds=0)
        check_id = checks.begin()
        assert checks.find(check_id).status == "PENDING"
        await checks.run(check_id, Workers(), lambda: OutputsReply(outputs="済"))
        with pytest.raises(Problem):
            checks.find(check_id)

    anyio.run(use)


def test_no_more_checks_are_taken_than_are_kept():
    """What is known at once is bounded."""
    checks = Checks()
    assert len({checks.begin() for _ in range(32)}) == 32
    with pytest.raises(Problem, match="overloaded"):
        checks.begin()
