"""Metrics in Prometheus' text form; labels hold no words of any question."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        """Register them."""
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "shirube_requests", "Replies by route and status", ["route", "status"], registry=self.registry
        )
        self.outcomes = Counter("shirube_answers", "Answers by outcome", ["outcome"], registry=self.registry)
        self.seconds = Histogram(
            "shirube_answer_seconds",
            "Time to an answer",
            buckets=(0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.5),
            registry=self.registry,
        )
        self.passages = Gauge("shirube_index_passages", "Passages in the index", registry=self.registry)

    def text(self) -> bytes:
        """Return all of them."""
        return generate_latest(self.registry)
