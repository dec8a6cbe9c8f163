"""Puts the parts together with plain calls: store, desk, messengers, the web application."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from bot import clocks
from bot.desk import StoreDesk
from bot.removals import write_down
from bot.settings import Settings
from handlers.messenger import Messenger
from storage import tables as t
from storage.store import Store

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from bot.mail.deliver import MailDelivery
    from bot.oidc.provider import OidcProvider
    from bot.slack_part import SlackPart
    from handlers.slack.figures import SlackFigures


def make_store(settings: Settings) -> Store:
    """Open the store that the settings name. The keys must be there (settings are checked for that before)."""
    return Store(settings.database_url, text_keys=list(settings.text_key), client_keys=list(settings.client_code_key))


def make_desk(settings: Settings, store: Store) -> StoreDesk:
    """Make the one door of every channel."""
    return StoreDesk(store, is_demo=settings.demo, removed=lambda line: write_down(settings.backup_folder, line))


def make_slack_figures(settings: Settings) -> SlackFigures | None:
    """Make what counts about Slack in this process, when it is set up."""
    if not settings.slack_bot_token:
        return None
    from handlers.slack.figures import SlackFigures

    return SlackFigures()


def make_messengers(
    settings: Settings, store: Store, desk: StoreDesk, slack: SlackFigures | None
) -> dict[str, Messenger]:
    """Make the messengers of the platforms that are set up; the web needs none: it reads the inbox."""
    messengers: dict[str, Messenger] = {}
    if settings.smtp_url and not settings.demo:
        from bot.mail.deliver import book_with
        from handlers.mail.messenger import PLATFORM, MailMessenger

        messengers[PLATFORM] = MailMessenger(book_with(store, clocks.now))
    if slack:
        from bot.slack_part import make_messenger

        messengers["slack"] = make_messenger(settings, store, desk, slack)
    return messengers


def make_mail_delivery(settings: Settings, store: Store) -> MailDelivery | None:
    """Make the loop that sends mail, when there is a mail server."""
    if not settings.smtp_url or settings.demo:
        return None
    from bot.mail.deliver import MailDelivery
    from bot.mail.server import mail_server

    server = mail_server(settings.smtp_url, settings.smtp_from, settings.public_url)
    return MailDelivery(store, server, settings.public_url)


def make_provider(settings: Settings) -> OidcProvider | None:
    """Make the identity provider, when there is one."""
    if not settings.oidc_issuer or settings.demo:
        return None
    from bot.oidc.provider import OidcProvider, ProviderSettings

    return OidcProvider(
        ProviderSettings(
            issuer=settings.oidc_issuer,
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            scopes=settings.oidc_scopes,
            groups_claim=settings.oidc_groups_claim,
            roles=settings.oidc_roles,
            name=settings.oidc_name,
        )
    )


def make_slack(settings: Settings, desk: StoreDesk, figures: SlackFigures | None) -> SlackPart | None:
    """Make the part of Slack, when it is set up."""
    if figures is None:
        return None
    from bot.slack_part import make_slack_part

    return make_slack_part(settings, desk, figures)


def make_slack_app(desk: StoreDesk, part: SlackPart) -> Starlette:
    """Make an application for Slack's events alone, for a process without pages."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.requests import Request
    from starlette.responses import PlainTextResponse, Response
    from starlette.routing import Route

    from handlers.web.guard import BodyLimit, figures_for

    async def metrics(request: Request) -> Response:
        return figures_for(request, part.settings.metrics_token, part.figures.as_text)

    async def live(request: Request) -> PlainTextResponse:  # noqa: ARG001
        return PlainTextResponse("ok")

    async def ready(request: Request) -> PlainTextResponse:  # noqa: ARG001
        is_ready = await asyncio.to_thread(desk.is_ready)
        return PlainTextResponse("ready" if is_ready else "not ready", status_code=200 if is_ready else 503)

    # a body is read whole before its signature can be checked: nobody may send one without end
    limited = [Middleware(BodyLimit)]
    own = [Route("/livez", live), Route("/readyz", ready), Route("/metrics", metrics)]
    return Starlette(routes=[*part.routes(), *own], middleware=limited)


def make_web_app(settings: Settings, desk: StoreDesk, slack: SlackPart | None = None) -> Starlette:
    """Make the web application, with the door of Slack beside its pages."""
    from handlers.web.app import create_app
    from handlers.web.settings import WebSettings

    return create_app(
        desk,
        WebSettings(
            public_url=settings.public_url,
            secret_keys=settings.secret_key,
            demo=settings.demo,
            theme_css_url=settings.theme_css_url,
            trusted_proxies=settings.trusted_proxies,
            metrics_token=settings.metrics_token,
            mail=bool(settings.smtp_url) and not settings.demo,
            security_contact=settings.security_contact,
        ),
        make_provider(settings),
        slack.routes() if slack else (),
        [slack.figures.as_text] if slack else (),
    )


def is_marked_demo(connection: Connection) -> bool:
    """Claim that this database holds example data."""
    return connection.execute(select(t.marks.c.value).where(t.marks.c.name == "demo")).scalar() is not None


def default_demo_folder() -> Path:
    """Give where the demo keeps its database and keys."""
    return Path("var") / "demo"
