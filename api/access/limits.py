"""Limits: how much each key or user may ask of the service, and how often an address may guess."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from api.access.buckets import Buckets, Rate
from api.access.settings import AccessSettings
from api.problems import Problem

_GUESSES = Rate(20, 60)  # refused keys of one address
# What somebody may do who is let in from elsewhere, unless the settings say otherwise.
_RATE, _DRAFTS, _CONCURRENCY = Rate(120, 60), Rate(500, 86_400), 8


def too_many(detail: str, seconds: int) -> Problem:
    """Return the problem of somebody who asks too much; ``seconds`` from now they may again."""
    return Problem(429, "too-many-requests", "要求が多すぎます", detail, {"Retry-After": str(seconds)})


class Limits:
    """What each may do, by the name that they have in the audit; what has no rate is not limited."""

    def __init__(self, rate: Rate | None = None, drafts: Rate | None = None, concurrency: int = 0) -> None:
        """Let each send requests at ``rate``, ``concurrency`` of them at once, and check drafts at ``drafts``."""
        self._requests = Buckets(rate) if rate else None
        self._drafts = Buckets(drafts) if drafts else None
        self._guesses = Buckets(_GUESSES)
        self._concurrency = concurrency
        self._under_way: Counter[str] = Counter()

    @contextmanager
    def request(self, who: str) -> Iterator[None]:
        """Count a request while it is served; raises the problem `too-many-requests`."""
        _take(self._requests, who, "しばらく待ってから、もう一度送ってください。")
        if self._concurrency and self._under_way[who] >= self._concurrency:
            raise too_many("前の要求が終わってから、もう一度送ってください。", 1)
        self._under_way[who] += 1
        try:
            yield
        finally:
            self._under_way[who] -= 1
            if not self._under_way[who]:
                del self._under_way[who]

    def draft(self, who: str) -> None:
        """Count a draft; raises as ``request``."""
        _take(self._drafts, who, "企画案の点検の回数が上限に達しました。時間をおいて、もう一度送ってください。")

    def guess(self, address: str) -> None:
        """Count a refused key; raises as ``request``."""
        _take(self._guesses, address, "使えないキーが続きました。しばらく待ってから、もう一度送ってください。")


def limits_of(settings: AccessSettings, *, with_login: bool) -> Limits:
    """Return the limits that are set; where there is login, what is not set has a default."""
    rate, drafts, concurrency = settings.rate, settings.drafts, settings.concurrency
    if not with_login:
        return Limits(rate, drafts, concurrency)
    return Limits(rate or _RATE, drafts or _DRAFTS, concurrency or _CONCURRENCY)


def _take(buckets: Buckets | None, who: str, detail: str) -> None:
    seconds = buckets.take(who) if buckets else 0
    if seconds:
        raise too_many(detail, seconds)
