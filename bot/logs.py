"""Where log lines go: one JSON object per line on standard error, with time, level, logger and the facts of the line.

Typed texts, file numbers and names are never facts of a line; a fault of ours carries the reference its page showed.
"""

from __future__ import annotations

import logging
import sys

import structlog

_TALKATIVE = ("httpx", "httpcore", "hpack")
"""Libraries that log addresses and headers of what we ask others: tokens stand in both."""


def set_up(level: str) -> None:
    """Write log lines of this level and above, of this process."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _without_colours,
            structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _without_colours(_logger: object, _name: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    line.pop("color_message", None)  # the web server says everything a second time, for terminals
    return line
