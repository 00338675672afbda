"""The MCP server: tools and documents for agents, over standard input and output or over HTTP."""

import logging
from collections.abc import Callable
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import Resource, ToolAnnotations
from pydantic import ValidationError

from api.interop.tools import Tools
from api.problems import problem_of
from corpus.errors import UnknownDocument

logging.getLogger("mcp").setLevel(logging.CRITICAL)  # it would repeat what clients send
_INSTRUCTIONS = (
    "日本語の戦略文書に、原文の引用を付けて答えます。答えの [n] は citations の番号です。outcome が answered と partial "
    "以外のときは、文書に答えがありません。推測で補わず、そのことを伝えてください。"
)
_PLACES = "引数 {}: {}"


class _Tool(Tool):
    """A tool whose errors say what to do, and never repeat what was sent."""

    async def run(self, arguments: dict[str, Any], context: Context[Any, Any], convert_result: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - the library's own signature
        """Run the tool; raises ToolError."""
        try:
            return await super().run(arguments, context, convert_result)
        except ToolError as error:
            raise ToolError(_words(error.__cause__)) from None


def _words(cause: BaseException | None) -> str:
    match cause:
        case ValidationError():
            first = cause.errors(include_input=False, include_url=False, include_context=False)[0]
            return _PLACES.format(first["loc"][0] if first["loc"] else "", first["msg"])
        case Exception():
            return problem_of(cause).detail
        case _:
            return "道具を使えません。引数を確かめてください。"


class _Server(MCPServer[None]):
    """A server whose resources are the documents that are served now."""

    def __init__(self, tools: Tools) -> None:
        read_only = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
        called: tuple[Callable[..., Any], ...] = (
            tools.ask,
            tools.search,
            tools.get_passage,
            tools.list_documents,
            tools.guidance,
            tools.programme,
            tools.check_draft,
        )
        super().__init__(
            "shirube",
            title="しるべ",
            version="1",
            instructions=_INSTRUCTIONS,
            tools=[_Tool.from_function(item, annotations=read_only, structured_output=True) for item in called],
            log_level="WARNING",
        )
        self._tools = tools

    async def list_resources(self) -> list[Resource]:
        """Return the documents."""
        documents = (await self._tools.list_documents()).documents
        return [
            Resource(
                uri=f"document://{item.document_id}", name=item.document_id, title=item.title, mime_type="text/plain"
            )
            for item in documents
        ]


def make_server(tools: Tools) -> MCPServer[None]:
    """Return the server of ``tools`` and of the documents' texts."""
    server = _Server(tools)

    @server.resource("document://{document_id}", title="文書の全文", mime_type="text/plain")
    async def document(document_id: str) -> str:
        """Return the text of a document, to which the offsets of citations refer."""
        try:
            return await tools.questions.run(lambda: tools.assistant().index.library.version(document_id, "").text)
        except UnknownDocument as error:
            raise ResourceNotFoundError(problem_of(error).detail) from None

    return server
