"""What is written down of requests: who did what, and nothing of what they wrote or read."""

import pytest

from api.access.visitor import Role

CANARY = "金糸雀"


@pytest.fixture
def noted(audit):
    """Return a function that returns what is written down, and by whom."""
    return lambda: [(entry.what, entry.of) for entry in audit.lines()]


def test_what_is_done_is_written_down_without_its_words(as_role, noted, audit, served):
    """Checks, exports, opinions, documents; no question, draft, reason or file name."""
    draft = {"text": f"国際共同研究の企画案。大学が{CANARY}の研究を行う。", "title": CANARY}
    answer = "0b9d2a52-5d9e-4a38-9a53-2f4a2f0c7a11"
    opinion = {"answer_id": answer, "verdict": "not", "reason": CANARY}
    file = ("file", (f"{CANARY}.exe", b"MZ\0"))
    as_role(Role.READER, "POST", "/v1/ask", json={"question": CANARY})
    as_role(Role.READER, "POST", "/v1/drafts/check?format=csv", json=draft)
    as_role(Role.READER, "POST", "/v1/feedback", json=opinion)
    as_role(Role.READER, "DELETE", "/v1/documents/plan")
    as_role(Role.EDITOR, "DELETE", "/v1/documents/nothing")
    as_role(Role.EDITOR, "DELETE", "/v1/documents/plan")  # the last one, which stays
    as_role(Role.EDITOR, "POST", "/v1/documents", files=[file], data={"collection": "port"})
    assert noted() == [
        ("draft.checked", ""),
        ("draft.exported", "csv"),
        ("feedback.given", answer),
        ("document.removed", "plan"),
        ("document.added", "port"),
    ]
    assert len({entry.who for entry in audit.lines()}) == 2
    assert CANARY.encode() not in audit.path.read_bytes()


def test_logins_are_written_down(client, key_of, noted):
    """Those that were refused too, with where they came from."""
    own = {"Origin": "http://testserver"}
    client.post("/v1/login", json={"key": "password"}, headers=own)
    client.post("/v1/login", json={"key": key_of(Role.READER)}, headers=own)
    client.post("/v1/logout", headers=own)
    assert noted() == [("login.refused", "testclient"), ("login", ""), ("logout", "")]


def test_what_cannot_be_written_down_is_not_done(as_role, audit, served):
    """Where the disk refuses, questions are answered, and what has to be written down is refused."""
    audit.path.mkdir()
    assert as_role(Role.READER, "POST", "/v1/search", json={"query": "灯台"}).status_code == 200
    for role, method, path, more in (
        (Role.READER, "POST", "/v1/drafts/check", {"json": {"text": "国際共同研究の企画案。"}}),
        (Role.EDITOR, "DELETE", "/v1/documents/plan", {}),
    ):
        reply = as_role(role, method, path, **more)
        assert (reply.status_code, reply.json()["type"]) == (503, "urn:shirube:problem:storage")


def test_a_check_that_goes_on_in_the_background_is_written_down_too(as_role, noted, audit):
    """Under the name of who sent the draft, although the request is long over."""
    text = "国際共同研究の企画案。\n" + "研究者の交流を進める計画である。" * 700
    begun = as_role(Role.READER, "POST", "/gennai/check", json={"inputs": {"text": text}}).json()
    state = "PENDING"
    while state in ("PENDING", "IN_PROGRESS"):
        state = as_role(Role.EDITOR, "GET", begun["status_url"]).json()["status"]
    assert state == "COMPLETED"
    assert noted() == [("draft.checked", "")]
    assert next(audit.lines()).who.startswith("key:")
