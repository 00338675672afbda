"""The HTTP contract, version 1, field by field."""

import json

import pytest

ASK_FIELDS = [
    "id",
    "question",
    "interpreted_question",
    "outcome",
    "answer",
    "sentences",
    "citations",
    "passages",
    "parts",
    "unmatched_terms",
    "suggestions",
    "follow_ups",
    "notices",
    "index",
    "took_ms",
]
CITATION_FIELDS = [
    "number",
    "document_id",
    "document_title",
    "document_date",
    "section",
    "page",
    "start",
    "end",
    "quote",
    "url",
    "version",
    "confidence",
]
PASSAGE_FIELDS = [
    "passage_id",
    "document_id",
    "section",
    "page",
    "start",
    "end",
    "text",
    "score",
    "lexical_rank",
    "dense_rank",
    "cited",
]


def ask(client, question, **more):
    """Ask over HTTP and return the reply."""
    reply = client.post("/v1/ask", json={"question": question, **more})
    assert reply.status_code == 200, reply.text
    return reply.json()


def text_of(client, document_id, start, end):
    """Return a stretch of a document over HTTP."""
    return client.get(f"/v1/documents/{document_id}/text", params={"start": start, "end": end}).json()["text"]


def test_the_contracts_example_is_answered(client):
    """The example request of the contract gives every field, the value asked for and its verbatim citation."""
    body = ask(
        client,
        "ASPIREの支援期間は？",
        history=[{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}],
        documents=["status-2023"],
        as_of="2024-12-31",
        passages=5,
    )
    assert list(body) == ASK_FIELDS
    assert body["outcome"] == "answered"
    assert "原則5年" in body["answer"]
    citation = body["citations"][0]
    assert list(citation) == CITATION_FIELDS
    assert citation["document_id"] == "status-2023"
    assert text_of(client, "status-2023", citation["start"], citation["end"]) == citation["quote"]
    assert citation["url"] == f"/documents/status-2023#c{citation['start']}-{citation['end']}"
    assert len(body["passages"]) == 5
    assert list(body["passages"][0]) == PASSAGE_FIELDS
    assert body["index"]["documents"] == 5


QUESTIONS = [
    "海外特別研究員事業の令和５年度予算額はいくらですか。",
    "研究力の強化に含まれる目的を全部教えてください。",
    "ポストコロナの観点として挙げられている２つを教えてください。",
    "G7仙台科学技術大臣会合はいつ、どこで開かれましたか。",
    "明日の天気を教えてください。",
    "海外特別研究員の支援期間が５年間に延長されたのはなぜですか？",
    "SATREPSとSICORPの支援額の違いを教えてください。",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_keep_their_promises(client, question):
    """Quotes are the document's own text, marks point at citations, and passages are within limits and in order."""
    body = ask(client, question)
    numbers = [citation["number"] for citation in body["citations"]]
    assert numbers == sorted(numbers)
    for citation in body["citations"]:
        assert text_of(client, citation["document_id"], citation["start"], citation["end"]) == citation["quote"]
    for sentence in body["sentences"]:
        assert set(sentence["citations"]) <= set(numbers)
        assert sentence["citations"] or body["outcome"] not in ("answered", "partial")
        assert sentence["text"].strip() in body["answer"] or "\n" in sentence["text"]
    scores = [passage["score"] for passage in body["passages"]]
    assert all(len(passage["text"]) <= 600 for passage in body["passages"])
    assert len(scores) == 5
    assert body["outcome"] in ("answered", "partial", "false_premise", "no_evidence", "out_of_scope", "ambiguous")


def test_what_the_documents_do_not_say_is_said_so(client):
    """A question about something else is out of scope; the nearest passages stay beside the plain statement."""
    body = ask(client, "明日の霞が関の天気を教えてください。")
    assert body["outcome"] == "out_of_scope"
    assert body["citations"] == []
    assert body["passages"]
    assert body["unmatched_terms"]


def test_a_wrong_figure_is_corrected_with_a_citation(client):
    """A figure that the question takes for granted and the documents contradict is corrected."""
    body = ask(client, "海外特別研究員の支援期間が５年間に延長されたのはなぜですか？")
    assert body["outcome"] == "false_premise"
    assert "2年間" in body["answer"]
    assert body["citations"]


def test_a_follow_up_is_made_complete_and_shown(client):
    """A pronoun is resolved from the history, and the question as understood is told."""
    history = [
        {"role": "user", "content": "SATREPSの支援額を教えてください。"},
        {"role": "assistant", "content": "35百万円程度です。"},
    ]
    body = ask(client, "それの支援期間は何年ですか。", history=history)
    assert "SATREPS" in body["interpreted_question"]
    assert "3～5年間" in body["answer"]


def test_documents_and_as_of_restrict(client):
    """Nothing comes from documents that the request leaves out."""
    only = ask(client, "国際頭脳循環とは何ですか。", documents=["interim-2024"])
    assert {passage["document_id"] for passage in only["passages"]} == {"interim-2024"}
    early = ask(client, "国際頭脳循環とは何ですか。", as_of="2022-01-01")
    assert {passage["document_id"] for passage in early["passages"]} <= {"strategy-2021", "overview-2021"}


def test_the_same_question_gives_the_same_bytes(client):
    """Two replies differ in id and took_ms alone."""
    bodies = [client.post("/v1/ask", json={"question": QUESTIONS[1]}).json() for _ in range(2)]
    for body in bodies:
        body.pop("id")
        body.pop("took_ms")
    assert json.dumps(bodies[0]) == json.dumps(bodies[1])


def test_stream_tells_the_same_answer_piece_by_piece(client):
    """The events come in order and the last one holds the whole reply."""
    question = QUESTIONS[0]
    reply = client.post("/v1/ask/stream", json={"question": question})
    events = [block.split("\n", 1) for block in reply.text.strip().split("\n\n")]
    names = [name.removeprefix("event: ") for name, _ in events]
    assert names[:2] == ["interpretation", "passages"]
    assert names[-1] == "done"
    assert set(names[2:-1]) == {"sentence"}
    whole = json.loads(events[-1][1].removeprefix("data: "))
    assert whole["answer"] == ask(client, question)["answer"]


def test_line_separators_of_a_question_end_no_line_of_the_stream(client):
    """Whoever reads line by line gets whole events."""
    reply = client.post("/v1/ask/stream", json={"question": "SATREPSの\u2028支援額は\u2029？"})
    assert not set("\u2028\u2029") & set(reply.text)
    events = [json.loads(line.removeprefix("data: ")) for line in reply.text.splitlines() if line.startswith("data: ")]
    assert events[0]["question"] == "SATREPSの\u2028支援額は\u2029？"


def test_search_ranks_passages_without_an_answer(client):
    """A search gives passages, best first, and as many as were asked for."""
    body = client.post("/v1/search", json={"query": "研究セキュリティ", "limit": 7}).json()
    assert list(body) == ["query", "passages", "index"]
    assert len(body["passages"]) == 7
    assert list(body["passages"][0]) == PASSAGE_FIELDS


def test_documents_are_listed_and_described(client):
    """The list has every document with its relations; one of them has its sections too."""
    documents = client.get("/v1/documents").json()["documents"]
    assert [item["document_id"] for item in documents] == [
        "strategy-2021",
        "committee-2025",
        "status-2023",
        "overview-2021",
        "interim-2024",
    ]
    fields = [
        "document_id",
        "title",
        "date",
        "issuing_body",
        "kind",
        "pages",
        "characters",
        "sha256",
        "language",
        "relations",
        "source",
        "collection",
        "version",
        "notices",
        "earlier_versions",
    ]
    assert all(list(item) == fields for item in documents)
    assert {"relation": "summarises", "document_id": "strategy-2021"} in documents[3]["relations"]
    one = client.get("/v1/documents/strategy-2021").json()
    assert one["pages"] == 14
    assert list(one["sections"][0]) == ["number", "heading", "level", "page", "start", "end"]


def test_text_comes_with_its_pages(client):
    """A stretch of text is clipped to the document and names the pages that it touches."""
    body = client.get("/v1/documents/interim-2024/text", params={"start": 970, "end": 990}).json()
    assert (body["start"], body["end"], len(body["text"])) == (970, 990, 20)
    assert [page["page"] for page in body["pages"]] == [1, 2]
    assert client.get("/v1/documents/interim-2024/text", params={"start": 10**7}).json()["text"] == ""
    whole = client.get("/v1/documents/overview-2021/text").json()
    assert whole["pages"] == []
    assert len(whole["text"]) == whole["end"]


def test_a_passage_comes_with_its_neighbours(client):
    """A passage is found by its id, with the one before and the one after in its document."""
    found = client.post("/v1/search", json={"query": "研究インテグリティ", "limit": 5}).json()["passages"]
    asked = [client.get("/v1/passages/" + one["passage_id"].replace("#", "%23")).json() for one in found]
    assert [body["text"] for body in asked] == [one["text"] for one in found]
    body = next(body for body in asked if body["before"] and body["after"])
    assert body["before"]["end"] <= body["start"]
    assert body["after"]["start"] >= body["end"]


def test_guidance_has_every_item_with_its_citation(client):
    """16 purposes and 35 considerations, each quoted from its document."""
    body = client.get("/v1/guidance").json()
    assert (len(body["purposes"]), len(body["considerations"])) == (16, 35)
    for item in [*body["purposes"], *body["considerations"]]:
        citation = item["citation"]
        assert text_of(client, citation["document_id"], citation["start"], citation["end"]) == citation["quote"]
        assert "".join(citation["quote"].split()) == item["text"]
    assert {item["strength"] for item in body["considerations"]} == {None}  # no document ranks them


def test_programmes_have_facts_with_their_citations(client):
    """Each fact gives attribute, value and date, an amount its year and kind, and a quote that is its document's text."""
    programmes = client.get("/v1/programmes").json()["programmes"]
    assert len(programmes) >= 15
    assert len({programme["id"] for programme in programmes}) == len(programmes)
    for programme in programmes:
        assert list(programme) == ["id", "name", "abbreviations", "facts"]
        for fact in programme["facts"]:
            citation = fact["citation"]
            assert {"attribute", "value", "as_of"} <= set(fact)
            assert None not in fact.values()
            assert fact["as_of"] == citation["document_date"]
            assert text_of(client, citation["document_id"], citation["start"], citation["end"]) == citation["quote"]
            if fact["attribute"] == "予算額":
                assert fact["amount_yen"] > 0
                assert fact["fiscal_year"].endswith("年度")
                assert "当初" in fact["budget_type"] or "補正" in fact["budget_type"]


def test_a_programme_is_found_by_id_and_by_any_name(client):
    """The id, the short and the full name lead to the same facts; another name is not found."""
    found = client.get("/v1/programmes/satreps").json()
    assert found["name"] == "地球規模課題対応国際科学技術協力プログラム"
    assert (
        client.get("/v1/programmes/ＳＡＴＲＥＰＳ").json()
        == client.get(f"/v1/programmes/{found['name']}").json()
        == found
    )
    missing = client.get("/v1/programmes/nothing")
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"


def test_probes_answer(client):
    """The probes are at the root, need no body and answer HEAD too."""
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.head("/healthz").status_code == 200
    assert client.get("/readyz").json()["status"] == "ready"
    assert "shirube_requests_total" in client.get("/metrics").text
    assert client.get("/openapi.json").json()["paths"]["/v1/ask"]["post"]["requestBody"]


def test_every_route_of_the_contract_exists(client):
    """The description of the interface names every path that this version serves."""
    assert set(client.get("/openapi.json").json()["paths"]) == {
        "/v1/ask",
        "/v1/ask/stream",
        "/v1/search",
        "/v1/examples",
        "/v1/drafts/check",
        "/v1/documents",
        "/v1/documents/{document_id}",
        "/v1/documents/{document_id}/text",
        "/v1/documents/{document_id}/pages/{page}/picture",
        "/v1/documents/{document_id}/pages/{page}/marks",
        "/v1/comparisons",
        "/v1/collections",
        "/v1/feedback",
        "/v1/login",
        "/v1/logout",
        "/v1/me",
        "/v1/notes/docx",
        "/v1/jobs/{job_id}",
        "/v1/jobs/{job_id}/events",
        "/v1/passages/{passage_id}",
        "/v1/guidance",
        "/v1/programmes",
        "/v1/programmes/{programme_id}",
        "/v1/models",
        "/v1/models/{name}",
        "/v1/chat/completions",
        "/gennai/ask",
        "/gennai/ask/form",
        "/gennai/check",
        "/gennai/check/form",
        "/gennai/status/{check_id}",
        "/retrieval",
    }


def test_the_description_tells_what_login_and_limits_reply(client):
    """Every route may refuse who shows no key, who may not, and who asks too much, in the form of its contract."""
    others = ("/v1/chat/", "/v1/models", "/retrieval")
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        form = "application/json" if path.startswith(others) else "application/problem+json"
        for operation in methods.values():
            assert all(form in operation["responses"][status]["content"] for status in ("401", "403", "429"))


def test_follow_ups_are_what_the_documents_tell_of_the_programme(client):
    """They name the programme as the question does, leave out what it asked, and each is answered."""
    reply = ask(client, "ASPIREの支援期間は？")
    assert 3 <= len(reply["follow_ups"]) <= 6
    assert all(question.startswith("ASPIREの") for question in reply["follow_ups"])
    assert "ASPIREの支援期間は？" not in reply["follow_ups"]
    assert {ask(client, question)["outcome"] for question in reply["follow_ups"][:3]} == {"answered"}


@pytest.mark.parametrize(
    "question",
    ["研究インテグリティとは？", "SATREPSとSICORPの支援期間を比べて", "令和10年度のASPIREの予算額はいくらですか"],
)
def test_nothing_follows_where_no_one_programme_was_answered(client, question):
    """No programme, two of them, or no answer: there is nothing to go on from."""
    assert ask(client, question)["follow_ups"] == []


def test_a_budget_names_the_agency_before_it(client):
    """「JST：440億円」 is a budget of JST; an amount that follows no name has no agency."""
    facts = client.get("/v1/programmes/aspire").json()["facts"]
    told = {fact["value"]: fact.get("agency") for fact in facts if fact["attribute"] == "予算額"}
    assert told["44,000百万円"] == "JST"
    assert told["6,050百万円"] == "AMED"
    assert told["501億円"] is None


@pytest.mark.parametrize(("format_name", "begin"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_programmes_are_told_as_tables(client, format_name, begin):
    """One programme and all of them come as a file, the same bytes each time."""
    for path in ("/v1/programmes", "/v1/programmes/aspire"):
        reply = client.get(path, params={"format": format_name})
        assert reply.status_code == 200
        assert reply.content.startswith(begin)
        assert "attachment" in reply.headers["content-disposition"]
        assert client.get(path, params={"format": format_name}).content == reply.content
    assert client.get("/v1/programmes", params={"format": "exe"}).status_code == 422


def references(part):
    """Return every reference in a part of the description."""
    match part:
        case dict():
            own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return own + [found for value in part.values() for found in references(value)]
        case list():
            return [found for value in part for found in references(value)]
        case _:
            return []


def test_every_reference_of_the_description_leads_somewhere(client):
    """A program that reads it finds every schema."""
    told = client.get("/openapi.json").json()
    found = set(references(told))
    assert len(found) > 20
    for place in found:
        part = told
        for step in place.removeprefix("#/").split("/"):
            part = part[step]


def test_every_status_and_form_of_a_reply_is_described(client):
    """Problems have their one body; exports and streams their media types."""
    paths = client.get("/openapi.json").json()["paths"]
    check = paths["/v1/drafts/check"]["post"]["responses"]
    assert {"400", "401", "403", "404", "413", "414", "415", "422", "429", "431", "500", "503"} <= set(check)
    assert set(check["503"]["content"]) == {"application/problem+json"}
    assert {"application/json", "text/csv", "application/sarif+json"} <= set(check["200"]["content"])
    assert set(paths["/v1/ask/stream"]["post"]["responses"]["200"]["content"]) == {"text/event-stream"}
    assert len(paths["/v1/notes/docx"]["post"]["responses"]["200"]["content"]) == 1
    assert "404" in paths["/v1/jobs/{job_id}"]["get"]["responses"]
