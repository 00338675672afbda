"""Counting: every reply under its route's template, also one that no route made; faults of our own are told and logged."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.permits import Permits
from api.metrics import Metrics
from api.problems import internal, problem_response

_log = logging.getLogger("shirube")


class Counting:
    """ASGI middleware around all others, so that what they refuse is counted too.

    The label is never the address, which may hold what a client wrote.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, permits: Permits) -> None:
        """Count the replies of ``app``, whose routes ``permits`` know."""
        self.app, self.metrics, self.permits = app, metrics, permits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request and count its reply."""

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", None) or self.permits.path(scope)
                self.metrics.requests.labels(route, str(message["status"])).inc()
            await send(message)

        await self.app(scope, receive, send_counted)


class Faults:
    """ASGI middleware that tells a fault of our own as a problem; its number stands in the log beside what happened."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand around ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; what goes wrong after the reply was begun can only be logged."""
        begun = False

        async def send_noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        except Exception:
            if scope["type"] != "http":
                raise
            problem = internal()
            _log.exception("shirube: fault %s", problem.instance)
            if not begun:
                await problem_response(problem)(scope, receive, send)
