"""The routes of the page's login: a key is exchanged for a session, which ends by itself or by logging out."""

from sqlite3 import Error
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.access.door import Access
from api.access.keys import Key
from api.access.recognising import COOKIES, secret_of, unauthorised
from api.access.visit import Visit, visit
from api.access.visitor import Visitor
from api.bodies import json_body, request_schema
from api.problems import Problem, storage
from api.schemas import Strict
from api.serving import told

login_router = APIRouter(prefix="/v1")


class LoginRequest(BaseModel):
    """A key."""

    model_config = Strict

    key: Annotated[str, Field(min_length=1, max_length=200)]


class MeReply(BaseModel):
    """Who somebody is here; ``login`` says whether there is any, ``session`` whether there is one to log out of."""

    login: bool
    session: bool
    name: str
    role: str
    collections: list[str]


@login_router.get("/me", response_model=MeReply)
async def me(request: Request) -> Response:
    """Say who the request comes from."""
    access: Access = request.app.state.access
    return told(_me(visit.get().visitor, login=bool(access.recognisers), session=bool(secret_of(request))))


@login_router.post("/login", response_model=MeReply, openapi_extra=request_schema(LoginRequest))
async def log_in(request: Request, body: Annotated[LoginRequest, Depends(json_body(LoginRequest))]) -> Response:
    """Begin a session with a key; one that the browser still has is ended."""
    access: Access = request.app.state.access
    key, secret, lasting = await run_sync(
        _begun, access, body.key.strip(), secret_of(request), visit.get(), limiter=access.hands
    )
    reply = told(_me(key.visitor, login=True, session=True))
    # The page itself says over which scheme it was reached, also where a proxy ends TLS.
    secure = request.url.scheme == "https" or request.headers.get("origin", "").startswith("https://")
    name = COOKIES[0] if secure else COOKIES[1]
    reply.set_cookie(name, secret, max_age=lasting, secure=secure, httponly=True, samesite="lax")
    return reply


@login_router.post("/logout", status_code=204)
async def log_out(request: Request) -> Response:
    """End the session."""
    access: Access = request.app.state.access
    await run_sync(_ended, access, secret_of(request), visit.get())
    reply = Response(status_code=204)
    for name in COOKIES:
        reply.delete_cookie(name, secure=name.startswith("__Host-"), httponly=True, samesite="lax")
    return reply


def _begun(access: Access, shown: str, before: str, made: Visit) -> tuple[Key, str, int]:
    if not access.keys or not access.sessions:
        raise Problem(403, "no-login", "ログインは使っていません", "このサーバーは、ログインなしで使えます。")
    try:
        key = access.keys.find(shown)
        if key is None:
            if made.limits:
                made.limits.guess(made.counted_as)
            made.note("login.refused", made.counted_as)
            raise unauthorised(
                "このキーではログインできません。書き写しに誤りがないか、期限が切れていないか確かめてください。"
            )
        Visit(key.visitor, audit=made.audit).note("login")
        access.sessions.end(before)
        return key, access.sessions.begin(key), access.sessions.lasting
    except (Error, OSError):
        raise storage("ログインできません", "少し待ってから、もう一度送ってください。", 5) from None


def _ended(access: Access, secret: str, made: Visit) -> None:
    try:
        if access.sessions and secret:
            made.note("logout")
            access.sessions.end(secret)
    except (Error, OSError):
        raise storage("ログアウトできません", "少し待ってから、もう一度送ってください。", 5) from None


def _me(visitor: Visitor, *, login: bool, session: bool) -> MeReply:
    return MeReply(
        login=login,
        session=session,
        name=visitor.name,
        role=visitor.role.word,
        collections=list(visitor.collections),
    )
