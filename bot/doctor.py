"""What `doctor` and `config check` look at, and what they say about it. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from bot.finding import Finding
from bot.mail.server import mail_server
from bot.opening import open_store, shown
from bot.problems import BadInput
from bot.setting_values import is_loopback
from bot.settings import KEYS, Settings
from doorbraak.people import Circle
from doorbraak.ports import Programme
from doorbraak.requests.ballot import is_enough, voters_for
from doorbraak.working_time import local_date
from storage import tables as t
from storage.known_words import by_lost_keys
from storage.overviews.spend import funds
from storage.programmes import read_programme
from storage.rotation import client_keys
from storage.secrets import WordDigests
from storage.store import Store

EXAMPLE_KEYS = (
    "ZXhhbXBsZS1vbmx5LXNpZ25zLXNlc3Npb25zLTAwMDE=",
    "ZXhhbXBsZS1vbmx5LWhhc2hlcy1jbGllbnRzLTAwMDE=",
    "ZXhhbXBsZS1vbmx5LWVuY3J5cHRzLXRleHRzLTAwMDE=",
)
"""The keys of .env.example, which everybody knows."""
_NEXT_BUDGET_FROM = (12, 1)


def settings_remarks(settings: Settings) -> list[str]:
    """Say what is allowed but not wise."""
    remarks = [
        f"{name} is the example key that everybody knows; `doorbraakbot config new-key` makes another"
        for name in KEYS
        if set(getattr(settings, name.lower())) & set(EXAMPLE_KEYS)
    ]
    used = [getattr(settings, name.lower())[:1] for name in KEYS if getattr(settings, name.lower())]
    if len(set(used)) < len(used):
        remarks.append("SECRET_KEY, CLIENT_CODE_KEY and TEXT_KEY must differ: whoever learns one should not have all")
    return [*remarks, *_door_remarks(settings)]


def _door_remarks(settings: Settings) -> Iterator[str]:
    """Say where sign-in or mail is set so that it cannot do what is meant."""
    if settings.oidc_issuer and "email" not in settings.oidc_scopes.split():
        yield "OIDC_SCOPES lacks email: nobody is found by mail address, so each needs `people link KEY --oidc SUBJECT`"
    if settings.oidc_issuer and settings.demo:
        yield "OIDC_ISSUER is set and DEMO is true; the demo signs in with buttons only"
    if settings.smtp_url and not is_loopback(settings.smtp_url):
        sender = mail_server(settings.smtp_url, settings.smtp_from, settings.public_url).sender
        if is_loopback(f"//{sender.rpartition('@')[2]}"):
            yield f"SMTP_FROM is not set: mail would come from {sender}, which no other server takes"


def examine(settings: Settings, now: datetime) -> list[Finding]:
    """Look at everything; the first thing that makes the rest unreachable is the last finding."""
    findings = list(_keys(settings))
    try:
        store = open_store(settings)
    except BadInput as bad:
        return findings + [Finding(False, problem) for problem in bad.problems]
    findings.append(Finding(True, f"the database {shown(settings.database_url)} answers and has the present tables"))
    try:
        findings += store.answer(lambda connection: list(_programmes(connection, now)))
        findings += store.answer(lambda connection: list(_slack(settings, connection, now)))
        if settings.client_code_key:
            findings += _client_keys(store)
            findings += store.answer(lambda connection: list(_known_words(connection, store.codes.words)))
    finally:
        store.close()
    return findings


def _slack(settings: Settings, connection: Connection, now: datetime) -> Iterator[Finding]:
    """Look at Slack, when it is set up; its libraries are imported for that alone."""
    if settings.slack_bot_token:
        from bot.slack_doctor import examine_slack

        yield from examine_slack(settings, connection, now)


def _keys(settings: Settings) -> Iterator[Finding]:
    missing = [name for name in KEYS if not getattr(settings, name.lower())]
    for name in missing if not settings.demo else ():
        yield Finding(False, f"{name} is not set; `doorbraakbot config new-key` makes one")
    remarks = settings_remarks(settings)
    for remark in remarks:
        yield Finding(False, remark)
    if not missing and not remarks:
        yield Finding(True, "the keys are set")


def _client_keys(store: Store) -> list[Finding]:
    lost = store.answer(lambda connection: client_keys(connection, store.codes, store.safe)).lost
    mend = "put the older key back behind the newest one, and run `doorbraakbot keys rotate`"
    what = f"{lost} clients have a code by no key of CLIENT_CODE_KEY, so their limits are not held; {mend}"
    return [Finding(False, what)] if lost else []


def _programmes(connection: Connection, now: datetime) -> Iterator[Finding]:
    identifiers = connection.execute(select(t.programmes.c.id).order_by(t.programmes.c.name)).scalars().all()
    if not identifiers:
        yield Finding(False, "there is no programme yet; `doorbraakbot programme apply FILE.yaml` makes one")
    for identifier in identifiers:
        programme, circle = read_programme(connection, identifier)
        yield Finding(True, f"{programme.name}: {len(programme.districts)} districts, {_people(circle)}")
        yield from _voters(programme, circle)
        yield from _budget(connection, programme, now)
        yield from _places(connection, programme)


def _known_words(connection: Connection, digests: WordDigests) -> Iterator[Finding]:
    """Say how many words that were called no name can be recognised no more."""
    for identifier, name in connection.execute(select(t.programmes.c.id, t.programmes.c.name)):
        lost = by_lost_keys(connection, digests, identifier)
        if lost:
            mend = "add the older key behind the newest one, or people are asked about them again"
            yield Finding(False, f"{name}: {lost} words that are no name need a key CLIENT_CODE_KEY lacks; {mend}")


def _people(circle: Circle) -> str:
    active = [person for person in circle if person.active]
    koplopers = sum(1 for person in active if person.is_koploper)
    return f"{len(active)} people, {koplopers} koplopers, {len(circle.leads)} leads"


def _voters(programme: Programme, circle: Circle) -> Iterator[Finding]:
    yield from (Finding(False, remark) for remark in voters_remarks(programme, circle))
    if not any(person.is_koploper for person in circle):
        yield Finding(False, f"{programme.name}: there is no linked koploper, so nobody can submit")
    if not circle.leads:
        yield Finding(False, f"{programme.name}: there is no linked lead who accepted the confidentiality note")


def voters_remarks(programme: Programme, circle: Circle) -> list[str]:
    """Say where fewer people or organisations may vote than the policy asks, for each organisation that posts."""
    policy, remarks = programme.policy, list[str]()
    posters = sorted({person.organisation for person in circle if person.is_koploper})
    for poster in posters if policy.external_only else posters[:1]:
        voters = voters_for(poster, policy, circle)
        if is_enough(voters, policy):
            continue
        organisations = {one.organisation for one in voters}
        asked_by = f" on a request of {poster}" if policy.external_only else ""
        remarks.append(
            f"{programme.name}: {len(voters)} people of {len(organisations)} organisations may vote{asked_by}; "
            f"the policy asks {policy.min_approvals} of {policy.min_organisations}"
        )
    return remarks


def _budget(connection: Connection, programme: Programme, now: datetime) -> Iterator[Finding]:
    today = local_date(now)
    known = {fund.year: fund for fund in funds(connection, programme.id) if fund.budget_cents is not None}
    years = [today.year]
    if (today.month, today.day) >= _NEXT_BUDGET_FROM:
        years.append(today.year + 1)
    for year in years:
        if year not in known:
            mend = f"write budget_cents: {{{year}: …}} in the programme file"
            yield Finding(False, f"{programme.name}: there is no budget for {year}, so nothing can be granted; {mend}")
        else:
            yield Finding(True, f"{programme.name}: there is a budget for {year}")


def _places(connection: Connection, programme: Programme) -> Iterator[Finding]:
    where = t.places.c.programme_id == programme.id
    rows = connection.execute(select(t.places.c.platform).where(where)).scalars().all()
    if rows:
        counted = ", ".join(f"{rows.count(platform)} {platform}" for platform in sorted(set(rows)))
        yield Finding(True, f"{programme.name}: places in chat: {counted}")
    else:
        yield Finding(True, f"{programme.name}: no places in chat; people use the web pages")
