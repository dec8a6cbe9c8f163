"""Commands about Slack: the manifest of the app. Nothing is sent anywhere."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.commands.frame import guarded


@guarded
def manifest(
    link_by_email: Annotated[
        bool, typer.Option("--link-by-email", help="Ask for the scopes that a programme with link_by_email needs too.")
    ] = False,
    reasons: Annotated[bool, typer.Option("--reasons", help="Say what each scope is for, instead of JSON.")] = False,
) -> None:
    """Print the manifest of the Slack app. For Socket Mode when SLACK_APP_TOKEN is set, else for PUBLIC_URL."""
    from bot.settings import load_settings
    from handlers.slack.manifest import SCOPES, SCOPES_FOR_MAIL, make_manifest

    if reasons:
        for scope, reason in (SCOPES | (SCOPES_FOR_MAIL if link_by_email else {})).items():
            typer.echo(f"{scope:20} {reason}")
        return
    settings = load_settings()
    made = make_manifest(settings.public_url, socket_mode=bool(settings.slack_app_token), link_by_email=link_by_email)
    typer.echo(json.dumps(made, ensure_ascii=False, indent=2))


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    slack = typer.Typer(no_args_is_help=True, help="Slack: the manifest of the app.")
    slack.command("manifest")(manifest)
    slack.callback()(_together)
    app.add_typer(slack, name="slack")


def _together() -> None:
    """Slack: the manifest of the app."""
