"""What a schema found, in words that somebody can act on. What Slack itself would say stands nowhere here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def path_of(base: str, steps: Sequence[str | int]) -> str:
    """Write where something stands: blocks[2] 'amount'.element.options[0].text."""
    path = base
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    return path or "(the whole)"


def told(kind: str, limit: Any, got: Any, message: str) -> tuple[str, str]:
    """Say what is wrong and how to mend it. `kind` is the word of the schema, `limit` what stands beside it."""
    say = _WORDS.get(kind)
    return say(limit, got) if say else (message, "see the reference of Slack for what goes here")


def _max_length(limit: Any, got: Any) -> tuple[str, str]:
    return f"{len(got)} characters, at most {limit}", f"shorten it by {len(got) - limit}, or split it"


def _max_items(limit: Any, got: Any) -> tuple[str, str]:
    return f"{len(got)} items, at most {limit}", f"leave {len(got) - limit} out, or split it"


def _required(name: Any, got: Any) -> tuple[str, str]:
    return f"{str(name)!r} is missing", f"give {str(name)!r}"


def _unexpected(names: Any, got: Any) -> tuple[str, str]:
    unknown = ", ".join(repr(name) for name in names)
    kind = f" of {got['type']!r}" if isinstance(got, dict) and "type" in got else ""
    return f"{unknown} is no field{kind}", "take it away, or mend the name"


def _enum(options: Any, got: Any) -> tuple[str, str]:
    return f"{got!r} is not known here", "use one of " + ", ".join(str(one) for one in options)


_WORDS = {
    "maxLength": _max_length,
    "minLength": lambda limit, got: (f"{len(got)} characters, at least {limit}", "write something or leave it out"),
    "maxItems": _max_items,
    "minItems": lambda limit, got: (f"{len(got)} items, at least {limit}", "put something in or leave it out"),
    "required": _required,
    "additionalProperties": _unexpected,
    "enum": _enum,
    "const": lambda value, got: (f"{got!r} instead of {value!r}", f"use {value!r}"),
    "type": lambda kind, got: (f"{type(got).__name__} where {kind} is needed", f"give a {kind}"),
    "pattern": lambda pattern, got: (f"{got!r} has the wrong shape", f"make it match {pattern}"),
    "minimum": lambda limit, got: (f"{got}, at least {limit}", f"use {limit} or more"),
    "maximum": lambda limit, got: (f"{got}, at most {limit}", f"use {limit} or less"),
    "anyOf": lambda _, got: ("fits none of what can stand here", "compare it with the reference of Slack"),
}
