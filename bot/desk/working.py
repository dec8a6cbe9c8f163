"""Carrying out one command inside a transaction, with what the desk keeps beside its effect."""

from __future__ import annotations

from typing import Protocol

from doorbraak.commands import Command, Revise, Submit
from doorbraak.outcomes import Outcome
from doorbraak.ports import TextCheck
from doorbraak.use_cases.act import carry_out
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

    def note_other_client(self, uow: SqlUnitOfWork, command: Revise) -> None:
        """Log it as a look when a change that names another client is taken: that it fits tells what is left."""
        ...

    def forget_look(self, uow: SqlUnitOfWork, command: Submit) -> None:
        """Count the look at the client of a request that was sent no longer; looks at others stay."""
        ...


def carried_out(desk: Worker, uow: SqlUnitOfWork, command: Command) -> Outcome:
    """Carry out a command, forget the look that led to a request, and count a limit that was told as a look."""
    outcome = carry_out(
        uow, command, desk.text_check, before_kept=lambda outcome: desk.told_limit(uow, command, outcome)
    )
    if outcome.accepted and isinstance(command, Submit):
        desk.forget_look(uow, command)
    if outcome.accepted and isinstance(command, Revise):
        desk.note_other_client(uow, command)
    return outcome
