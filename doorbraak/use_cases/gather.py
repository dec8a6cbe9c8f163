"""What every use case gathers before it checks: the texts of a command, the cap of a client, the look at texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from doorbraak.commands import TEXT_LIMITS, Command
from doorbraak.ports import TextCheck, UnitOfWork
from doorbraak.requests.state import Request
from doorbraak.working_time import local_year


def command_texts(command: Command) -> dict[str, str]:
    """Give the typed texts of a command by field; a field that was left out is absent."""
    named = ((name, getattr(command, name, None)) for name in TEXT_LIMITS)
    return {name: text for name, text in named if isinstance(text, str)}


def look_at_texts(text_check: TextCheck) -> Callable[[str, str], str]:
    """Make the lookup of the first block-level find of a field."""

    def private_kind(field: str, text: str) -> str:  # noqa: ARG001 - later layers look at the field too
        return text_check.block_kind(text)

    return private_kind


def client_left(uow: UnitOfWork, request: Request, at: datetime, *, counts_itself: bool = False) -> int:
    """Give what is left for the client of a stored request, in cents, by the policy frozen into it (R2, R12).

    The calendar year is that in which the request was submitted; with `rolling_365_days` today is that of `at`.
    """
    use = uow.client_use(
        request.client,
        request.policy.cap_period,
        at=at,
        year=local_year(request.submitted_at),
        without=None if counts_itself else request.id,
    )
    return request.policy.cap_cents - use
