"""What an operator watches, as Prometheus reads it.

Each application has a registry of its own, so that two in one process do not add up.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from api.lanes import Lanes

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE")
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Size(NamedTuple):
    """How large the store is at a revision."""

    revision: int
    quads: int
    bytes: int | None


class Metrics:
    """The counts of one application.

    Attributes
    ----------
    revision : int or None
        The revision published last, where it is known.
    size : Size or None
        The store's size when it was measured last.
    """

    def __init__(self) -> None:
        self.revision: int | None = None
        self.size: Size | None = None
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "legation_requests",
            "Requests answered, by route, method and status; status 0 is none sent.",
            ["route", "method", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "legation_request_seconds",
            "How long requests took, from their first byte to the last of the answer.",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._broken_off = Counter(
            "legation_answers_broken_off",
            "Answers that had begun and could not be ended.",
            registry=self._registry,
        )
        ProcessCollector(registry=self._registry)
        self._registry.register(_Stored(self))

    def watch(self, lanes: "Lanes") -> None:
        """Tell of the lanes too, as they are whenever somebody asks."""
        self._registry.register(_Laned(lanes))

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Take note of a request.

        Parameters
        ----------
        route : str
            The template of its address, so that there are no more series than routes.
        method : str
            As it came; one that no route takes counts as ``OTHER``.
        status : int
            Of the answer, or 0.
        seconds : float
            How long it took.
        """
        known = method if method in METHODS else "OTHER"
        self._requests.labels(route, known, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def count_broken_off(self) -> None:
        """Take note of an answer that was cut."""
        self._broken_off.inc()

    def text(self) -> bytes:
        """Return everything in the format of Prometheus."""
        return generate_latest(self._registry)


class _Stored(Collector):
    """The revision, and how large the store is."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        told = self._metrics
        yield _gauge("legation_revision", "The revision published last.", told.revision)
        quads = told.size.quads if told.size else None
        space = told.size.bytes if told.size else None
        yield _gauge("legation_store_quads", "Quads in named graphs, when counted last.", quads)
        yield _gauge("legation_store_bytes", "Bytes of the revisions kept on disk.", space)


class _Laned(Collector):
    """How the lanes stand."""

    def __init__(self, lanes: "Lanes") -> None:
        self._lanes = lanes

    def collect(self) -> Iterator[Metric]:
        slots = GaugeMetricFamily("legation_slots", "Slots there are.", labels=["lane"])
        busy = GaugeMetricFamily("legation_slots_busy", "Slots taken.", labels=["lane"])
        waiting = GaugeMetricFamily("legation_queue", "Questions that wait.", labels=["lane"])
        ended = CounterMetricFamily(
            "legation_processes_ended", "Processes that had to be ended.", labels=["lane"]
        )
        outcomes = CounterMetricFamily(
            "legation_questions",
            "Questions to reader processes, by what they came to: ok, or the kind of problem.",
            labels=["lane", "outcome"],
        )
        for lane in self._lanes.all:
            slots.add_metric([lane.name], lane.slots)
            busy.add_metric([lane.name], lane.busy)
            waiting.add_metric([lane.name], lane.waiting)
            ended.add_metric([lane.name], lane.ended)
            for outcome, number in sorted(lane.outcomes.items()):
                outcomes.add_metric([lane.name, outcome], number)
        yield from (slots, busy, waiting, ended, outcomes)


def _gauge(name: str, documentation: str, value: float | None) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, documentation, value=value)
