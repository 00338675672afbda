"""Limits: how much each key or user may ask of the service, and how often an address may guess."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.access.buckets import Buckets, Rate
from api.access.settings import AccessSettings
from api.commons import Commons
from api.problems import Problem

_GUESSES = Rate(20, 60)  # refused keys of one address
# What somebody may do who is let in from elsewhere, unless the settings say otherwise.
_RATE, _DRAFTS, _CONCURRENCY = Rate(120, 60), Rate(500, 86_400), 8
_UNDER_WAY = """
CREATE TABLE IF NOT EXISTS under_way (
    number INTEGER PRIMARY KEY, worker INTEGER NOT NULL REFERENCES workers ON DELETE CASCADE, who TEXT NOT NULL
)
"""


def too_many(detail: str, seconds: int) -> Problem:
    """Return the problem of somebody who asks too much; ``seconds`` from now they may again."""
    return Problem(429, "too-many-requests", "要求が多すぎます", detail, {"Retry-After": str(seconds)})


class Limits:
    """What each may do, by the name that they have in the audit; what has no rate is not limited."""

    def __init__(
        self,
        rate: Rate | None = None,
        drafts: Rate | None = None,
        concurrency: int = 0,
        commons: Commons | None = None,
    ) -> None:
        """Let each send requests at ``rate``, ``concurrency`` of them at once, and check drafts at ``drafts``.

        All workers that share ``commons`` count together.
        """
        self._commons = commons or Commons()
        self._requests = Buckets(rate, self._commons, "requests") if rate else None
        self._drafts = Buckets(drafts, self._commons, "drafts") if drafts else None
        self._guesses = Buckets(_GUESSES, self._commons, "guesses")
        self._concurrency = concurrency
        self._commons.hold(_UNDER_WAY)

    @contextmanager
    def request(self, who: str) -> Iterator[None]:
        """Count a request while it is served; raises the problem `too-many-requests`."""
        _take(self._requests, who, "しばらく待ってから、もう一度送ってください。")
        number = self._begin(who) if self._concurrency else 0
        try:
            yield
        finally:
            if number:
                self._end(number)

    def _begin(self, who: str) -> int:
        with self._commons.changing() as database:
            (begun,) = database.execute("SELECT COUNT(*) FROM under_way WHERE who = ?", (who,)).fetchone()
            if begun >= self._concurrency:
                raise too_many("前の要求が終わってから、もう一度送ってください。", 1)
            row = (self._commons.worker, who)
            return database.execute("INSERT INTO under_way (worker, who) VALUES (?, ?)", row).lastrowid or 0

    def _end(self, number: int) -> None:
        with self._commons.changing() as database:
            database.execute("DELETE FROM under_way WHERE number = ?", (number,))

    def draft(self, who: str) -> None:
        """Count a draft; raises as ``request``."""
        _take(self._drafts, who, "企画案の点検の回数が上限に達しました。時間をおいて、もう一度送ってください。")

    def guess(self, address: str) -> None:
        """Count a refused key; raises as ``request``."""
        _take(self._guesses, address, "使えないキーが続きました。しばらく待ってから、もう一度送ってください。")


def limits_of(settings: AccessSettings, commons: Commons | None = None, *, with_login: bool) -> Limits:
    """Return the limits that are set; where there is login, what is not set has a default."""
    rate, drafts, concurrency = settings.rate, settings.drafts, settings.concurrency
    if not with_login:
        return Limits(rate, drafts, concurrency, commons)
    return Limits(rate or _RATE, drafts or _DRAFTS, concurrency or _CONCURRENCY, commons)


def _take(buckets: Buckets | None, who: str, detail: str) -> None:
    seconds = buckets.take(who) if buckets else 0
    if seconds:
        raise too_many(detail, seconds)
