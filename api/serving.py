"""Serving: what routes take from the application, and how they tell a reply."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.datastructures import State

from api.access.door import Access
from api.access.visit import visit
from api.asking import Asking
from api.desk import Served
from api.workers import Workers
from qa.assistant import Assistant


def served_now(state: State) -> Served:
    """Return what is served to whom the request is from: of documents that they may not see, nothing is in it."""
    access: Access = state.access
    served: Served = state.desk.served
    return access.served(served, visit.get().visitor)


def _served(request: Request) -> Served:
    return served_now(request.app.state)


def _assistant(served: Annotated[Served, Depends(_served)]) -> Assistant:
    return served.assistant


def _workers(request: Request) -> Workers:
    workers: Workers = request.app.state.workers
    return workers


def _asking(request: Request) -> Asking:
    asking: Asking = request.app.state.asking
    return asking


WithServed = Annotated[Served, Depends(_served)]
WithAssistant = Annotated[Assistant, Depends(_assistant)]
WithWorkers = Annotated[Workers, Depends(_workers)]
WithAsking = Annotated[Asking, Depends(_asking)]


def told(reply: BaseModel, status: int = 200) -> Response:
    """Return ``reply`` as JSON with its fields in the order of the contract: the same reply is the same bytes."""
    return Response(reply.model_dump_json(), status, media_type="application/json")
