"""The application: routes, guards and problems put together around one assistant."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

import anyio
from anyio.to_thread import run_sync
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from api import problems
from api.access.door import Access, Door
from api.access.login_routes import login_router
from api.access.permits import Permits
from api.asking import Asking
from api.comparison_routes import comparison_router
from api.departures import Departures
from api.desk import Desk
from api.document_routes import document_router
from api.draft_routes import draft_router
from api.editing import Editor
from api.feedback_routes import feedback_router
from api.guards import Guards
from api.interop.chat_routes import chat_router
from api.interop.gennai_checks import Checks
from api.interop.gennai_routes import gennai_router
from api.interop.mcp_http import mount
from api.interop.mcp_server import make_server
from api.interop.retrieval_routes import retrieval_router
from api.interop.tools import Tools
from api.jobs import Jobs
from api.metrics import Metrics
from api.named_views import named_view_router
from api.note_routes import note_router
from api.page_pictures import PagePictures
from api.page_routes import page_router
from api.pages import view_router
from api.routes import router
from api.serving import served_now
from api.workers import Workers
from corpus.originals import Originals
from qa.assistant import Assistant
from qa.wording.model import LanguageModel

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


_LOOK_EVERY = 2.0  # seconds until it is seen that another process has changed the documents


def create_app(
    assistant: Assistant,
    trusted_hosts: Iterable[str] = LOCAL_HOSTS,
    editor: Editor | None = None,
    access: Access | None = None,
    originals: Originals | None = None,
    model: LanguageModel | None = None,
) -> FastAPI:
    """Return the application that serves ``assistant`` to requests for ``trusted_hosts``.

    With an ``editor`` documents can be added and removed, and what another process changes is served too. ``access``
    says who is let in; unless told, whoever reaches the server is. Of ``originals`` pages are shown as pictures. A ``model``
    may put answers in other words.
    """
    desk = Desk(assistant, editor)
    app = FastAPI(
        lifespan=_lifespan,
        title="Shirube",
        version="1",
        docs_url=None,  # the interactive page would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        responses=problems.REFUSALS,
    )
    app.state.desk = desk
    app.state.access = access = access or Access()
    app.state.jobs = Jobs(desk, editor) if editor else None
    app.state.workers = Workers()
    app.state.draft_workers = Workers(threads=2, queue=8)
    app.state.checks = Checks()
    app.state.pictures = PagePictures(originals)
    app.state.picture_workers = Workers(threads=2, queue=16)
    app.state.metrics = Metrics()
    app.state.asking = Asking(app.state.metrics, model)
    app.state.metrics.passages.set_function(lambda: len(desk.served.assistant.index.passages))
    app.include_router(router)
    app.include_router(document_router)
    app.include_router(page_router)
    app.include_router(comparison_router)
    app.include_router(draft_router)
    app.include_router(chat_router)
    app.include_router(gennai_router)
    app.include_router(retrieval_router)
    app.include_router(feedback_router)
    app.include_router(login_router)
    app.include_router(note_router)
    app.include_router(view_router())
    app.include_router(named_view_router())
    app.state.mcp = make_server(
        Tools(lambda: served_now(app.state).assistant, app.state.asking, app.state.workers, app.state.draft_workers)
    )
    mount(app, app.state.mcp)
    _add_probes(app)
    problems.install(app)
    app.middleware("http")(_count)
    app.add_middleware(Departures)
    app.add_middleware(Door, access=access, permits=Permits(app.routes))
    app.add_middleware(Guards, trusted_hosts=tuple(trusted_hosts))
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Look for changes of other processes while the server runs; a change under way is finished before it ends."""
    async with app.state.mcp.session_manager.run(), anyio.create_task_group() as tasks:
        app.state.tasks = tasks
        if app.state.jobs:
            tasks.start_soon(_look_for_changes, app.state.desk)
        yield
        tasks.cancel_scope.cancel()
    if app.state.jobs:
        await run_sync(app.state.jobs.close)


async def _look_for_changes(desk: Desk) -> None:
    while True:
        await anyio.sleep(_LOOK_EVERY)
        await run_sync(desk.look)


def _add_probes(app: FastAPI) -> None:
    @app.api_route("/healthz", methods=["GET", "HEAD"], include_in_schema=False)
    async def healthz() -> Response:
        return JSONResponse({"status": "alive"})

    @app.api_route("/readyz", methods=["GET", "HEAD"], include_in_schema=False)
    def readyz() -> Response:
        index = served_now(app.state).assistant.index
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
