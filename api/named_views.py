"""The addresses of the page that name a document or a programme: what there is not, or not for this reader, is not found."""

from fastapi import APIRouter
from fastapi.responses import Response

from api.looking_up import programme_named
from api.pages import page
from api.serving import WithAssistant


def named_view_router() -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    async def document_view(name: str, assistant: WithAssistant) -> Response:
        assistant.index.collection.document(name)
        return page()

    async def programme_view(name: str, assistant: WithAssistant) -> Response:
        programme_named(name, assistant)
        return page()

    router.add_api_route("/documents/{name}", document_view, methods=["GET", "HEAD"])
    router.add_api_route("/programmes/{name}", programme_view, methods=["GET", "HEAD"])
    return router
