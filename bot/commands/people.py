"""`people …`: add, list, link and unlink chat accounts, give a sign-in code, and leave."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.frame import ProgrammeOption, guarded, is_terminal, the_programme
from bot.problems import BadInput

if TYPE_CHECKING:
    from bot.people import Team

Key = Annotated[str, typer.Argument(metavar="KEY", help="The key of a person, as in the programme file.")]


@contextmanager
def _team(programme: str, what: str, key: str = "") -> Generator[Team]:
    """Give the people of a programme; when the command went well, the log says `what` was done to whom."""
    from bot import clocks
    from bot.opening import open_store
    from bot.people import Team
    from bot.settings import load_settings

    store = open_store(load_settings())
    try:
        identifier = store.answer(lambda connection: the_programme(connection, programme))
        team = Team(store, identifier, clocks.now)
        yield team
        team.note(what, key)
    finally:
        store.close()


@guarded
def add(
    key: Key,
    name: Annotated[str, typer.Option(help="What people call this person.")],
    roles: Annotated[list[str], typer.Option("--role", help="koploper, reviewer, lead, manager or admin; repeatable.")],
    organisation: Annotated[str, typer.Option(help="The organisation this person works for.")],
    districts: Annotated[list[str] | None, typer.Option("--district", help="Repeatable; none means all.")] = None,
    email: Annotated[str, typer.Option(help="A mail address.")] = "",
    accepted: Annotated[
        str, typer.Option("--confidentiality-accepted", metavar="DAY", help="Day of the confidentiality note.")
    ] = "",
    programme: ProgrammeOption = "",
) -> None:
    """Add somebody, or bring back somebody who left."""
    facts = {
        "name": name,
        "roles": roles,
        "organisation": organisation,
        "districts": districts or None,
        "email": email or None,
        "confidentiality_accepted": accepted or None,
    }
    with _team(programme, "people_add", key) as team:
        typer.echo(team.add(key, {field: value for field, value in facts.items() if value is not None}))


@guarded
def list_people(programme: ProgrammeOption = "") -> None:
    """List everybody. Key, name, roles, organisation, districts, and whether linked."""
    with _team(programme, "people_list") as team:
        rows = team.table()
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@guarded
def link(
    key: Key,
    slack: Annotated[str, typer.Option(metavar="TEAM:USER", help="A Slack account.")] = "",
    telegram: Annotated[int, typer.Option(metavar="ID", help="A Telegram account.")] = 0,
    oidc: Annotated[str, typer.Option(metavar="SUBJECT", help="An account at OIDC_ISSUER, by its claim sub.")] = "",
    programme: ProgrammeOption = "",
) -> None:
    """Tie an account to somebody, who counts as linked from then on."""
    if [bool(slack), bool(telegram), bool(oidc)].count(True) != 1:
        raise BadInput(["give one of --slack TEAM:USER, --telegram ID and --oidc SUBJECT"])
    with _team(programme, "people_link", key) as team:
        if oidc:
            typer.echo(team.link_account(key, _issuer(), oidc))
            return
        platform, address = ("slack", slack) if slack else ("telegram", str(telegram))
        typer.echo(team.link(key, platform, address))


def _issuer() -> str:
    from bot.settings import load_settings

    issuer = load_settings().oidc_issuer
    if not issuer:
        raise BadInput(["OIDC_ISSUER is not set"])
    return issuer


@guarded
def mail_link(key: Key, programme: ProgrammeOption = "") -> None:
    """Mail somebody a sign-in link of one use, good for 10 minutes."""
    from bot.mail.server import mail_server
    from bot.settings import load_settings

    settings = load_settings()
    if not settings.smtp_url:
        raise BadInput(["SMTP_URL is not set; `doorbraakbot people code` gives a code to tell somebody"])
    server = mail_server(settings.smtp_url, settings.smtp_from, settings.public_url)
    with _team(programme, "people_mail_link", key) as team:
        typer.echo(team.mail_link(key, server, settings.public_url))


@guarded
def unlink(key: Key, programme: ProgrammeOption = "") -> None:
    """Take away every way in: accounts, devices, codes. Sessions and links too; a new code or account links again."""
    with _team(programme, "people_unlink", key) as team:
        typer.echo(team.unlink(key))


@guarded
def code(key: Key, programme: ProgrammeOption = "") -> None:
    """Print a sign-in code: 15 minutes, one use."""
    with _team(programme, "people_code", key) as team:
        typer.echo(team.code(key))


@guarded
def leave(
    key: Key,
    to: Annotated[str, typer.Option("--hand-over-to", metavar="KEY", help="The koploper who takes over.")] = "",
    programme: ProgrammeOption = "",
) -> None:
    """Note that somebody left. Names what is still open and hands it over."""
    with _team(programme, "people_leave", key) as team:
        unfinished = team.unfinished(key)
        for line in unfinished:
            typer.echo(line.text)
        if unfinished and not to and is_terminal():
            to = typer.prompt(
                "Hand these over to (key of a koploper, empty: nobody yet)", default="", show_default=False
            )
        for said in team.leave(key, to, unfinished):
            typer.echo(said)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    family = typer.Typer(no_args_is_help=True, help="People: add, list, link, sign-in codes, leave.")
    family.command("add")(add)
    family.command("list")(list_people)
    family.command("link")(link)
    family.command("mail-link")(mail_link)
    family.command("unlink")(unlink)
    family.command("code")(code)
    family.command("leave")(leave)
    app.add_typer(family, name="people")
