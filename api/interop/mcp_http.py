"""MCP over HTTP: one address of the application, behind the same guards as every other."""

from typing import Annotated, Literal

from fastapi import FastAPI, Request
from mcp.server.mcpserver import MCPServer
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import BaseModel, Field
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from api.bodies import check_form, fitting, parse_json, read_bytes

_MAXIMUM_BYTES = 2 * 1024 * 1024  # a draft of 200,000 characters, each escaped


class _Envelope(BaseModel):
    """What every message has; the protocol's own models read the rest."""

    jsonrpc: Literal["2.0"]
    method: Annotated[str, Field(pattern="^[A-Za-z/_]{1,64}$")] | None = None


class _Endpoint:
    """ASGI application that reads bodies as strictly as every other route before the protocol sees them."""

    def __init__(self, sessions: StreamableHTTPSessionManager) -> None:
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        check_form(request)
        data = await read_bytes(request, _MAXIMUM_BYTES)
        fitting(parse_json(data), _Envelope)
        unread: list[Message] = [{"type": "http.request", "body": data, "more_body": False}]

        async def read_again() -> Message:
            return unread.pop() if unread else await receive()

        await self._sessions.handle_request(scope, read_again, send)


def mount(app: FastAPI, server: MCPServer[None]) -> None:
    """Serve ``server`` under /mcp; each request stands alone, so that nothing is kept between them."""
    server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        max_request_body_size=_MAXIMUM_BYTES,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),  # the guards have checked
    )
    endpoint = _Endpoint(server.session_manager)
    app.router.routes.append(Route("/mcp", endpoint, methods=["POST"], include_in_schema=False))
