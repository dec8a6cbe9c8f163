"""Hand-written scenarios in few words: a usual team, clock times of Amsterdam, and only what matters spelled out."""

from datetime import datetime
from typing import Any

from tests.model.slow_facts import Line
from tests.model.slow_model import run
from tests.model.slow_time import from_wall, written

TEAM = {
    "k1": (["koploper"], "Buurtteam"),
    "k2": (["koploper"], "Buurtteam"),
    "a1": (["reviewer"], "Kredietbank"),
    "a2": (["reviewer"], "Werk en Inkomen"),
    "a3": (["reviewer"], "Kredietbank"),
    "a4": (["reviewer"], "Woningcorporatie"),
    "b1": (["reviewer"], "Buurtteam"),
    "l1": (["lead"], "Gemeente"),
    "m1": (["manager"], "Gemeente"),
    "x1": (["admin"], "Gemeente"),
}
START = "2026-03-02 09:00"  # a Monday


class Story:
    """Lines of one scenario, added in order; `say` gives the refusal code of its line or None."""

    def __init__(self, policy: Line | None = None, budget: Line | None = None, **people: tuple[list[str], str]) -> None:
        self.now = START
        budget = {"2026": 1000000} if budget is None else budget
        self.lines: list[Line] = []
        self.add("programme", name="Utrecht", districts=["Overvecht"], policy=policy or {}, budget_cents=budget)
        for key, (roles, organisation) in (people or TEAM).items():
            self.add("person", key=key, roles=roles, organisation=organisation)

    def add(self, do: str, **said: Any) -> None:
        at = written(from_wall(datetime.fromisoformat(self.now)))
        self.lines.append({"at": at, "do": do} | said)

    def at(self, clock: str) -> "Story":
        """Go to a clock time; without a date it is the same day."""
        self.now = clock if "-" in clock else f"{self.now[:10]} {clock}"
        return self

    def say(self, do: str, by: str = "", request: str = "r1", **said: Any) -> str | None:
        self.add(do, **({"by": by, "request": request} if by else {}), **said)
        return self.result()["lines"][-1].get("refusal")

    def ask(self, cents: int = 20000, request: str = "r1", by: str = "k1", **said: Any) -> str | None:
        usual: Line = {"client": "BOKS-1001", "district": "Overvecht", "theme": "wonen", "question": "Wat?"}
        usual["if_nothing"] = "Dit."
        return self.say("submit", by, request, **(usual | {"amount_cents": cents} | said))

    def urgent(self, cents: int = 20000, **said: Any) -> str | None:
        return self.ask(cents, urgent=True, urgent_reason="Het is koud.", **said)

    def approve(self, *people: str, request: str = "r1") -> list[str | None]:
        return [self.say("approve", person, request) for person in people]

    def grant(self, cents: int, request: str, **said: Any) -> None:
        """Submit and have it granted at once, in a story where one approval is enough."""
        assert self.ask(cents, request, **said) is None
        assert self.approve("a1", request=request) == [None]

    def result(self) -> dict[str, Any]:
        return run(self.lines)

    def request(self, key: str = "r1") -> dict[str, Any]:
        return self.result()["requests"][key]

    def fund(self, year: str = "2026") -> dict[str, int]:
        return self.result()["funds"][year]
