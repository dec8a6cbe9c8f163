"""Asking an outside server, carefully: https only, short, small, no redirects, and nothing of the answer in any error.

The addresses come from settings and from what the provider itself says, so neither may make us ask just anything.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import ssl
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

import httpx

from handlers.identity import NotSignedIn

MOST_BYTES = 256 * 1024
SECONDS = 8.0


def is_loopback(address: str) -> bool:
    """Claim that an address names this machine by number or as localhost."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def may_ask(address: str, issuer: str) -> bool:
    """Claim that an address may be asked: https to a name or a public number.

    Plain http, and this machine, only when the issuer itself is on this machine, as in tests.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username or parts.password:
        return False
    if is_loopback(address):
        return is_loopback(issuer) and parts.scheme in ("http", "https")
    try:
        is_public = ipaddress.ip_address(parts.hostname).is_global
    except ValueError:
        is_public = True  # a name: the certificate says whether it is the one that was meant
    return parts.scheme == "https" and is_public


class Careful:
    """Asks for JSON on behalf of one issuer. `tls` is for tests with a certificate of their own."""

    def __init__(self, issuer: str, tls: ssl.SSLContext | None = None, seconds: float = SECONDS) -> None:
        self._issuer = issuer
        self._tls = tls
        self._seconds = seconds

    async def ask(
        self, address: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Give status and content: GET, or POST when there is a form. Raises NotSignedIn: `away` or `refused`."""
        if not may_ask(address, self._issuer):
            raise NotSignedIn("refused")
        method = "GET" if form is None else "POST"
        try:
            async with asyncio.timeout(self._seconds):
                status, content = await self._read(method, address, form, dict(headers or {}))
        except (httpx.HTTPError, OSError, TimeoutError):
            raise NotSignedIn("away") from None
        if status >= 500:
            raise NotSignedIn("away")
        return status, _object(content)

    async def _read(
        self, method: str, address: str, form: Mapping[str, str] | None, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        verify: ssl.SSLContext | bool = True if self._tls is None else self._tls
        headers |= {"Accept": "application/json", "Accept-Encoding": "identity"}
        async with (
            httpx.AsyncClient(timeout=self._seconds, verify=verify, follow_redirects=False) as client,
            client.stream(method, address, data=None if form is None else dict(form), headers=headers) as answer,
        ):
            content = b""
            async for part in answer.aiter_raw():  # not unpacked: a small answer could become a huge one
                content += part
                if len(content) > MOST_BYTES:
                    raise NotSignedIn("refused")
            return answer.status_code, content


def _object(content: bytes) -> dict[str, Any]:
    try:
        read: Any = json.loads(content)
    except (ValueError, RecursionError):
        raise NotSignedIn("refused") from None
    if not isinstance(read, dict):
        raise NotSignedIn("refused")
    return cast(dict[str, Any], read)
