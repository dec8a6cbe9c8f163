"""Events to the canonical bytes of a log line and back: JSON with sorted keys, no floats, UTF-8.

The form of each field follows from its type in doorbraak/events/. Older versions of a kind are lifted by UPCASTERS.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from doorbraak.events import EVENTS, Event, Text
from storage.moments import from_text, to_text

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

VERSION = 1
"""The version that new lines are written in."""

UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From (kind, version) to a function that lifts a body one version up. Empty until a kind changes."""


def to_body(event: Event) -> str:
    """Write an event as canonical JSON. Its texts must have been sealed: only identifier and digest are written."""
    facts = {field: _plain(getattr(event, field)) for field in _field_names(type(event))}
    facts |= {"kind": event.kind, "v": VERSION}
    return canonical({name: value for name, value in facts.items() if value is not None})


def canonical(value: Any) -> str:
    """Write plain values as canonical JSON text."""
    return _ENCODER.encode(value)


def from_body(kind: str, version: int, body: str) -> Event:
    """Read a log line. Raises ValueError for a kind that this release does not know."""
    facts: dict[str, Any] = json.loads(body)
    while (kind, version) in UPCASTERS:
        facts = UPCASTERS[kind, version](facts)
        version += 1
    event = EVENTS.get(kind)
    if event is None or version != VERSION:
        raise ValueError(f"a log line of kind {kind!r} version {version} cannot be read by this release")
    readers = _readers(event)
    known = {name: readers[name](facts[name]) for name in readers if facts.get(name) is not None}
    absent = {name: None for name in readers if name not in known and name in _optional(event)}
    return event(**absent, **known)


@cache
def _field_names(event: type[Event]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(event))


@cache
def _hints(event: type[Event]) -> dict[str, Any]:
    hints = get_type_hints(event)
    return {name: hints[name] for name in _field_names(event)}


@cache
def _optional(event: type[Event]) -> frozenset[str]:
    return frozenset(name for name, hint in _hints(event).items() if type(None) in get_args(hint))


@cache
def _readers(event: type[Event]) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in _hints(event).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if hint is datetime:
        return from_text
    if hint is date:
        return date.fromisoformat
    if hint is Text:
        return lambda stored: Text(stored["text"], None, stored["sha256"])
    if get_origin(hint) is tuple:
        return tuple
    return lambda stored: stored


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Text):
        if not value.digest:
            raise ValueError("a text must be sealed before it is bound to the log")
        return {"text": value.id, "sha256": value.digest}
    if isinstance(value, tuple):
        return list(cast(tuple[Any, ...], value))
    return value
