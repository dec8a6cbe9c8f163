"""From where a page is asked, as it may stand in the log for ever: `web:` and a keyed digest of the address.

The same address gives the same digest until SECRET_KEY is renewed, so presses can be compared; the address itself is
nowhere but in the process log, which is short-lived (docs/adr/0018).
"""

from __future__ import annotations

import hmac
import ipaddress
import logging
from collections import OrderedDict

from starlette.requests import Request

from handlers.web.house import client_address
from handlers.web.settings import WebSettings

log = logging.getLogger("doorbraakbot.web")

_LENGTH = 12
_HOME_BITS = 64
"""Of an IPv6 address the first half is the network; the rest changes by the day."""
_MOST_KEPT = 1000


class Origins:
    """Name origins, and tell the process log once which address is behind each."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._told: OrderedDict[str, None] = OrderedDict()

    def of(self, request: Request) -> str:
        """Give the origin of a request; without an address only the channel."""
        address = client_address(request, self._settings.trusted_proxies)
        if not address:
            return "web"
        key = f"doorbraakbot.web.origin {self._settings.secret_keys[0]}".encode()
        origin = f"web:{hmac.new(key, network_of(address).encode(), 'sha256').hexdigest()[:_LENGTH]}"
        self._tell(origin, address)
        return origin

    def _tell(self, origin: str, address: str) -> None:
        if origin in self._told:
            return
        if len(self._told) >= _MOST_KEPT:
            self._told.popitem(last=False)
        self._told[origin] = None
        log.info("an origin was seen", extra={"origin": origin, "address": address})


def network_of(address: str) -> str:
    """Give what identifies a caller: an IPv4 address whole, the network of an IPv6 address."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6:
        return str(ipaddress.ip_network((known, _HOME_BITS), strict=False))
    return str(known)
