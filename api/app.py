"""The application: routes, guards and problems put together around one assistant."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial

import anyio
from anyio.to_thread import run_sync
from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response

from api import problems
from api.access.door import Access, Door
from api.access.login_routes import login_router
from api.access.permits import Permits
from api.asking import Asking
from api.commons import Commons
from api.comparison_routes import comparison_router
from api.counting import Counting, Faults
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
from api.openapi import describe
from api.page_pictures import PagePictures
from api.page_routes import page_router
from api.pages import view_router
from api.routes import router
from api.scrub import Scrub
from api.serving import served_now
from api.workers import Workers
from indexer.generations import GenerationStore
from qa.assistant import Assistant
from qa.wording.model import LanguageModel

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_ROUTERS = (
    router,
    document_router,
    page_router,
    comparison_router,
    draft_router,
    chat_router,
    gennai_router,
    retrieval_router,
    feedback_router,
    login_router,
    note_router,
)
# Seconds until it is seen that another process has changed the documents, and after a failure to open them.
_LOOK_EVERY, _LOOK_AGAIN = 0.25, 2.0


def create_app(
    assistant: Assistant,
    trusted_hosts: Iterable[str] = LOCAL_HOSTS,
    editor: Editor | None = None,
    access: Access | None = None,
    commons: Commons | None = None,
    store: GenerationStore | None = None,
    model: LanguageModel | None = None,
) -> FastAPI:
    """Return the application that serves ``assistant`` to requests for ``trusted_hosts``.

    With an ``editor`` documents can be added and removed, and what another process changes is served too. ``access``
    says who is let in; unless told, whoever reaches the server is. ``commons`` are what the workers of a server share;
    ``store`` is looked through for damage, and pages of the files in it are shown as pictures. A ``model`` may put answers
    in other words.
    """
    commons = commons or Commons()
    desk = Desk(assistant, editor, commons)
    app = FastAPI(
        lifespan=_lifespan,
        title="Shirube",
        version="1",
        docs_url=None,  # the interactive page would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.desk = desk
    app.state.access = access = access or Access()
    app.state.jobs = Jobs(desk, editor, commons) if editor else None
    app.state.workers = Workers()
    app.state.draft_workers = Workers(threads=2, queue=8)
    app.state.checks = Checks(commons)
    app.state.pictures = PagePictures(store.originals if store else None)
    app.state.picture_workers = Workers(threads=2, queue=16)
    app.state.metrics = Metrics(commons.place.metrics)
    app.state.asking = Asking(app.state.metrics, model)
    app.state.scrub = Scrub(store, app.state.metrics) if store else None
    for part in (*_ROUTERS, view_router(), named_view_router()):
        app.include_router(part)
    app.state.mcp = make_server(
        Tools(lambda: served_now(app.state).assistant, app.state.asking, app.state.workers, app.state.draft_workers)
    )
    mount(app, app.state.mcp)
    _add_probes(app)
    problems.install(app)
    app.openapi = partial(describe, app)  # type: ignore[method-assign]
    permits = Permits(app.routes)
    app.add_middleware(Departures)
    app.add_middleware(Door, access=access, permits=permits)
    app.add_middleware(Faults)
    app.add_middleware(Guards, trusted_hosts=tuple(trusted_hosts))
    app.add_middleware(Counting, metrics=app.state.metrics, permits=permits)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Look for changes of other processes while the server runs; a change under way is finished before it ends."""
    async with app.state.mcp.session_manager.run(), anyio.create_task_group() as tasks:
        app.state.tasks = tasks
        if app.state.jobs:
            tasks.start_soon(_look_for_changes, app.state.desk)
        if app.state.scrub:
            tasks.start_soon(app.state.scrub.run)
        yield
        tasks.cancel_scope.cancel()
    if app.state.jobs:
        await run_sync(app.state.jobs.close)


async def _look_for_changes(desk: Desk) -> None:
    while True:
        seen = await run_sync(desk.look)
        await anyio.sleep(_LOOK_EVERY if seen else _LOOK_AGAIN)


def _add_probes(app: FastAPI) -> None:
    @app.api_route("/healthz", methods=["GET", "HEAD"], include_in_schema=False)
    async def healthz() -> Response:
        return JSONResponse({"status": "alive"})

    @app.api_route("/readyz", methods=["GET", "HEAD"], include_in_schema=False)
    def readyz() -> Response:
        index = served_now(app.state).assistant.index
        scrub: Scrub | None = app.state.scrub
        reasons = [*index.notices, *(scrub.reasons() if scrub else ())]
        status = "degraded" if reasons else "ready"
        return JSONResponse({"status": status, "generation": index.generation, "reasons": reasons})

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        app.state.metrics.passages.set(len(app.state.desk.served.assistant.index.passages))
        return Response(app.state.metrics.text(), media_type="text/plain; version=0.0.4")
