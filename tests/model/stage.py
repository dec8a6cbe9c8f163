"""The stage on which a random scenario is played: the lines so far, the clock, and what the slow model makes of them.

Knowing the state lets the generator choose plausible next lines; which lines, stands in scenarios.py and plots.py.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from tests.model import slow_facts as facts
from tests.model.slow_facts import Line, World
from tests.model.slow_model import apply, review_closes
from tests.model.slow_time import AMSTERDAM, after_working_hours, days_later, from_wall, local
from tests.model.texts import BLANK_TEXTS, CLEAN_NAMES, CLEAN_TEXTS, PRIVATE_TEXTS, text_of_length

THEMES = (
    "wonen", "verhuizing", "energie", "schulden", "inkomen", "leges", "vervoer", "fiets",
    "studiekosten", "werk", "kinderopvang", "gezondheid", "gezin", "anders",
)  # fmt: skip
NOBODY = "nobody-of-that-name"


class StageIsFull(Exception):
    """The scenario has the number of lines that was asked."""


@dataclass
class Stage:
    """Collects lines until there are `length` of them after the people."""

    rng: random.Random
    now: datetime
    length: int
    lines: list[Line] = field(default_factory=list[Line])
    world: World = field(default_factory=World)
    requests_named: int = 0

    def open_with(self, programme: Line, people: Sequence[Line]) -> None:
        for line in (programme, *people):
            self._add(line)

    def say(self, do: str, **said: Any) -> str | None:
        """Add one command at the present moment; give its refusal code, or None when the model accepts it."""
        if self.length == 0:
            raise StageIsFull
        self.length -= 1
        return self._add({"do": do} | said)

    def _add(self, line: Line) -> str | None:
        stamped = {"at": self._written_now()} | line
        self.lines.append(stamped)
        return apply(self.world, stamped)

    def _written_now(self) -> str:
        """Write the moment mostly with the offset of Amsterdam, sometimes with another one."""
        zones = (AMSTERDAM, UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=9, minutes=30)))
        zone = self.rng.choices(zones, (90, 6, 2, 2))[0]
        return self.now.astimezone(zone).isoformat()

    # The clock

    def wait(self, **duration: float) -> None:
        self.now += timedelta(**duration)

    def wait_until(self, at: datetime) -> None:
        """Go to a moment, unless it has passed."""
        self.now = max(self.now, at)

    def wait_until_wall(self, wall: datetime) -> None:
        self.wait_until(from_wall(wall))

    def deadlines(self) -> list[datetime]:
        """List the deadlines of all requests that are still to come."""
        found: list[datetime] = []
        for key in self.world.requests:
            start = facts.submitted_at(self.world, key)
            if facts.status(self.world, key) == "open":
                found.append(after_working_hours(start, self.world.policy["decide_within"]))
                found.append(days_later(start, self.world.policy["expire_after"]))
            elif facts.review(self.world, key) == "pending":
                found.append(review_closes(self.world, key))
        return [deadline for deadline in found if deadline > self.now]

    def local_year(self) -> int:
        return local(self.now).year

    # Choosing requests and people

    def chance(self, percent: float) -> bool:
        return self.rng.random() * 100 < percent

    def new_key(self) -> str:
        self.requests_named += 1
        return f"r{self.requests_named}"

    def live(self) -> list[str]:
        return [key for key in self.world.requests if facts.votes_are_taken(self.world, key)]

    def still_open(self) -> list[str]:
        return [key for key in self.world.requests if facts.status(self.world, key) == "open"]

    def with_money(self, *states: str) -> list[str]:
        return [key for key in self.world.requests if facts.money(self.world, key) in states]

    def request(self, likely: Sequence[str]) -> str:
        """Choose mostly one of the likely ones (rather a late one), sometimes any, rarely one that does not exist."""
        if self.chance(2) or not self.world.requests:
            return self.rng.choice(["r0", f"r{self.requests_named}", f"r{self.requests_named + 1}"])
        if likely and self.chance(90):
            return self.rng.choice(likely[-2:] if self.chance(65) else likely)
        return self.rng.choice(list(self.world.requests))

    def with_role(self, *roles: str) -> list[str]:
        return [person for person in self.world.people if facts.has_role(self.world, person, *roles)]

    def person(self, likely: Sequence[str]) -> str:
        """Choose mostly one of the likely people, sometimes anybody, rarely nobody known."""
        if self.chance(1.5) or not self.world.people:
            return NOBODY
        if likely and self.chance(88):
            return self.rng.choice(likely)
        return self.rng.choice(list(self.world.people))

    def poster(self, key: str) -> list[str]:
        return [facts.poster(self.world, key)] if key in self.world.requests else []

    def voters_waited_for(self, key: str) -> list[str]:
        """List who may vote and has no standing vote, or else all who may vote."""
        if key not in self.world.requests:
            return self.with_role("reviewer")
        may_vote = facts.may_vote(self.world, key)
        votes = facts.standing_votes(self.world, key)
        return [person for person in may_vote if person not in votes] or may_vote

    # What people type

    def text(self, longest: int, blank: float = 0) -> str:
        """Type something: mostly fine, sometimes just as long as allowed, too long, private or (by percent) blank."""
        if self.chance(blank):
            return self.rng.choice(BLANK_TEXTS)
        kind = self.rng.choices(("fine", "longest", "too long", "private", "both"), (90, 2.5, 3.5, 3, 1))[0]
        if kind == "longest":
            return text_of_length(longest)
        if kind == "too long":
            return text_of_length(longest + self.rng.choice((1, 1, 500)))
        if kind == "private":
            return f"Meer weten: {self.rng.choice(PRIVATE_TEXTS)}."
        if kind == "both":
            return f"{text_of_length(longest)} {self.rng.choice(PRIVATE_TEXTS)}"
        return self.rng.choice(CLEAN_TEXTS if longest > 150 else CLEAN_NAMES)

    def reason(self) -> Line:
        """Give a reason; sometimes it is left out or blank."""
        return {} if self.chance(2) else {"reason": self.text(600, blank=2)}

    def maybe_revision(self, key: str) -> Line:
        """Name the current revision, none, or (sometimes) another one."""
        if key not in self.world.requests or self.chance(50):
            return {}
        current = facts.revision(self.world, key)
        return {"revision": current if self.chance(90) else max(1, current + self.rng.choice((-1, -1, 1)))}

    def up_to(self, most: int) -> int:
        """Choose an amount from 1 to `most`, often an edge, sometimes just outside."""
        if self.chance(8):
            return self.rng.choice((0, -1, most + 1))
        return max(1, self.rng.choice((1, most, most, most, most - 1, most // 2, self.rng.randint(1, max(1, most)))))
