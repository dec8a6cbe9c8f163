"""Where log lines go: one JSON object per line on standard error. What is not known to be harmless is left out.

Typed texts, file numbers and names never belong in a line, and nobody has to remember that: only the facts named in
`FACTS` pass, each in its own shape; of exceptions only types and places (bot/faults.py); of libraries only sentences
known to hold nothing (docs/adr/0018).
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from bot.faults import told
from bot.light_structlog import structlog

_TALKATIVE = ("httpx", "httpcore", "hpack")
"""Libraries that log addresses and headers of what we ask others: tokens stand in both."""

WITHHELD = "(withheld)"
OURS = "doorbraakbot"
_SAFE_TEXT = re.compile(r"(?:VE|DB)-[0-9]{4}-[0-9]{4,9}|[0-9A-Fa-f]{8}")
_PERCENT = re.compile(r"%(?:\([a-z_]+\))?[-#0 +.\d]*[a-zA-Z]")


def _is_number(value: object) -> bool:
    return isinstance(value, bool | int | float)


def _is_address(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(ip_address(value))
    except ValueError:
        return False


def _shaped(pattern: str) -> Callable[[object], bool]:
    shape = re.compile(pattern)
    return lambda value: isinstance(value, str) and shape.fullmatch(value) is not None


_IDENTIFIER = _shaped(r"(?=.*[0-9])[A-Za-z0-9_.:-]{1,80}")
FACTS: dict[str, Callable[[object], bool]] = {
    "reference": _shaped(r"[0-9A-Fa-f]{8}"),
    "number": _shaped(r"(?:VE|DB)-[0-9]{4}-[0-9]{4,9}"),
    "message_id": _IDENTIFIER,
    "programme": _IDENTIFIER,
    "person": _IDENTIFIER,
    "platform": _shaped(r"web|console|slack|telegram|mail"),
    "method": _shaped(r"GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|other"),
    "route": _shaped(r"(?:/[a-z{}._-]*)+|other"),
    "origin": _shaped(r"(?:web|slack|telegram|oidc)(?::[0-9a-f]{12})?|cli|console|clock"),
    "address": _is_address,
    "why": _shaped(r"[a-z][a-z_]{0,60}"),
    "attempt": _is_number,
    "count": _is_number,
    "seconds": _is_number,
    "status": _is_number,
}
"""Every fact a line may have, and the shape in which it passes. A new one needs its shape here."""

_OF_LIBRARIES: dict[str, tuple[str, ...]] = {
    "uvicorn": (
        "Started server process",
        "Finished server process",
        "Uvicorn running on",
        "Shutting down",
        "Waiting for",
        "Invalid HTTP request received",
        "Exception in ASGI application",
        "ASGI callable returned without",
        "Exceeded concurrency limit",
        "Cancel ",
    ),
    "asyncio": ("Using selector", "Task exception was never retrieved", "Unhandled exception in event loop"),
}
"""Sentences of libraries that may be shown, by how they begin; of any other only where it was said."""


def set_up(level: str) -> None:
    """Write log lines of this level and above, of this process; what nobody caught becomes a line too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)

    logging.raiseExceptions = False  # a line that cannot be written would print what it holds
    logging.captureWarnings(True)
    sys.excepthook = lambda kind, failure, trace: _uncaught(failure)  # noqa: ARG005 - the shape Python wants
    threading.excepthook = lambda args: _uncaught(args.exc_value)
    sys.unraisablehook = lambda args: _uncaught(args.exc_value)


def formatter() -> logging.Formatter:
    """Make what turns a record into a line of JSON."""
    return _Harmless(
        foreign_pre_chain=[structlog.processors.TimeStamper(fmt="iso", utc=True)],
        processors=[only_known, structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True)],
    )


class _Harmless(structlog.stdlib.ProcessorFormatter):
    """Puts only numbers into a sentence, and does so first: nobody after this sees what else was given."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of a record."""
        copy = logging.makeLogRecord(vars(record))
        copy.msg = _sentence(record) if record.name.split(".")[0] == OURS else _of_a_library(record)
        copy.args = None
        return super().format(copy)


def _uncaught(failure: BaseException | None) -> None:
    if failure is not None and not isinstance(failure, KeyboardInterrupt):
        logging.getLogger(OURS).critical("a fault that nobody caught", exc_info=failure)


def only_known(_logger: object, _name: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Make a line anew from what is known to be harmless. Names of facts that were left out stand in `withheld`."""
    record: logging.LogRecord = line["_record"]
    is_ours = record.name.split(".")[0] == OURS
    shown: dict[str, Any] = {
        "timestamp": line.get("timestamp", ""),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": record.msg,
    }
    given = {name: value for name, value in vars(record).items() if name not in _OF_EVERY_RECORD}
    shown |= {name: value for name, value in given.items() if name in FACTS and FACTS[name](value)}
    left_out = sorted(name for name in given if name not in shown) if is_ours else []
    if left_out:
        shown["withheld"] = left_out
    if not is_ours:
        shown["place"] = f"{record.module}:{record.lineno}"
    exc_info = line.get("exc_info")
    if exc_info and exc_info[1] is not None:
        shown["exception"] = told(exc_info[1])
    return shown


_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "_logger", "_name"}


def _sentence(record: logging.LogRecord) -> str:
    """Give a sentence with the numbers that were put into it; any other word that was put in is withheld."""
    template = record.msg if isinstance(record.msg, str) else WITHHELD
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    given = iter([_safe(arg) for arg in args if args != ((),)])
    return _PERCENT.sub(lambda _: next(given, WITHHELD), template) if record.args else template


def _safe(value: object) -> str:
    if _is_number(value) or (isinstance(value, str) and _SAFE_TEXT.fullmatch(value)):
        return str(value)
    return WITHHELD


def _of_a_library(record: logging.LogRecord) -> str:
    template = str(record.msg).partition("\n")[0] if isinstance(record.msg, str) else ""
    known = _OF_LIBRARIES.get(record.name.split(".")[0], ())
    begins = next((begin for begin in known if template.startswith(begin)), "")
    return begins.strip() or "a line of a library"
