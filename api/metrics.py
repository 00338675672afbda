"""Metrics in Prometheus' text form; labels hold no words of any question."""

from functools import partial
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector


class Metrics:
    """The counters of one server; where it has several workers, each adds to what all have counted."""

    def __init__(self, folder: Path | None = None) -> None:
        """Register them; ``folder`` is where the library has several processes count together."""
        self._folder = folder
        self.registry = registry = CollectorRegistry()
        self.requests = Counter(
            "shirube_requests", "Replies by route and status", ["route", "status"], registry=registry
        )
        self.outcomes = Counter("shirube_answers", "Answers by outcome", ["outcome"], registry=registry)
        self.seconds = Histogram(
            "shirube_answer_seconds",
            "Time to an answer",
            buckets=(0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.5),
            registry=registry,
        )
        # Of figures that are no counts the newest one holds, whichever worker told it.
        newest = partial(Gauge, registry=registry, multiprocess_mode="mostrecent")
        self.passages = newest("shirube_index_passages", "Passages in the index")
        self.damaged = newest("shirube_index_damaged", "Whether the last look found damage in the index")
        self.verified = newest("shirube_index_verified_seconds", "When the index was last looked through")

    def text(self) -> bytes:
        """Return all of them, those of all workers as one."""
        if not self._folder:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together, path=str(self._folder))  # type: ignore[no-untyped-call]
        return generate_latest(together)
