"""`keys rotate`: what is stored under an older key comes under the newest one, as far as that can be."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.frame import FOUND_SOMETHING, counted, guarded
from bot.commands.progress import watched

if TYPE_CHECKING:
    from storage.rotation import ClientKeys, Rotated
    from storage.store import Store

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]


@guarded
def rotate(dry_run: DryRunOption = False) -> None:
    """Bring what is stored under the newest keys. Beside the running bot; says which older key can go.

    TEXT_KEY: texts and half-done forms are encrypted anew. CLIENT_CODE_KEY: a client gets its newer code when its
    number is typed again. SECRET_KEY: nothing is stored under it.
    """
    from bot import clocks
    from bot.opening import open_store
    from bot.settings import load_settings
    from storage import rotation

    settings = load_settings(needs=("CLIENT_CODE_KEY", "TEXT_KEY"))
    store, now = open_store(settings), clocks.now()
    try:
        with watched("texts") as progress:
            results = rotation.rotate_texts(store, dry_run=dry_run, progress=progress)
        dropped = 0
        if not dry_run:
            dropped = store.run(lambda uow: rotation.drop_dead_codes(uow.connection, store.codes))
            _note(store, results, dropped, now)
        clients = store.answer(lambda connection: rotation.client_keys(connection, store.codes, store.safe))
    finally:
        store.close()
    _tell_texts(results, len(settings.text_key), dry_run=dry_run)
    _tell_clients(clients, dropped)
    typer.echo("SECRET_KEY: nothing is stored under it. An older one can go after 8 hours, when all sessions ended.")
    if clients.lost or any(one.unreadable for one in results):
        raise typer.Exit(FOUND_SOMETHING)


def _note(store: Store, results: list[Rotated], dropped: int, now: datetime) -> None:
    """Log in each programme what was done, if anything was."""
    from bot import audit

    facts = {one.table: one.older for one in results} | {"codes_dropped": dropped}
    if any(facts.values()):
        audit.note_everywhere(store, "keys_rotated", now, facts)


def _tell_texts(results: list[Rotated], keys: int, *, dry_run: bool) -> None:
    older, unreadable = sum(one.older for one in results), sum(one.unreadable for one in results)
    tables = ", ".join(f"{one.older} {one.table}" for one in results)
    typer.echo(f"TEXT_KEY: {tables} {'are under an older key' if dry_run else 'came under the newest key'}.")
    if unreadable:
        typer.echo(f"  {unreadable} fit none of the keys in TEXT_KEY; add the key they were stored with.")
    elif keys > 1 and (not dry_run or not older):
        typer.echo(
            "  Older keys can go, once no process runs with older settings and no backup made with them is kept."
        )


def _tell_clients(clients: ClientKeys, dropped: int) -> None:
    newest, *older = clients.keys
    typer.echo(f"CLIENT_CODE_KEY: {counted(newest.hanging, 'client')} with a code by the newest key ({newest.key_id}).")
    for key in older:
        what = "" if key.in_settings else ", which is not in the settings: their limits are not held"
        typer.echo(f"  {counted(key.hanging, 'client')} on the older key {key.key_id}{what}.")
    if clients.drafts:
        typer.echo(f"  {clients.drafts} half-done forms hold an older code; they go within 7 days.")
    if dropped:
        typer.echo(f"  {counted(dropped, 'code')} by keys that are not in the settings any more: thrown away.")
    if not any(key.in_settings for key in older):
        return
    if clients.can_drop:
        typer.echo("  Older keys can go without losing a limit, once no process runs with older settings.")
    else:
        typer.echo("  Keep the older keys: without them limits are lost. Clients that no limit needs go by themselves.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    keys = typer.Typer(no_args_is_help=True, help="Keys: bring what is stored under the newest ones.")
    keys.command()(rotate)
    app.add_typer(keys, name="keys")
