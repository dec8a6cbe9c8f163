"""Clients: file numbers to codes, and what is left for one. Every look is logged (docs/rules.md section 7)."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.desk.counter import Counter, only
from doorbraak import clients, news
from doorbraak import events as e
from doorbraak.commands import Command, Revise, Submit
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.outcomes import Outcome
from doorbraak.overviews import (
    CheckStep,
    Draft,
    Viewer,
)
from doorbraak.people import Circle
from doorbraak.ports import Standing
from doorbraak.privacy import check_blocked
from doorbraak.refusals import Refusal
from doorbraak.requests.ballot import voters_for
from doorbraak.use_cases.submit import client_number
from doorbraak.working_time import add_working_hours
from handlers.access import Who
from handlers.desk import TooManyLooks
from storage import looks, noting
from storage.overviews import request_page
from storage.overviews.balances import fund_left_now, left_for_code, stored_clients
from storage.secrets import codes_from_text, codes_to_text
from storage.unit_of_work import SqlUnitOfWork

_ALPHABET = "2346789ABCDEFGHJKLMNPQRTUVWXYZ"


class Clients(Counter):
    """Clients, as the desk offers it."""

    async def client_is_valid(self, viewer: Viewer, file_number: str) -> bool:
        """Claim that this can be a file number in the viewer's organisation."""
        return clients.is_valid(file_number, self._form(viewer))

    async def client_code(self, viewer: Viewer, file_number: str) -> str:
        """Make the client code of a file number, by every key; a known client gets the codes that it did not have."""
        form = self._form(viewer)
        number, programme = clients.normalise((form.prefix if form else "") + file_number), viewer.programme_id
        codes = self._store.codes.all_of(programme, number)
        if len(codes) > 1:
            stored = await self._ask(lambda connection: stored_clients(connection, programme, codes))
            if 0 < len(stored) < len(codes):
                await self._change(lambda uow: uow.known_client(programme, number=number))
        return codes_to_text(codes)

    @staticmethod
    def _form(viewer: Viewer) -> clients.ClientNumber | None:
        form = viewer.settings.get("client_number", {}).get(viewer.person.organisation)
        return clients.ClientNumber(**form) if form else None

    def fresh_client_number(self) -> str:
        """Give a random code for a client without a file: ZD-7K3P-92."""
        drawn = "".join(secrets.choice(_ALPHABET) for _ in range(6))
        return f"ZD-{drawn[:4]}-{drawn[4:]}"

    async def check_step(self, viewer: Viewer, draft: Draft, amount_cents: int) -> CheckStep:
        """Give what the check step shows; the look at this client is logged. Raises TooManyLooks."""
        only(Who.KOPLOPER, viewer)
        now, code = self.now(), draft.client_code or ""

        def work(uow: SqlUnitOfWork) -> CheckStep | None:
            circle = uow.circle_of(viewer.programme_id)
            if not _note_look(uow, viewer.programme_id, viewer.id, circle, code, now):
                return None
            left = left_for_code(uow.connection, viewer.programme_id, code, viewer.policy, now)
            voters = voters_for(viewer.person.organisation, viewer.policy, circle)
            return CheckStep(
                client_left_cents=left,
                after_cents=left - amount_cents,
                may_vote=sum(one.id != viewer.id for one in voters),
                min_approvals=viewer.policy.min_approvals,
                fund_left_cents=fund_left_now(uow.connection, viewer.programme_id, now),
                decide_by=add_working_hours(now, viewer.policy.decide_within),
                client_tail=draft.client_tail,
            )

        step = await self._change(work)
        if step is None:
            raise TooManyLooks
        return step

    async def client_left(self, viewer: Viewer, number: str) -> int | None:
        """Give what is left for the client of a request, for the lead who decides; the look is logged."""
        now = self.now()

        def work(uow: SqlUnitOfWork) -> int | None:
            found = request_page.client_left(uow.connection, viewer, number, now)
            if found is None:
                return None
            facts = {"client": found[0], "request": number}
            noted = e.Audited(
                at=now, by=viewer.id, what="looked_at_client", target=number, result=noting.DONE, facts=facts
            )
            uow.note(viewer.programme_id, noted)
            return found[1]

        return await self._change(work)

    def told_limit(self, uow: SqlUnitOfWork, command: Command, outcome: Outcome) -> Outcome:
        """Count and log it as a look when a refusal tells what is left for a client that the command named.

        A look too many is not answered: then the outcome goes without the amount.
        """
        if outcome.refusal is not Refusal.ABOVE_CAP or not isinstance(command, Submit | Revise):
            return outcome
        standing = uow.standing_of(command.by)
        code = self._code_of(command, standing)
        if (
            standing is None
            or not code
            or _note_look(uow, standing.programme.id, command.by, standing.circle, code, command.at)
        ):
            return outcome
        return replace(outcome, facts={name: fact for name, fact in outcome.facts.items() if name != "left_cents"})

    def forget_look(self, uow: SqlUnitOfWork, command: Submit) -> None:
        """Count the look at the client of a request that was sent no longer; looks at others stay (rules section 7)."""
        code = self._code_of(command, uow.standing_of(command.by))
        if code:
            looks.sent(uow.connection, command.by, _newest(code))

    def note_other_client(self, uow: SqlUnitOfWork, command: Revise) -> None:
        """Log it as a look when a change that names another client is taken: that it fits tells what is left."""
        standing = uow.standing_of(command.by)
        code = self._code_of(command, standing)
        if standing is not None and code:
            _note_look(uow, standing.programme.id, command.by, standing.circle, code, command.at)

    def _code_of(self, command: Submit | Revise, standing: Standing | None) -> str:
        """Give the codes of the client that a command names, as text; empty when it names none."""
        if standing is None or not (command.client or command.client_code):
            return ""
        number = client_number(command.client or "", standing)
        return command.client_code or codes_to_text(self._store.codes.all_of(standing.programme.id, number))

    def private_finds(self, text: str) -> tuple[tuple[str, str], ...]:
        """Give the block-level finds of a typed text as (kind, words)."""
        return tuple((find.kind, find.text) for find in check_blocked(text, lists=self._lists()))


def _newest(code: str) -> str:
    """Give the newest of the codes of one client: looks are counted by it."""
    return codes_from_text(code, unnamed="")[0].code


def _note_look(
    uow: SqlUnitOfWork, programme: ProgrammeId, person: PersonId, circle: Circle, code: str, now: datetime
) -> bool:
    """Log a look at a client and tell the leads when it is one too many; claims that it is not."""
    within = looks.look(uow.connection, person, _newest(code), now)
    if not within:
        uow.tell(programme, news.too_many_looks(person, circle, now))
    facts: dict[str, Any] = {"client": uow.known_client(programme, code=code) or "", "within": within}
    result = noting.DONE if within else "too_many_looks"
    noted = e.Audited(
        at=now, by=person, what="looked_at_client", target=facts["client"] or None, result=result, facts=facts
    )
    uow.note(programme, noted)
    return within
