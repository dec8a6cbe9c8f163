"""What every page needs beside the request itself: the desk, settings, cookies, templates and counters."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
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
    """The things that live as long as the application; `origin_of` names from where a page is asked."""

    desk: Desk
    settings: WebSettings
    cookies: Cookies
    templates: Environment
    origin_of: Callable[[Request], str]
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
    # A proxy may add a line of its own behind the one that the visitor sent: the last of all of them counts.
    lines = ",".join(request.headers.getlist("x-forwarded-for"))
    forwarded = [part.strip() for part in lines.split(",") if part.strip()]
    for address in map(_plain, reversed(forwarded)):
        if not address:
            return peer  # what is no address was not written by a proxy that knows who calls
        if not _is_among(address, trusted_proxies):
            return address
    return peer


def _plain(shown: str) -> str:
    """Give an address without the port that some proxies add; empty when it is none."""
    bare = shown.partition("]")[0].removeprefix("[") if shown.startswith("[") else shown
    for one in (bare, bare.rpartition(":")[0]):
        try:
            known = ipaddress.ip_address(one)
        except ValueError:
            continue
        mapped = known.ipv4_mapped if isinstance(known, ipaddress.IPv6Address) else None
        return str(mapped or known)
    return ""


def _is_among(address: str, networks: tuple[str, ...]) -> bool:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address in networks
    return any(known in ipaddress.ip_network(network, strict=False) for network in networks)
