"""Serving: what routes take from the application, and how they tell a reply."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from api.desk import Served
from api.metrics import Metrics
from api.workers import Workers
from qa.assistant import Assistant


def _served(request: Request) -> Served:
    served: Served = request.app.state.desk.served
    return served


def _assistant(served: Annotated[Served, Depends(_served)]) -> Assistant:
    return served.assistant


def _workers(request: Request) -> Workers:
    workers: Workers = request.app.state.workers
    return workers


def _metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


WithServed = Annotated[Served, Depends(_served)]
WithAssistant = Annotated[Assistant, Depends(_assistant)]
WithWorkers = Annotated[Workers, Depends(_workers)]
WithMetrics = Annotated[Metrics, Depends(_metrics)]


def told(reply: BaseModel, status: int = 200) -> Response:
    """Return ``reply`` as JSON with its fields in the order of the contract: the same reply is the same bytes."""
    return Response(reply.model_dump_json(), status, media_type="application/json")
