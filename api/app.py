"""The application: routes, guards and problems put together around one assistant."""

from collections.abc import Awaitable, Callable, Iterable

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from api import problems
from api.draft_routes import draft_router
from api.guards import Guards
from api.metrics import Metrics
from api.pages import page_router
from api.routes import router
from api.workers import Workers
from qa.assistant import Assistant
from qa.examples import Examples

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def create_app(assistant: Assistant, trusted_hosts: Iterable[str] = LOCAL_HOSTS) -> FastAPI:
    """Return the application that serves ``assistant`` to requests for ``trusted_hosts``."""
    app = FastAPI(
        title="Shirube",
        version="1",
        docs_url=None,  # the interactive page would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.assistant = assistant
    app.state.workers = Workers()
    app.state.draft_workers = Workers(threads=2, queue=8)
    app.state.examples = Examples(assistant)
    app.state.metrics = Metrics()
    app.state.metrics.passages.set(len(assistant.index.passages))
    app.include_router(router)
    app.include_router(draft_router)
    app.include_router(page_router())
    _add_probes(app)
    problems.install(app)
    app.middleware("http")(_count)
    app.add_middleware(Guards, trusted_hosts=tuple(trusted_hosts))
    return app


def _add_probes(app: FastAPI) -> None:
    @app.api_route("/healthz", methods=["GET", "HEAD"], include_in_schema=False)
    async def healthz() -> Response:
        return JSONResponse({"status": "alive"})

    @app.api_route("/readyz", methods=["GET", "HEAD"], include_in_schema=False)
    async def readyz() -> Response:
        index = app.state.assistant.index
        return JSONResponse(
            {
                "status": "degraded" if index.notices else "ready",
                "generation": index.generation,
                "reasons": list(index.notices),
            }
        )

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(app.state.metrics.text(), media_type="text/plain; version=0.0.4")


async def _count(request: Request, following: Callable[[Request], Awaitable[Response]]) -> Response:
    """Count each reply under its route's template, never its address, which may hold what a client wrote."""
    reply = await following(request)
    route = getattr(request.scope.get("route"), "path", "none")
    request.app.state.metrics.requests.labels(route, str(reply.status_code)).inc()
    return reply
