"""The visit: the request that is being served, who made it, and what is counted and written down of it."""

from contextvars import ContextVar
from dataclasses import dataclass

from api.access.limits import Limits
from api.access.visitor import LOCAL, Visitor
from api.audit import Audit
from api.problems import storage


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor with what holds for them; without ``audit`` nothing is written down."""

    visitor: Visitor = LOCAL
    limits: Limits | None = None
    audit: Audit | None = None
    counted_as: str = LOCAL.who

    def note(self, what: str, of: str = "") -> None:
        """Write down what is done, before it is done; raises the problem `storage` where that cannot be."""
        try:
            if self.audit:
                self.audit.note(self.visitor.who, what, of)
        except OSError:
            raise storage(
                "記録を書けません", "監査の記録を書けないため受け付けません。管理者に知らせてください。", 60
            ) from None

    def draft(self) -> None:
        """Count a draft that is going to be checked, and write down that it is; raises Problem."""
        if self.limits:
            self.limits.draft(self.counted_as)
        self.note("draft.checked")


# Not only routes are served within a request: tools of agents are called in one, and work goes on in threads.
_AT_HOME = Visit()
visit: ContextVar[Visit] = ContextVar("visit", default=_AT_HOME)
