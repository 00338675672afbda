"""Dify's contract of external knowledge against a real server."""

import json

import pytest

QUERY = "研究セキュリティ"
CANARY = "漏洩検知札ZQ7"


def retrieve(server, knowledge="shirube", query=QUERY, setting=None, **more):
    """Ask for passages as Dify does; return the status and the body."""
    setting = {"top_k": 4, "score_threshold": 0.0} if setting is None else setting
    body = {"knowledge_id": knowledge, "query": query, "retrieval_setting": setting, **more}
    reply = server.post("/retrieval", json.dumps(body).encode(), headers=("Authorization: Bearer none",))
    return reply.status, json.loads(reply.body)


def test_passages_come_nearest_first_with_what_dify_needs(server):
    """They are those of our own search; the score is the share of the nearest one's."""
    status, body = retrieve(server)
    reply = server.post("/v1/search", json.dumps({"query": QUERY, "limit": 4}).encode())
    passages = json.loads(reply.body)["passages"]
    assert status == 200
    assert [item["content"] for item in body["records"]] == [passage["text"] for passage in passages]
    scores = [item["score"] for item in body["records"]]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert scores[-1] >= 0.0
    assert all(set(item) == {"content", "score", "title", "metadata"} for item in body["records"])
    assert body["records"][0]["metadata"]["path"].startswith(f"http://127.0.0.1:{server.port}/documents/")


def test_a_threshold_leaves_out_what_is_far(server):
    """Only passages at least as near as asked for are told."""
    scores = [item["score"] for item in retrieve(server)[1]["records"]]
    between = (scores[0] + scores[-1]) / 2
    kept = retrieve(server, setting={"top_k": 4, "score_threshold": between})[1]["records"]
    assert [item["score"] for item in kept] == [score for score in scores if score >= between]


def test_a_collection_is_a_knowledge(server):
    """A collection can be named, and what is not there has Dify's own number."""
    assert retrieve(server, "shirube/bundled")[0] == 200
    status, body = retrieve(server, CANARY)
    assert status == 404
    assert body["error_code"] == 2001
    assert CANARY not in body["error_msg"]


CONDITION = {"logical_operator": "and", "conditions": [{"name": ["a"], "comparison_operator": "is", "value": CANARY}]}
WRONG = {
    "an empty query": {"query": ""},
    "blanks": {"query": " "},
    "no passages": {"setting": {"top_k": 0}},
    "a threshold above 1": {"setting": {"top_k": 3, "score_threshold": 1.5}},
    "a condition": {"metadata_condition": CONDITION},
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_used_is_an_error_of_the_contract(server, case):
    """Dify shows a number and a message."""
    status, body = retrieve(server, **WRONG[case])
    assert status == 422
    assert set(body) == {"error_code", "error_msg"}
    assert body["error_code"] == 422
    assert CANARY not in body["error_msg"]
