"""How Slack says no: an error code in a body with `ok: false`, or a 429."""

from __future__ import annotations

from typing import Any


class SlackRefusal(Exception):
    """A call that Slack answers with `ok: false`. `more` goes into the body."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more

    @property
    def body(self) -> dict[str, Any]:
        """Give the answer."""
        return {"ok": False, "error": self.error, **self.more}


class NotOnTheScreen(AssertionError):
    """A person cannot press or fill in what they do not see. Says what is there."""
