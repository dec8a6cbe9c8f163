"""Counters about Slack for whoever keeps the machine running: what came in, what was asked of it. Never who or what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Slack waits three seconds."""
_KINDS = {
    "block_actions": "press",
    "view_submission": "form",
    "view_closed": "form",
    "shortcut": "shortcut",
    "message_action": "shortcut",
    "event_callback": "event",
}


def kind_of(body: Mapping[str, Any]) -> str:
    """Name what came in: press, form, command, shortcut, event or other. What the sender wrote is never a label."""
    return "command" if "command" in body else _KINDS.get(str(body.get("type")), "other")


class SlackFigures:
    """Count what Slack sends and what it is asked; one for each process."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._taken = Counter(
            "doorbraakbot_slack_requests_total", "What came from Slack", ["kind", "status"], registry=registry
        )
        self._seconds = Histogram(
            "doorbraakbot_slack_seconds",
            "Seconds until it was acknowledged",
            ["kind"],
            registry=registry,
            buckets=_BUCKETS,
        )
        self._calls = Counter(
            "doorbraakbot_slack_calls_total", "What was asked of Slack", ["method", "outcome"], registry=registry
        )
        self._socket = Gauge(
            "doorbraakbot_slack_socket_open",
            "1 while the socket to Slack is open",
            registry=registry,
        )

    def as_text(self) -> bytes:
        """Give all figures in the form of Prometheus."""
        return generate_latest(self._registry)

    def took(self, kind: str, status: int, seconds: float) -> None:
        """Count something that came in and was acknowledged."""
        self._taken.labels(kind, str(status)).inc()
        self._seconds.labels(kind).observe(seconds)

    def refused(self, why: str, status: int) -> None:
        """Count something that was not read: `why` is unsigned or malformed."""
        self._taken.labels(why, str(status)).inc()

    def called(self, method: str, outcome: str) -> None:
        """Count a call: ok, limited, uncertain, or refused. `method` is ours."""
        self._calls.labels(method, outcome).inc()

    def socket_is(self, is_open: bool) -> None:
        """Note whether the socket is open."""
        self._socket.set(int(is_open))
