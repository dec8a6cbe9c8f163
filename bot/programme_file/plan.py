"""What a programme file would change: a list of differences, each with words and the step that makes it so.

Faults that only show beside what is stored are found here too. Applying a file twice gives no differences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from bot.programme_file.content import PersonLine, PlaceLine, ProgrammeFile
from bot.programme_file.lines import Faults
from bot.programme_file.stored import Draw, Stored, StoredPlace
from doorbraak import events as e
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.policy import policy_from
from storage import administer
from storage.administer import PersonEntry
from storage.keyed import Known
from storage.unit_of_work import SqlUnitOfWork

Step = Callable[[SqlUnitOfWork, ProgrammeId, datetime], None]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what an admin reads, and what makes it so."""

    text: str
    step: Step


@dataclass(slots=True)
class Plan:
    """All differences between a file and what is stored."""

    stored: Stored
    changes: list[Change] = field(default_factory=list[Change])

    @property
    def texts(self) -> list[str]:
        """Give the differences in words."""
        return [change.text for change in self.changes]

    def add(self, text: str, step: Step) -> None:
        """Add a difference."""
        self.changes.append(Change(text, step))

    def apply(self, uow: SqlUnitOfWork, at: datetime) -> None:
        """Make every difference so, in one transaction."""
        for change in self.changes:
            change.step(uow, self.stored.id, at)


def make_plan(file: ProgrammeFile, stored: Stored, faults: Faults, draw: Draw) -> Plan:
    """Compare a file with what is stored. `draw` gives fresh identifiers; faults go to `faults`."""
    plan = Plan(stored)
    _programme(plan, file, faults)
    _budgets(plan, file)
    _settings(plan, file)
    organisations = (*stored.organisations, *file.organisations)
    districts = file.districts if file.districts is not None else stored.districts
    for line in file.people:
        _person(plan, line, stored.people.get(line.key), organisations, districts, faults, draw)
    _who_is_not_named(stored, file, districts, faults)
    for place in file.places:
        _place(plan, place, districts, faults, draw)
    return plan


def _programme(plan: Plan, file: ProgrammeFile, faults: Faults) -> None:
    stored = plan.stored
    policy = policy_from(file.policy, stored.policy)
    districts = file.districts if file.districts is not None else stored.districts
    if stored.is_new:
        if not file.name:
            faults.add(1, "programme is missing: the name of the programme")
        if file.districts is None:
            faults.add(1, "districts is missing; a new programme needs at least one")
        name = file.name

        def begin(uow: SqlUnitOfWork, programme: ProgrammeId, at: datetime) -> None:
            administer.add_programme(uow, programme, name, districts, policy, at)

        plan.add(f"+ programme {name}, districts {', '.join(districts)}", begin)
        for setting, value in file.policy.items():
            plan.add(f"+ policy {setting}: {value}", _nothing)
        return
    if districts != stored.districts:
        step: Step = lambda uow, programme, at: administer.set_districts(uow, programme, districts, at)  # noqa: E731
        plan.add(f"~ districts: {', '.join(stored.districts)} -> {', '.join(districts)}", step)
    if policy != stored.policy:
        before, after = stored.policy.to_settings(), policy.to_settings()
        told = [f"{name}: {before[name]} -> {after[name]}" for name in after if before[name] != after[name]]
        step = lambda uow, programme, at: administer.set_policy(uow, programme, policy, at)  # noqa: E731
        plan.add(f"~ policy {', '.join(told)}; for requests from now on", step)


def _nothing(uow: SqlUnitOfWork, programme: ProgrammeId, at: datetime) -> None:
    """Do nothing: another step takes this along."""


def _budgets(plan: Plan, file: ProgrammeFile) -> None:
    for year, cents in sorted(file.budget_cents.items()):
        before = plan.stored.budgets.get(year)
        if before == cents:
            continue

        def step(
            uow: SqlUnitOfWork, programme: ProgrammeId, at: datetime, year: int = year, cents: int = cents
        ) -> None:
            administer.set_budget(uow, programme, year, cents, at)

        was = "" if before is None else f"{_euros(before)} -> "
        plan.add(f"{'+' if before is None else '~'} budget of {year}: {was}{_euros(cents)}", step)


def _euros(cents: int) -> str:
    return f"EUR {cents // 100}.{cents % 100:02d}"


def _settings(plan: Plan, file: ProgrammeFile) -> None:
    before = plan.stored.settings
    after: dict[str, Any] = {**before, **file.settings}
    added = [one for one in file.organisations if one not in plan.stored.organisations]
    if added:
        after["organisations"] = [*plan.stored.organisations, *added]
    changed = [name for name in after if after[name] != before.get(name)]
    for name in changed:
        told = f"+ organisations {', '.join(added)}" if name == "organisations" else _told(name, before, after[name])
        plan.add(told, _nothing)
    if changed:
        plan.changes[-1] = Change(plan.changes[-1].text, _set_settings(after, changed))


def _set_settings(settings: dict[str, Any], changed: Sequence[str]) -> Step:
    def step(uow: SqlUnitOfWork, programme: ProgrammeId, at: datetime) -> None:
        administer.set_settings(uow, programme, settings)
        noted = e.Audited(at=at, what="settings_set", facts={"settings": sorted(changed)})
        uow.record(programme, [(None, noted, None)])

    return step


def _told(name: str, before: dict[str, Any], after: Any) -> str:
    if isinstance(after, str | bool):
        was = f"{before[name]!r} -> " if name in before else ""
        return f"{'~' if name in before else '+'} {name}: {was}{after!r}"
    return f"{'~' if name in before else '+'} {name}: {len(after)} entries"


def _person(
    plan: Plan,
    line: PersonLine,
    known: Known | None,
    organisations: Sequence[str],
    districts: Sequence[str],
    faults: Faults,
    draw: Draw,
) -> None:
    if known is None:
        absent = [name for name in ("name", "roles", "organisation") if getattr(line, name) is None]
        if absent:
            faults.add(line.line, f"person {line.key} is new and misses {', '.join(absent)}")
            return
    _belongs(line, organisations, districts, faults)
    for platform, address in line.accounts:
        owner = plan.stored.account_owners.get((platform, address))
        if owner is not None and (known is None or owner != known.id):
            mend = "`doorbraakbot people unlink` the other one first"
            faults.add(line.line, f"person {line.key}: {platform} {address} belongs to somebody else; {mend}")
    before = known or PersonEntry(id=PersonId(draw()), key=line.key, name="", roles=(), organisation="")
    after, new_accounts = _merged(before, line, known.accounts if known else ())
    told = _differences(before, after, new_accounts, is_new=known is None)
    if not told:
        return

    def step(uow: SqlUnitOfWork, programme: ProgrammeId, at: datetime) -> None:
        linked_at = at if new_accounts and before.linked_at is None else before.linked_at
        administer.set_person(uow, programme, replace(after, linked_at=linked_at), at)

    plan.add(f"{'~' if known else '+'} person {line.key}: {', '.join(told)}", step)


def _belongs(line: PersonLine, organisations: Sequence[str], districts: Sequence[str], faults: Faults) -> None:
    if line.organisation is not None and organisations and line.organisation not in organisations:
        known = ", ".join(organisations)
        faults.add(line.line, f"person {line.key}: unknown organisation {line.organisation!r}; known are {known}")
    _known_districts(f"person {line.key}", line.districts or (), line.line, districts, faults)


def _known_districts(who: str, named: Iterable[str], line: int, districts: Sequence[str], faults: Faults) -> None:
    for district in named:
        if district not in districts:
            faults.add(line, f"{who}: unknown district {district!r}; known are {', '.join(districts)}")


def _merged(
    before: PersonEntry, line: PersonLine, accounts: Sequence[tuple[str, str]]
) -> tuple[PersonEntry, tuple[tuple[str, str], ...]]:
    """Give the person as it should be, and the chat accounts that are new."""
    has_left = before.left_at is not None  # whoever comes back proves again who it is
    new_accounts = () if has_left else tuple(one for one in line.accounts if one not in accounts)
    given = {
        name: getattr(line, name)
        for name in ("name", "email", "roles", "organisation", "districts", "accepted_on")
        if getattr(line, name) is not None
    }
    entry = PersonEntry(
        id=before.id,
        key=before.key,
        name=before.name,
        roles=before.roles,
        organisation=before.organisation,
        districts=before.districts,
        email=before.email,
        accepted_on=before.accepted_on,
        accepted_by=before.accepted_by,
        left_at=before.left_at,
        identities=dict(new_accounts),
    )
    return replace(entry, **given), new_accounts


def _differences(
    before: PersonEntry, after: PersonEntry, new_accounts: Sequence[tuple[str, str]], *, is_new: bool
) -> list[str]:
    told: list[str] = []
    for name in ("name", "email", "roles", "organisation", "districts", "accepted_on"):
        was, now = _comparable(getattr(before, name)), _comparable(getattr(after, name))
        if was == now:
            continue
        shown = name if name != "accepted_on" else "confidentiality_accepted"
        told.append(f"{shown} {_plain(now)}" if is_new else f"{shown} {_plain(was)} -> {_plain(now)}")
    told += [f"{platform} {address}" for platform, address in new_accounts]
    return told


def _comparable(value: Any) -> Any:
    return sorted(cast(Sequence[str], value)) if isinstance(value, tuple) else value


def _plain(value: Any) -> str:
    return (", ".join(cast(list[str], value)) or "all") if isinstance(value, list) else str(value or "none")


def _who_is_not_named(stored: Stored, file: ProgrammeFile, districts: Sequence[str], faults: Faults) -> None:
    """See that nobody who stays works in a district that goes."""
    if file.districts is None:
        return
    named = {line.key for line in file.people if line.districts is not None}
    line = file.lines.get("districts", 1)
    for key, person in stored.people.items():
        gone = [one for one in person.districts if one not in districts]
        if gone and key not in named and person.left_at is None:
            faults.add(line, f"person {key} still works in {', '.join(gone)}, which districts does not name")


def _place(plan: Plan, line: PlaceLine, districts: Sequence[str], faults: Faults, draw: Draw) -> None:
    where = f"place {line.platform} {line.address}"
    _known_districts(where, line.districts or (), line.line, districts, faults)
    known = plan.stored.places.get((line.platform, line.address))
    if known is not None and known.programme != plan.stored.id:
        faults.add(line.line, f"{where} belongs to another programme")
        return
    before = known or StoredPlace(draw(), plan.stored.id, (), ("requests",))
    after = StoredPlace(
        before.id,
        plan.stored.id,
        before.districts if line.districts is None else line.districts,
        before.purposes if line.purposes is None else line.purposes,
    )
    if known is not None and (set(known.districts), set(known.purposes)) == (set(after.districts), set(after.purposes)):
        return

    def step(uow: SqlUnitOfWork, programme: ProgrammeId, _at: datetime) -> None:
        administer.set_place(
            uow,
            programme,
            after.id,
            platform=line.platform,
            address=line.address,
            districts=after.districts,
            purposes=after.purposes,
        )

    shown = f"districts {', '.join(after.districts) or 'all'}, for {', '.join(after.purposes) or 'nothing'}"
    plan.add(f"{'~' if known else '+'} {where}: {shown}", step)
