"""What does not come from Slack as it should: wrong, old and missing signatures, bodies that are no JSON."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from tests.slack.stand.core import Slack
from tests.slack.stand.delivery import FORM, Reply, encode, sign
from tests.slack.stand.world import App

Json = dict[str, Any]
OLD = 60 * 5 + 30
"""Seconds after which a signature is surely too old, or too early."""


class Forger:
    """Sends things to the request URL that Slack would never send."""

    def __init__(self, slack: Slack, app: App, run: Callable[[Coroutine[Any, Any, Any]], Any]) -> None:
        self._slack = slack
        self._app = app
        self._run = run

    def bad_signature(self, kind: str, payload: Json) -> Reply:
        """Sign with another secret."""
        body, headers = encode(kind, payload)
        return self._post(body, headers | sign("another-secret", body, self._now()))

    def other_body(self, kind: str, payload: Json) -> Reply:
        """Change the body after it was signed."""
        body, headers = encode(kind, payload)
        return self._post(body + b" ", headers | sign(self._app.signing_secret, body, self._now()))

    def old_signature(self, kind: str, payload: Json, seconds: int = OLD) -> Reply:
        """Send what was rightly signed, but long ago."""
        body, headers = encode(kind, payload)
        return self._post(body, headers | sign(self._app.signing_secret, body, self._now() - seconds))

    def early_signature(self, kind: str, payload: Json, seconds: int = OLD) -> Reply:
        """Send what is signed for a moment that is still to come."""
        return self.old_signature(kind, payload, -seconds)

    def no_signature(self, kind: str, payload: Json) -> Reply:
        """Leave the signature out."""
        return self._post(*encode(kind, payload))

    def malformed(self, body: bytes, content_type: str = "application/json") -> Reply:
        """Send a body that cannot be read, rightly signed."""
        return self._post(body, {"Content-Type": content_type} | self._signed(body))

    def malformed_form(self, body: bytes = b"payload=%7Bno") -> Reply:
        """Send a form whose payload is no JSON, rightly signed."""
        return self.malformed(body, FORM)

    def _now(self) -> int:
        return int(self._slack.courier.signs_by())

    def _signed(self, body: bytes) -> dict[str, str]:
        return sign(self._app.signing_secret, body, self._now())

    def _post(self, body: bytes, headers: dict[str, str]) -> Reply:
        return self._run(self._slack.courier.post(self._app.request_url, body, headers))
