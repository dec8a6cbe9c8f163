"""What every page needs beside the request itself: the desk, settings, cookies, templates and counters."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

from jinja2 import Environment
from starlette.requests import Request

from handlers.desk import Desk
from handlers.identity import IdentityProvider
from handlers.web.figures import Figures
from handlers.web.sessions import Cookies
from handlers.web.settings import WebSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The things that live as long as the application."""

    desk: Desk
    settings: WebSettings
    cookies: Cookies
    templates: Environment
    provider: IdentityProvider | None = None
    figures: Figures = field(default_factory=Figures)


def house_of(request: Request) -> House:
    """Give the house of the application that serves this request."""
    house: House = request.app.state.house
    return house


def client_address(request: Request, trusted_proxies: tuple[str, ...]) -> str:
    """Give who calls: the nearest address that is no proxy of ours. Proxies are addresses or networks."""
    peer = request.client.host if request.client else ""
    if not _is_among(peer, trusted_proxies):
        return peer
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    strangers = [address for address in forwarded if not _is_among(address, trusted_proxies)]
    return strangers[-1] if strangers else peer


def _is_among(address: str, networks: tuple[str, ...]) -> bool:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address in networks
    return any(known in ipaddress.ip_network(network, strict=False) for network in networks)
