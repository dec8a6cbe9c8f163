"""Everything a check may look at when a command comes in, gathered by the use case before anything is decided.

Balances are asked for only when a check needs them: they cost a locked row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from doorbraak.commands import Command
from doorbraak.ids import ClientId, PersonId
from doorbraak.people import Circle, Person
from doorbraak.policy import Policy
from doorbraak.requests.state import Request


def _nothing() -> int:
    return 0


def _no_finds(field_name: str, text: str) -> str:  # noqa: ARG001 - the shape of a text check
    return ""


@dataclass(slots=True, kw_only=True)
class Situation:
    """One command and what it meets.

    `client_left` gives the cents still free for the client without this request itself; `fund_left` those of the
    fund in the year that matters; `private_kind(field, text)` names the first block-level find or is empty.
    """

    command: Command
    person: Person | None
    circle: Circle
    policy: Policy
    policy_version: int = 1
    districts: tuple[str, ...] = ()
    request: Request | None = None
    client_ok: bool = True
    client: ClientId | None = None
    texts: dict[str, str] = field(default_factory=dict[str, str])
    client_left: Callable[[], int] = _nothing
    fund_left: Callable[[], int] = _nothing
    private_kind: Callable[[str, str], str] = _no_finds

    @property
    def who(self) -> PersonId:
        """Give who asks."""
        return self.command.by

    def the_person(self) -> Person:
        """Give the person, after the check that there is one."""
        if self.person is None:
            raise LookupError("the person is checked first")
        return self.person

    def the_request(self) -> Request:
        """Give the request, after the check that there is one."""
        if self.request is None:
            raise LookupError("the request is checked first")
        return self.request
