"""MCP: the SDK's own client over standard input and output, and over HTTP to a real server."""

import json
import os
import sys
from contextlib import asynccontextmanager

import anyio
import pytest
from mcp import Client, MCPError, StdioServerParameters

QUESTION = "ASPIREの支援期間は？"
CANARY = "漏洩検知札ZQ7"
TOOLS = {
    "ask": {"question": QUESTION},
    "search": {"query": "研究セキュリティ", "limit": 3},
    "get_passage": {"passage_id": ""},  # filled in with one that is found
    "list_documents": {},
    "guidance": {},
    "programme": {"name": "ASPIRE"},
    "check_draft": {"text": "国際共同研究の企画案。ASPIREの支援期間は10年である。", "title": "案"},
}
# The field of each result that shows whose reply it is.
FIELDS = {
    "ask": "sentences",
    "search": "query",
    "get_passage": "before",
    "list_documents": "documents",
    "guidance": "considerations",
    "programme": "facts",
    "check_draft": "rubric_version",
}


@pytest.fixture(scope="module", params=["stdio", "http"])
def agent(request, server):
    """Return what opens a client: of a process of its own, or of the running server."""
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "api", "mcp"], env={**os.environ, "SHIRUBE_HOME": server.home}
    )
    target = command if request.param == "stdio" else f"http://127.0.0.1:{server.port}/mcp"

    @asynccontextmanager
    async def opened():
        async with Client(target) as client:
            yield client

    return opened


def test_an_agent_finds_and_uses_every_tool(agent):
    """Each tool is described, has a schema of its result, and its result fits it: the client checks that."""

    async def use():
        async with agent() as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert list(tools) == list(TOOLS)
            found = await client.call_tool("search", TOOLS["search"])
            arguments = {**TOOLS, "get_passage": {"passage_id": found.structured_content["passages"][0]["passage_id"]}}
            for name, tool in tools.items():
                assert tool.description
                assert tool.annotations.read_only_hint
                assert FIELDS[name] in tool.output_schema["properties"]
                result = await client.call_tool(name, arguments[name])
                assert not result.is_error, name
                assert FIELDS[name] in result.structured_content
                assert json.loads(result.content[0].text) == result.structured_content

    anyio.run(use)


def test_an_answer_is_that_of_the_interface(agent, server):
    """The tool's result is the reply of /v1/ask."""

    async def use():
        async with agent() as client:
            return (await client.call_tool("ask", {"question": QUESTION})).structured_content

    told = anyio.run(use)
    reply = json.loads(server.post("/v1/ask", json.dumps({"question": QUESTION}).encode()).body)
    for name in ("id", "took_ms"):
        told.pop(name)
        reply.pop(name)
    assert told == reply


def test_documents_are_resources(agent, server):
    """Each document is listed, and its text is what the offsets of citations refer to."""

    async def use():
        async with agent() as client:
            uris = [item.uri for item in (await client.list_resources()).resources]
            text = (await client.read_resource("document://status-2023")).contents[0].text
            answer = (
                await client.call_tool("ask", {"question": QUESTION, "documents": ["status-2023"]})
            ).structured_content
            with pytest.raises(MCPError, match="一覧から選び直して"):
                await client.read_resource("document://nowhere")
            return uris, text, answer["citations"]

    uris, text, citations = anyio.run(use)
    listed = json.loads(server.request("GET", "/v1/documents").body)["documents"]
    assert uris == [f"document://{item['document_id']}" for item in listed]
    assert citations
    assert all(text[item["start"] : item["end"]] == item["quote"] for item in citations)


WRONG = {
    "an empty question": ("ask", {"question": ""}),
    "blanks": ("ask", {"question": " \u3000"}),
    "a question too long": ("ask", {"question": CANARY * 500}),
    "no question": ("ask", {"query": CANARY}),
    "a list as a question": ("ask", {"question": [CANARY]}),
    "an unknown document": ("ask", {"question": "何？", "documents": [CANARY]}),
    "an unknown collection": ("search", {"query": "何？", "collections": [CANARY]}),
    "no date": ("ask", {"question": "何？", "as_of": CANARY}),
    "too many passages": ("search", {"query": "何？", "limit": 51}),
    "an unknown passage": ("get_passage", {"passage_id": CANARY}),
    "an unknown programme": ("programme", {"name": CANARY}),
    "an empty draft": ("check_draft", {"text": " "}),
}


def test_what_cannot_be_used_is_an_error_that_says_what_to_do(agent):
    """The agent reads a message, which never repeats what was sent, and the server goes on."""

    async def use():
        async with agent() as client:
            for case, (name, arguments) in WRONG.items():
                result = await client.call_tool(name, arguments)
                assert result.is_error, case
                assert 5 < len(result.content[0].text) < 200, case
                assert CANARY not in result.content[0].text, case
            assert not (await client.call_tool("ask", {"question": QUESTION})).is_error

    anyio.run(use)


def message(method, **params):
    """Return a message of the protocol as it goes over HTTP."""
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}, ensure_ascii=False).encode()


def post(server, body, *headers):
    """Post to the address of the protocol."""
    return server.post("/mcp", body, headers=("Accept: application/json, text/event-stream", *headers))


def test_other_sites_and_hosts_are_refused(server):
    """The address stands behind the guards of all others."""
    asked = message("tools/call", name="ask", arguments={"question": QUESTION})
    assert post(server, asked, "Origin: http://evil.example").status == 403
    assert post(server, asked, "Sec-Fetch-Site: cross-site").status == 403
    head = f"POST /mcp HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nContent-Length: {len(asked)}\r\n\r\n"
    assert server.raw(head.encode() + asked).status == 400
    assert post(server, asked).status == 200


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_is_nothing_to_wait_for_or_to_end(server, method):
    """Requests stand alone: there is no stream to open and no session to delete."""
    assert server.request(method, "/mcp").status == 405


BODIES = {
    "empty": b"",
    "no JSON": b"{" + CANARY.encode(),
    "no message": json.dumps({"a": CANARY}).encode(),
    "an unknown method": message(CANARY),
    "half a character": b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": "\\ud800"}}}',
    "NUL": message("tools/call", name="ask", arguments={"question": "a\0b"}),
    "depth 20,000": b"[" * 20_000 + b"]" * 20_000,
    "bytes": b"\xff\xfe",
    "beyond the limit": b" " * 2_200_000,
}


@pytest.mark.parametrize("case", BODIES)
def test_what_is_no_message_is_a_problem(server, case):
    """Bodies are read as strictly as everywhere, before the protocol sees them."""
    reply = post(server, BODIES[case])
    assert 400 <= reply.status < 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert CANARY not in reply.body.decode()


def test_an_unknown_method_is_an_error_of_the_protocol(server):
    """What is a message is answered by the protocol."""
    assert json.loads(post(server, message("tools/dance")).body)["error"]["code"] == -32601


def test_nothing_else_is_written_where_the_protocol_is(home):
    """Standard output of the command holds messages alone."""
    import subprocess

    asked = message(
        "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "t", "version": "1"}
    )
    done = subprocess.run(
        [sys.executable, "-m", "api", "mcp"],
        input=asked + b"\n",
        capture_output=True,
        env={**os.environ, "SHIRUBE_HOME": str(home)},
        timeout=120,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert [json.loads(line)["result"]["serverInfo"]["name"] for line in lines] == ["shirube"]
    assert not done.stderr.strip()
