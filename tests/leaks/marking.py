"""The deeds of a story, with every typed text marked on its way in."""

from __future__ import annotations

from typing import Any

from tests.leaks.marks import Marks
from tests.web.stage import FILLED

TEXTS = ("question", "if_nothing", "tried", "pay_to", "urgent_reason")
_ARGUMENTS = {
    "objects": ("reason",),
    "names_route": ("route", "who"),
    "answers_route": (None, None, "reason"),
    "grants": (None, "reason"),
    "grants_urgently": (None, "reason"),
    "declines": ("reason",),
    "corrects": (None, "reason"),
    "says": ("text",),
}
"""Which arguments behind who and number are texts that somebody types, and of which field."""


class Marking:
    """A teller that marks what is typed and leaves everything else to the teller of a channel."""

    def __init__(self, told: Any, marks: Marks) -> None:
        self._told = told
        self._marks = marks

    def __getattr__(self, deed: str) -> Any:
        do = getattr(self._told, deed)

        def marked(*args: str, **facts: str) -> str:
            given = list(args)
            for place, name in enumerate(_ARGUMENTS.get(deed, ()), start=2):
                if name and len(given) > place and given[place]:
                    given[place] = self._marks.on(name, given[place])
            if deed in ("asks", "tries_to_ask"):
                facts = self._form(facts)
            answer: str = do(*given, **facts)
            return answer

        return marked

    def _form(self, changes: dict[str, str]) -> dict[str, str]:
        filled = FILLED | changes
        number = self._marks.of("client") + filled["client"] if filled["client"] else ""
        texts = {name: self._marks.on(name, filled[name]) for name in TEXTS if filled.get(name)}
        return changes | texts | {"client": number, "tried": self._marks.on("tried", filled["tried"])}
