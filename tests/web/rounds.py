"""Rounds to an identity provider and back: the provider of these tests, and a browser that goes there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
from sqlalchemy import select

from bot.oidc.provider import OidcProvider, ProviderSettings
from storage import tables as t
from tests.web.doors import give_mail, mail_of
from tests.web.forms import Page
from tests.web.own_provider import CLIENT, SECRET, OwnProvider, serving
from tests.web.stage import Stage, Visitor

GROUPS = (("groep-koplopers", "koploper"), ("groep-regie", "lead"))


@contextmanager
def a_provider(tmp_path: Path) -> Iterator[OwnProvider]:
    """Serve a provider that behaves, for somebody with the verified address of Noor; a test makes it lie."""
    stages: list[Stage] = []
    said = {"email": mail_of("noor").upper(), "email_verified": True}
    with serving(OwnProvider(lambda: stages[0].clock(), claims=said)) as ready:
        stages.append(Stage(tmp_path, client_of(ready)))
        give_mail(stages[0], "noor", "joost", "els")
        ready.stage = stages[0]
        yield ready
        stages[0].close()


def client_of(provider: OwnProvider, **settings: Any) -> OidcProvider:
    """Make our side of a provider."""
    told = {"issuer": provider.issuer, "client_id": CLIENT, "client_secret": SECRET, "name": "Stad Voorbeeld"}
    return OidcProvider(ProviderSettings(**told | settings))


def with_groups(provider: OwnProvider, **settings: Any) -> Stage:
    """Let groups of the provider give roles."""
    provider.stage.provider = client_of(provider, roles=GROUPS, **settings)
    provider.stage.restart()
    return provider.stage


def to_provider(visitor: Visitor) -> str:
    """Press the button and give where the browser is sent."""
    visitor.open("/")
    page = visitor.press("Inloggen via Stad Voorbeeld")
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.html)
    assert found, page.text
    return unescape(found[1])


def at_provider(address: str) -> str:
    """Go to the provider as a browser does, and give where it sends us back to."""
    return httpx.get(address).headers["location"]


def round_trip(visitor: Visitor, **changed: str) -> Page:
    """Go to the provider and back; `changed` is what somebody put into the address on the way."""
    back = urlsplit(at_provider(to_provider(visitor)))
    query = dict(parse_qsl(back.query)) | changed
    return visitor.open(f"{back.path}?{urlencode(query)}")


def roles(stage: Stage, key: str) -> list[str]:
    """Give the stored roles of somebody."""
    query = select(t.people.c.roles).where(t.people.c.id == key)
    return json.loads(stage.store.answer(lambda connection: connection.execute(query).scalar_one()))


def identities(stage: Stage) -> list[tuple[str, str]]:
    """Give the tied accounts with their people."""
    query = select(t.identities.c.address, t.identities.c.person_id)
    return [(row[0], row[1]) for row in stage.store.answer(lambda connection: connection.execute(query).all())]
