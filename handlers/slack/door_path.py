"""Where Slack's events come in; a file of its own, so that the manifest needs no library of Slack."""

from __future__ import annotations

PATH = "/slack/events"
