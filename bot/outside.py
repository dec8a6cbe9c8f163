"""What `doctor` asks of servers of others: does the identity provider answer, does the mail server take us."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from bot.doctor import Finding
from bot.settings import Settings
from bot.wiring import make_provider
from handlers.identity import NotSignedIn
from handlers.messenger import TryLater, Undeliverable

_WHY = {
    "away": "does not answer",
    "refused": "gives no discovery document that fits: issuer, https addresses, at most 256 kB, no redirect",
}


def examine_outside(settings: Settings) -> list[Finding]:
    """Look at the identity provider and the mail server, as far as they are set."""
    return [*_provider(settings), *_mail(settings)]


def _provider(settings: Settings) -> Iterator[Finding]:
    provider = make_provider(settings)
    if provider is None:
        return
    try:
        asyncio.run(provider.discover())
    except NotSignedIn as failed:
        yield Finding(False, f"the identity provider {settings.oidc_issuer} {_WHY.get(failed.why, failed.why)}")
    else:
        back = f"{settings.public_url}/inloggen/terug"
        yield Finding(True, f"the identity provider {settings.oidc_issuer} answers; it must allow {back}")


def _mail(settings: Settings) -> Iterator[Finding]:
    if not settings.smtp_url:
        return
    from bot.mail.server import mail_server

    server = mail_server(settings.smtp_url, settings.smtp_from, settings.public_url)
    try:
        server.check()
    except (TryLater, Undeliverable) as failed:
        yield Finding(False, f"mail cannot go out: {failed.why}")
    else:
        yield Finding(True, f"the mail server {server.host} takes us; mail comes from {server.sender}")
