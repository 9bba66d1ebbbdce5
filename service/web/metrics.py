"""Counts and times for Prometheus: routes and codes, never a name or a word."""

from __future__ import annotations

import os
import time

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector


class Metrics:
    """The measures of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "overlooked_requests",
            "Requests by route and status.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "overlooked_request_seconds",
            "Seconds until a request was answered.",
            ("route",),
            registry=self.registry,
            buckets=(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
        )
        self._refused = Counter(
            "overlooked_refused", "Requests refused with a named error.", ("code",), registry=self.registry
        )
        self._at_work = Gauge(
            "overlooked_requests_at_work",
            "Requests being answered.",
            registry=self.registry,
            multiprocess_mode="livesum",
        )

    def watch(self, app: Flask) -> None:
        """Measure every request of the application."""

        @app.before_request
        def begun() -> None:
            g.measured_from = time.perf_counter()
            self._at_work.inc()

        @app.teardown_request
        def over(_error: BaseException | None) -> None:
            if "measured_from" in g:
                self._at_work.dec()

        @app.after_request
        def answered(response: Response) -> Response:
            route = request.url_rule.rule if request.url_rule else "none"
            method = request.method if request.url_rule else "none"
            self._requests.labels(method, route, response.status_code).inc()
            if "measured_from" in g:
                self._seconds.labels(route).observe(time.perf_counter() - g.measured_from)
            if failure := g.get("failure"):
                self._refused.labels(failure).inc()
            return response

    def text(self) -> Response:
        """All of it, in Prometheus' format."""
        return Response(generate_latest(_registry(self.registry)), content_type=CONTENT_TYPE_LATEST)


def _registry(own: CollectorRegistry) -> CollectorRegistry:
    """Where several processes serve together, what all of them measured."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return own
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together
