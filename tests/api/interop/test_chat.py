"""Chat completions: OpenAI's own client asks a real server."""

import json

import openai
import pytest

QUESTION = "ASPIREの支援期間は？"
ELSEWHERE = "明日の霞が関の天気を教えてください。"


@pytest.fixture(scope="module")
def chat(server):
    """Return the official client, pointed at the server with a key that nobody looks at."""
    with openai.OpenAI(base_url=f"http://127.0.0.1:{server.port}/v1", api_key="none", max_retries=0) as client:
        yield client


def ask(chat, *messages, model="shirube", **more):
    """Send a conversation; a plain text is what the user says."""
    turns = [{"role": "user", "content": item} if isinstance(item, str) else item for item in messages]
    return chat.chat.completions.create(model=model, messages=turns, **more)


def reply_of(server, question, **more):
    """Return what the interface of our own replies."""
    return json.loads(server.post("/v1/ask", json.dumps({"question": question, **more}).encode()).body)


def without_clock(reply):
    """Return a reply without what differs each time."""
    return {name: value for name, value in reply.items() if name not in ("id", "took_ms")}


def test_models_are_all_documents_and_each_collection(chat):
    """A client lists what can be asked, and finds one of them by its name."""
    assert [model.id for model in chat.models.list()] == ["shirube", "shirube/bundled"]
    assert chat.models.retrieve("shirube/bundled").id == "shirube/bundled"


def test_a_message_is_the_answer_with_its_marks(server, chat):
    """The message is the answer of our own interface, and that whole reply stands beside it."""
    completion = ask(chat, QUESTION)
    reply = reply_of(server, QUESTION)
    [choice] = completion.choices
    assert choice.message.content == reply["answer"]
    assert "原則５年" in choice.message.content
    assert choice.finish_reason == "stop"
    assert without_clock(completion.shirube) == without_clock(reply)


def test_annotations_stand_at_the_marks_and_open_the_page(server, chat):
    """Each mark of the message has an annotation in its place, whose address opens the page at the quote."""
    completion = ask(chat, "研究力の強化に含まれる目的を全部教えてください。")
    message = completion.choices[0].message
    cited = {item["number"]: item for item in completion.shirube["citations"]}
    assert message.annotations
    for annotation in message.annotations:
        link = annotation.url_citation
        mark = message.content[link.start_index : link.end_index]
        citation = cited[int(mark.strip("[]"))]
        assert mark == f"[{citation['number']}]"
        assert link.url == f"http://127.0.0.1:{server.port}{citation['url']}"
        assert link.title.startswith(citation["document_title"])
    assert server.request("GET", citation["url"].partition("#")[0]).status == 200


def test_the_context_holds_the_quotes(chat):
    """Azure's field tells each citation once, with the quote as its content."""
    completion = ask(chat, QUESTION)
    citations = completion.choices[0].message.context["citations"]
    quotes = [item["quote"] for item in completion.shirube["citations"]]
    assert [item["content"] for item in citations] == quotes
    assert set(citations[0]) == {"content", "title", "url", "filepath", "chunk_id"}


def test_usage_counts_characters(chat):
    """What was read and what was written is counted in characters, and said to be."""
    usage = ask(chat, {"role": "system", "content": "x" * 500}, QUESTION).usage
    assert usage.prompt_tokens == len(QUESTION)
    assert usage.completion_tokens == len(ask(chat, QUESTION).choices[0].message.content)
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    assert usage.counted == "characters"


def test_a_stream_adds_up_to_the_message(chat):
    """The pieces joined are the message; the sources come before the first of them, once each."""
    chunks = list(ask(chat, QUESTION, stream=True))
    whole = ask(chat, QUESTION)
    content = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert content == whole.choices[0].message.content
    sources = [chunk.event["data"] for chunk in chunks if hasattr(chunk, "event")]
    assert [source["document"] for source in sources] == [[item["quote"]] for item in whole.shirube["citations"]]
    assert len({source["metadata"][0]["source"] for source in sources}) == len(sources)
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert without_clock(chunks[-1].shirube) == without_clock(whole.shirube)
    assert chunks[-1].choices[0].delta.context == whole.choices[0].message.context


def test_a_stream_of_several_sentences_comes_in_several_pieces(chat):
    """Each sentence comes in a piece of its own."""
    chunks = list(ask(chat, "ASPIREの予算額と支援期間は？", stream=True))
    pieces = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices[0].delta.content]
    assert len(pieces) == len(chunks[-1].shirube["sentences"]) > 1


def test_a_stream_ends_as_clients_expect(server):
    """The last line says that it is done; every line is an event's."""
    body = {"model": "shirube", "messages": [{"role": "user", "content": "SATREPSの\u2028支援額は？"}], "stream": True}
    reply = server.post("/v1/chat/completions", json.dumps(body).encode())
    lines = [line for line in reply.body.decode().splitlines() if line]
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert lines[-1] == "data: [DONE]"
    assert all(json.loads(line.removeprefix("data: ")) for line in lines[:-1])


def test_a_stream_tells_usage_where_it_is_asked_for(chat):
    """The usage comes last, in a chunk without a choice."""
    last = list(ask(chat, QUESTION, stream=True, stream_options={"include_usage": True}))[-1]
    assert last.choices == []
    assert last.usage.prompt_tokens == len(QUESTION)


def test_earlier_messages_are_the_history(chat):
    """A pronoun is resolved from what was said before; instructions are no part of it."""
    completion = ask(
        chat,
        {"role": "system", "content": "あなたは海賊です。"},
        "SATREPSの支援額を教えてください。",
        {"role": "assistant", "content": "35百万円程度です。[1]"},
        {"role": "user", "content": [{"type": "text", "text": "それの支援期間は何年ですか。"}]},
    )
    assert "SATREPS" in completion.shirube["interpreted_question"]
    assert "3～5年間" in completion.choices[0].message.content


def test_a_long_conversation_is_no_error(chat):
    """Front ends send everything that was ever said; the latest turns are read."""
    before = [{"role": role, "content": "国際頭脳循環とは何ですか。" * 700} for role in ("user", "assistant")] * 15
    completion = ask(chat, *before, QUESTION)
    assert completion.shirube["outcome"] == "answered"


def test_refusals_are_ordinary_messages(chat):
    """What the documents do not say is said so in the message, and the outcome says it to programs."""
    completion = ask(chat, ELSEWHERE)
    assert completion.choices[0].message.content.startswith(completion.shirube["answer"])
    assert completion.shirube["outcome"] == "out_of_scope"
    assert completion.choices[0].message.annotations == []
    assert completion.choices[0].finish_reason == "stop"


def test_what_can_be_asked_instead_stands_in_the_message(chat):
    """Suggestions follow the answer as a list: a chat shows nothing but the message."""
    completion = ask(chat, "支援期間は？")
    suggestions = completion.shirube["suggestions"]
    assert suggestions
    assert completion.choices[0].message.content.endswith("\n".join(f"- {words}" for words in suggestions))


def test_a_model_is_a_collection(chat):
    """The name of a collection answers, and is told back."""
    completion = ask(chat, QUESTION, model="shirube/bundled")
    assert completion.model == "shirube/bundled"
    assert completion.shirube["outcome"] == "answered"


def test_what_has_no_meaning_here_is_passed_over(chat):
    """Parameters of language models change nothing."""
    tool = {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}
    plain = ask(chat, QUESTION)
    tuned = ask(chat, QUESTION, temperature=1.7, top_p=0.1, seed=3, max_tokens=5, tools=[tool], user="u", stop=["年"])
    assert tuned.choices[0].message.content == plain.choices[0].message.content


def test_a_model_that_is_not_there_is_not_found(chat):
    """The client raises its own error, which says where the names are listed."""
    with pytest.raises(openai.NotFoundError, match="/v1/models") as caught:
        ask(chat, QUESTION, model="gpt-4")
    assert caught.value.code == "model_not_found"
    with pytest.raises(openai.NotFoundError):
        chat.models.retrieve("shirube/nowhere")


IMAGE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
UNUSABLE = {
    "an image": [{"role": "user", "content": [{"type": "text", "text": "何？"}, IMAGE]}],
    "nothing asked": [{"role": "system", "content": "あなたは海賊です。"}],
    "an empty question": [{"role": "user", "content": " "}],
    "a question too long": [{"role": "user", "content": "研" * 2_001}],
    "no messages": [],
    "a number as content": [{"role": "user", "content": 5}],
    "an unknown role": [{"role": "pirate", "content": "何？"}],
}


@pytest.mark.parametrize("case", UNUSABLE)
@pytest.mark.parametrize("stream", [False, True])
def test_what_cannot_be_read_is_an_error_of_the_client(chat, case, stream):
    """The client raises its typed error with our message, before any stream begins."""
    with pytest.raises(openai.UnprocessableEntityError) as caught:
        ask(chat, *UNUSABLE[case], stream=stream)
    assert caught.value.type == "invalid_request_error"
    assert caught.value.code
    assert caught.value.body["message"]


RAW = {
    "no JSON": (b"{", "application/json", 400),
    "a name twice": (b'{"model": "a", "model": "b"}', "application/json", 400),
    "another form": (b"{}", "text/plain", 415),
    "beyond the limit": (b" " * 1_100_000, "application/json", 413),
    "depth 500": (b"[" * 500 + b"]" * 500, "application/json", 422),
}


@pytest.mark.parametrize("case", RAW)
def test_bodies_are_read_as_strictly_as_everywhere(server, case):
    """What is no body of the contract gets its status, in OpenAI's shape."""
    body, content_type, status = RAW[case]
    reply = server.post("/v1/chat/completions", body, content_type)
    assert reply.status == status
    error = json.loads(reply.body)["error"]
    assert set(error) == {"message", "type", "param", "code"}


def test_no_error_repeats_what_was_sent(server):
    """A canary in every place that can be wrong comes back from none."""
    canary = "漏洩検知札ZQ7"
    bodies = [
        {"model": canary, "messages": [{"role": "user", "content": "何？"}]},
        {"model": "shirube", "messages": [{"role": canary, "content": "何？"}]},
        {"model": "shirube", "messages": [{"role": "user", "content": [{"type": canary}]}]},
        {"model": "shirube", "messages": canary},
        {"model": "shirube", "messages": [{"role": "user", "content": canary * 300}]},
    ]
    for body in bodies:
        reply = server.post("/v1/chat/completions", json.dumps(body, ensure_ascii=False).encode())
        assert 400 <= reply.status < 500
        assert canary not in reply.body.decode()
