"""The door: every request is let in or refused here, before any route sees it."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from sqlite3 import Error

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.keys import KeyStore
from api.access.limits import Limits
from api.access.permits import Permits
from api.access.recognising import Recogniser, bearer, unauthorised
from api.access.sessions import SessionStore
from api.access.views import Views, nothing_to_see
from api.access.visit import Visit, visit
from api.access.visitor import LOCAL, Role, Visitor
from api.audit import Audit
from api.desk import Served
from api.pages import page_instead
from api.problems import Problem, problem_response, storage

_UNKNOWN = Visitor("nobody", "", Role.ANYBODY)
_SHOWN = "キーを Authorization: Bearer で送ってください。画面では、ログインしてください。"
_UNAUTHORISED = 401
_BAD = "このキーは使えません。管理者に確かめてください。"


@dataclass(frozen=True, slots=True)
class Access:
    """Who is let in, and how; where nobody is recognised there is no login, and everybody is the local user."""

    recognisers: tuple[Recogniser, ...] = ()
    limits: Limits | None = None
    audit: Audit | None = None
    keys: KeyStore | None = None
    sessions: SessionStore | None = None
    views: Views | None = None
    # A key that was not verified before costs its slow digest: no more of them are looked at at once.
    hands: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(4))

    def visitor(self, head: HTTPConnection) -> Visitor:
        """Return who sent a request; raises Problem where they show something that is not good."""
        found = (recognise(head) for recognise in self.recognisers)
        known = next((visitor for visitor in found if visitor), _UNKNOWN)
        if known is _UNKNOWN and bearer(head):
            raise unauthorised(_BAD, "invalid_token")
        return known

    def served(self, served: Served, visitor: Visitor) -> Served:
        """Return what of ``served`` there is for a visitor; raises Problem."""
        if not visitor.collections:
            return served
        if not self.views:
            raise nothing_to_see()
        return self.views.of(served, visitor.collections)


class Door:
    """ASGI middleware that denies by default."""

    def __init__(self, app: ASGIApp, access: Access, permits: Permits) -> None:
        """Stand before ``app``, whose routes need what ``permits`` say."""
        self.app, self.access, self.permits = app, access, permits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or tell why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = HTTPConnection(scope)
        with ExitStack() as served:
            try:
                made = await self._admitted(head, self.permits.needed(scope), served)
            except Problem as problem:
                told = page_instead(head, problem.status) or problem_response(problem)
                await told(scope, receive, send)
                return
            served.callback(visit.reset, visit.set(made))
            await self.app(scope, receive, send)

    async def _admitted(self, head: HTTPConnection, needed: Role, served: ExitStack) -> Visit:
        """Return the visit that a request makes, counted until ``served`` ends; raises Problem."""
        limits, address = self.access.limits, head.client.host if head.client else ""
        if not needed:
            return Visit(_UNKNOWN, limits, self.access.audit, address)
        try:
            visitor = await self._visitor(head)
            _check(visitor, needed)
        except Problem as problem:
            if problem.status == _UNAUTHORISED and limits and bearer(head):
                limits.guess(address)
            raise
        counted_as = address if visitor is LOCAL else visitor.who
        if limits:
            served.enter_context(limits.request(counted_as))
        return Visit(visitor, limits, self.access.audit, counted_as)

    async def _visitor(self, head: HTTPConnection) -> Visitor:
        if not self.access.recognisers:
            return LOCAL
        try:
            return await run_sync(self.access.visitor, head, limiter=self.access.hands)
        except (Error, OSError):
            raise storage("ログインを確かめられません", "少し待ってから、もう一度送ってください。", 5) from None


def _check(visitor: Visitor, needed: Role) -> None:
    if visitor.role >= needed:
        return
    if visitor is _UNKNOWN:
        raise unauthorised(_SHOWN)
    raise Problem(
        403, "not-permitted", "この操作は許可されていません", "この操作ができるキーを、管理者に頼んでください。"
    )
