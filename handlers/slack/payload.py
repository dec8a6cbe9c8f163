"""Reading a payload field by field: what is not of the right kind is empty, what must be there raises Malformed.

`Any` of Slack's payloads stops here and in parse.py. Nothing of a payload is quoted in an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

Facts = Mapping[str, Any]


class Malformed(Exception):
    """A payload that is not what Slack promises."""


def facts_of(value: object) -> Facts:
    """Give named values."""
    return cast(Facts, value) if isinstance(value, Mapping) else {}


def list_of(value: object) -> list[Any]:
    """Give a list."""
    return cast(list[Any], value) if isinstance(value, list) else []


def text_of(value: object) -> str:
    """Give a text."""
    return value if isinstance(value, str) else ""


def needed(facts: Facts, name: str) -> str:
    """Give a text that must be there. Raises Malformed."""
    found = text_of(facts.get(name))
    if not found:
        raise Malformed
    return found


def unescaped(text: str) -> str:
    """Give a message as it was typed."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
