"""The console channel: a conversation in a terminal, line by line, for a person and for a script."""

from __future__ import annotations

from handlers.console.register import converse

__all__ = ["converse"]
