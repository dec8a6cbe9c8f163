"""An exception as it may be shown in a log or a terminal: types and places, never a message.

A message may quote what somebody typed: `invalid literal for int(): 'Fatima'`, the row that a database refused, the
text that a decoder stumbled over. Only messages of our own that are made of codes are let through.
"""

from __future__ import annotations

import traceback
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_MOST_CAUSES = 5
_MOST_PLACES = 15
_CLEAN = ("StoreUnavailable", "TooLate", "KeyMissing", "Unavailable")
"""Types of ours, by name so that nothing is imported for it, whose message is a code or a fixed sentence."""


def told(failure: BaseException) -> str:
    """Tell an exception and what caused it: each with its type and the places it went through, innermost last."""
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = failure
    while one is not None and id(one) not in seen and len(parts) < _MOST_CAUSES:
        seen.add(id(one))
        parts.append(_one(one))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "; because of ".join(parts)


def _one(failure: BaseException) -> str:
    kind = type(failure)
    ours = kind.__module__.split(".")[0] in ("bot", "handlers", "storage", "doorbraak")
    clean = f" ({failure})" if ours and kind.__name__ in _CLEAN and str(failure) else ""
    frames = traceback.extract_tb(failure.__traceback__)[-_MOST_PLACES:]
    places = " > ".join(f"{_place(frame.filename)}:{frame.lineno}" for frame in frames)
    several: tuple[BaseException, ...] = getattr(failure, "exceptions", ()) if _is_group(failure) else ()
    inside = [told(each) for each in several]
    group = f" [{' | '.join(inside)}]" if inside else ""
    return f"{kind.__name__}{clean} at {places or 'nowhere'}{group}"


def _is_group(failure: BaseException) -> bool:
    return isinstance(failure, BaseExceptionGroup)


def _place(file: str) -> str:
    """Give a file as anybody may see it: in our own code from its root, of a library from its package on."""
    path = Path(file)
    if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-2:])
