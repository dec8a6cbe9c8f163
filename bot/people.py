"""People of one programme as an admin handles them from the command line: each change is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml
from sqlalchemy import Connection, select

from bot import audit, clocks, staff
from bot.mail.deliver import Sender
from bot.problems import BadInput
from bot.programme_file.apply import plan_file
from doorbraak.ids import ProgrammeId
from doorbraak.money import format_euros
from doorbraak.team import needs_note
from handlers.mail import letters
from handlers.messenger import TryLater, Undeliverable
from storage import accounts, administer, keyed, links
from storage import tables as t
from storage.keyed import Known
from storage.overviews.team import is_unfinished
from storage.programmes import read_programme
from storage.store import Store
from storage.unit_of_work import SqlUnitOfWork


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A request of somebody who leaves that still wants a poster."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody of a programme, changed through the store."""

    store: Store
    programme: ProgrammeId
    now: clocks.Now

    def add(self, key: str, facts: Mapping[str, Any]) -> str:
        """Add somebody by the same checks as the programme file. Raises BadInput."""
        content = yaml.safe_dump({"people": [{"key": key, **facts}]}).encode()

        def work(uow: SqlUnitOfWork) -> str:
            known = keyed.find_key(uow.connection, self.programme, key)
            if known is not None and known.left_at is None:
                raise BadInput([f"{key!r} is there already; change somebody in the programme file"])
            now, name = self.now(), self._name(uow.connection)
            if known is not None:
                administer.set_person(uow, self.programme, _returning(known), now)
            _planned(uow, content, name, self)
            return (
                f"{key} is back." if known else f"Added {key}. `doorbraakbot people code {key}` gives a sign-in code."
            )

        return self.store.run(work)

    def _name(self, connection: Connection) -> str:
        return read_programme(connection, self.programme)[0].name

    def note(self, what: str, key: str = "") -> None:
        """Log a command about somebody, or about everybody when no key is given."""
        found = self.store.answer(lambda connection: keyed.find_key(connection, self.programme, key)) if key else None
        audit.note(self.store, self.programme, what, self.now(), target=found.id if found else "")

    def table(self) -> list[list[str]]:
        """Give everybody as rows of cells, with a heading."""
        people = self.store.answer(lambda connection: keyed.everybody(connection, self.programme))
        return [
            ["key", "name", "roles", "organisation", "districts", "state"],
            *(_cells(one) for one in people.values()),
        ]

    def link(self, key: str, platform: str, address: str) -> str:
        """Tie a chat account to somebody. Raises BadInput when it belongs to somebody else."""
        account = {"slack": address} if platform == "slack" else {"telegram": int(address)}
        content = yaml.safe_dump({"people": [{"key": key, **account}]}).encode()

        def work(uow: SqlUnitOfWork) -> str:
            staff.active(uow.connection, self.programme, key)
            changed = _planned(uow, content, self._name(uow.connection), self)
            return f"Linked {key} to {platform} {address}." if changed else f"{key} was linked to it already."

        return self.store.run(work)

    def unlink(self, key: str) -> str:
        """Take away what somebody signs in with."""

        def work(uow: SqlUnitOfWork) -> str:
            person = staff.known(uow.connection, self.programme, key)
            if person.linked_at is None and not person.accounts:
                return f"{key} was not linked."
            keyed.unlink(uow, self.programme, person, self.now())
            return f"{key} is no longer linked; a new code or chat account links again."

        return self.store.run(work)

    def code(self, key: str) -> str:
        """Give a fresh sign-in code of somebody."""
        fresh = staff.draw_code()
        self.store.run(lambda uow: staff.give_code(uow, self.programme, key, fresh, self.now()))
        return fresh

    def link_account(self, key: str, issuer: str, subject: str) -> str:
        """Tie an account at the identity provider to somebody. Raises BadInput when it belongs to somebody else."""

        def work(uow: SqlUnitOfWork) -> str:
            person, now = staff.active(uow.connection, self.programme, key), self.now()
            address = accounts.address_of(self.programme, issuer, subject)
            owner = keyed.account_owner(uow.connection, self.programme, accounts.PLATFORM, address)
            if owner is not None:
                if owner != person.id:
                    raise BadInput(
                        ["this account belongs to somebody else here; `doorbraakbot people unlink` frees it"]
                    )
                return f"{key} was linked to it already."
            accounts.tie(uow, person.id, issuer, subject, now)
            return f"Linked {key} to that account of {issuer}."

        return self.store.run(work)

    def mail_link(self, key: str, server: Sender, public_url: str) -> str:
        """Mail somebody a sign-in link, now. Raises BadInput when that cannot be done."""
        token, now = secrets.token_urlsafe(32), self.now()

        def work(uow: SqlUnitOfWork) -> tuple[str, str]:
            person = staff.active(uow.connection, self.programme, key)
            if not person.email:
                raise BadInput([f"{key!r} has no mail address; add one in the programme file"])
            links.issue(uow, person.id, token, how="invite", wants="", now=now)
            return person.email, self._name(uow.connection)

        address, programme = self.store.run(work)
        try:
            server.send(letters.sign_in(public_url, token, programme), address, now)
        except (TryLater, Undeliverable) as failure:
            raise BadInput([f"the mail to {key!r} was not sent: {failure.why}"]) from failure
        return f"Mailed {key} a link. It works {links.MINUTES} minutes, once."

    def unfinished(self, key: str) -> list[Unfinished]:
        """Give what is open of somebody: requests without a decision, and grants without a receipt."""

        def question(connection: Connection) -> list[Unfinished]:
            person = staff.active(connection, self.programme, key)
            query = select(t.requests).where(is_unfinished(self.programme, person.id))
            rows = connection.execute(query.order_by(t.requests.c.submitted_at)).mappings()
            return [_unfinished(row) for row in rows]

        return self.store.answer(question)

    def leave(self, key: str, to: str, unfinished: Sequence[Unfinished]) -> list[str]:
        """Note that somebody left, after handing over to `to` (empty: nobody). Gives what was done. Raises BadInput."""

        numbers = [one.number for one in unfinished]

        def work(uow: SqlUnitOfWork) -> list[str]:
            handed = staff.leave(uow, self.store, self.programme, key, to, numbers, self.now())
            said = [f"Handed over to {to}: {', '.join(handed)}."] if handed else []
            if unfinished and not to:
                said.append(f"Not handed over: {len(unfinished)}. A lead or admin can do that on each request's page.")
            return [*said, f"{key} has left."]

        return self.store.run(work)


def _planned(uow: SqlUnitOfWork, content: bytes, programme: str, team: Team) -> bool:
    """Apply a few lines of programme file; claims that something changed. Line numbers mean nothing here."""
    try:
        plan = plan_file(uow.connection, content, programme)
    except BadInput as bad:
        raise BadInput([problem.partition(": ")[2] for problem in bad.problems]) from bad
    plan.apply(uow, team.now())
    return bool(plan.changes)


def _returning(known: Known) -> administer.PersonEntry:
    return replace(known, left_at=None)


def _unfinished(row: Mapping[Any, Any]) -> Unfinished:
    if row["status"] == "open":
        what = f"open, {format_euros(row['asked_cents'])} asked"
    else:
        what = f"granted {format_euros(row['granted_cents'])}, no receipt yet"
    return Unfinished(row["number"], f"{row['number']}  {row['theme']}: {what}")


def _cells(person: Known) -> list[str]:
    state = "left" if person.left_at else "linked" if person.linked_at else "not linked"
    if needs_note(person.roles) and person.accepted_on is None and not person.left_at:
        state += ", confidentiality note not accepted"
    return [
        person.key,
        person.name,
        ", ".join(person.roles),
        person.organisation,
        ", ".join(person.districts) or "all",
        state,
    ]
