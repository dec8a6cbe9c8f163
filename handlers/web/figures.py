"""Counters for whoever keeps the machine running: how many requests, how long. Never who or what about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Figures:
    """Count requests by route and status; each application has its own registry. `beside` are those of others."""

    def __init__(self, beside: Sequence[Callable[[], bytes]] = ()) -> None:
        self._beside = tuple(beside)
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "doorbraakbot_web_requests_total",
            "Requests answered by the web channel",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "doorbraakbot_web_seconds", "Seconds until the answer", ["route"], registry=self._registry
        )
        self._refused_sign_ins = Counter(
            "doorbraakbot_web_refused_sign_ins_total",
            "Sign-ins that were refused",
            ["why"],
            registry=self._registry,
        )

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request. A method is what the caller wrote: only known ones become a label."""
        method = method if method in _METHODS else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def count_refused_sign_in(self, why: str) -> None:
        """Count a sign-in that was refused; `why` is a code of ours."""
        self._refused_sign_ins.labels(why).inc()

    def as_text(self) -> bytes:
        """Give all figures in the form of Prometheus."""
        return b"".join([generate_latest(self._registry), *(text() for text in self._beside)])
