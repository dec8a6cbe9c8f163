"""Carrying out one command inside a transaction, with what the desk keeps beside its effect."""

from __future__ import annotations

from typing import Protocol

from doorbraak.commands import Command, Submit
from doorbraak.outcomes import Outcome
from doorbraak.ports import TextCheck
from doorbraak.use_cases.act import carry_out
from storage import looks
from storage.unit_of_work import SqlUnitOfWork


class Worker(Protocol):
    """What carrying out needs of a desk."""

    @property
    def text_check(self) -> TextCheck:
        """Give the check of texts."""
        ...

    def told_limit(self, uow: SqlUnitOfWork, command: Command, outcome: Outcome) -> Outcome:
        """Log it as a look when a refusal tells what is left for a client; one too many is not told."""
        ...


def carried_out(desk: Worker, uow: SqlUnitOfWork, command: Command) -> Outcome:
    """Carry out a command, forget the looks that led to a request, and count a limit that was told as a look."""
    outcome = carry_out(
        uow, command, desk.text_check, before_kept=lambda outcome: desk.told_limit(uow, command, outcome)
    )
    if outcome.accepted and isinstance(command, Submit):
        looks.sent(uow.connection, command.by)
    return outcome
