"""The identity provider of the settings: begins a sign-in, and finishes it after checking everything that came back."""

from __future__ import annotations

import hmac
import secrets
import ssl
import time
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from urllib.parse import quote, urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge  # pyright: ignore[reportUnknownVariableType]

from bot.oidc.careful import Careful, may_ask
from bot.oidc.claims import find_claim, proved_at, roles_of, verified_mail
from bot.oidc.tokens import read_token
from handlers.identity import Account, NotSignedIn, Returned, Started

WELL_KNOWN = "/.well-known/openid-configuration"
_KEPT_SECONDS = 600.0
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSettings:
    """What the settings OIDC_… say. `roles` are pairs of group and role."""

    issuer: str
    client_id: str
    client_secret: str
    scopes: str = "openid email profile"
    groups_claim: str = "groups"
    roles: tuple[tuple[str, str], ...] = ()
    name: str = "je organisatie"


class OidcProvider:
    """An identity provider found by discovery. Its keys are read anew at each sign-in: they may have changed."""

    def __init__(self, settings: ProviderSettings, tls: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._careful = Careful(settings.issuer, tls)
        self._known: tuple[float, dict[str, Any]] | None = None

    @property
    def name(self) -> str:
        """Give the word on the button."""
        return self._settings.name

    @property
    def governs_roles(self) -> bool:
        """Claim that groups stand for roles."""
        return bool(self._settings.roles)

    async def discover(self) -> dict[str, Any]:
        """Give what the provider says about itself, kept for ten minutes. Raises NotSignedIn."""
        if self._known and time.monotonic() - self._known[0] < _KEPT_SECONDS:
            return self._known[1]
        status, found = await self._careful.ask(self._settings.issuer.rstrip("/") + WELL_KNOWN)
        if status != 200 or str(found.get("issuer", "")).rstrip("/") != self._settings.issuer.rstrip("/"):
            raise NotSignedIn("refused")
        if not all(may_ask(str(found.get(name, "")), self._settings.issuer) for name in _ENDPOINTS):
            raise NotSignedIn("refused")
        self._known = (time.monotonic(), found)
        return found

    async def begin(self, come_back_to: str, *, again: bool) -> Started:
        """Begin a sign-in: authorization code, PKCE with S256, state and nonce. Raises NotSignedIn."""
        known = await self.discover()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": come_back_to,
            "scope": self._settings.scopes,
            "state": state,
            "nonce": nonce,
            "code_challenge": cast(str, create_s256_code_challenge(verifier)),
            "code_challenge_method": "S256",
        }
        if again:
            asked |= {"prompt": "login", "max_age": "0"}
        where = str(known["authorization_endpoint"])
        address = f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"
        return Started(address=address, state=state, nonce=nonce, verifier=verifier)

    async def finish(self, returned: Returned, come_back_to: str, now: datetime) -> Account:
        """Check what came back and give who it is. Raises NotSignedIn."""
        query, known = returned.query, await self.discover()
        if not returned.state or not hmac.compare_digest(query.get("state", "").encode(), returned.state.encode()):
            raise NotSignedIn("not_ours")
        if query.get("iss", known["issuer"]) != known["issuer"]:  # RFC 9207: an answer of somebody else
            raise NotSignedIn("refused")
        if "error" in query:
            raise NotSignedIn("cancelled" if query["error"] == "access_denied" else "refused")
        tokens = await self._redeem(known, query.get("code", ""), returned.verifier, come_back_to)
        _, keys = await self._careful.ask(str(known["jwks_uri"]))
        claims = read_token(
            str(tokens.get("id_token", "")),
            keys,
            issuer=str(known["issuer"]),
            client_id=self._settings.client_id,
            nonce=returned.nonce,
            now=now,
        )
        claims = await self._with_user_info(known, tokens, claims)
        return self._account(str(known["issuer"]), claims, now, again=returned.again)

    async def _redeem(self, known: dict[str, Any], code: str, verifier: str, come_back_to: str) -> dict[str, Any]:
        """Exchange the code for tokens; a code works once, and only with the verifier of this browser."""
        if not code:
            raise NotSignedIn("refused")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": come_back_to,
            "code_verifier": verifier,
        }
        identifier, secret = self._settings.client_id, self._settings.client_secret
        headers = dict[str, str]()
        if "client_secret_basic" in known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
            pair = f"{quote(identifier, safe='')}:{quote(secret, safe='')}"
            headers["Authorization"] = "Basic " + b64encode(pair.encode()).decode()
        else:
            form |= {"client_id": identifier, "client_secret": secret}
        status, tokens = await self._careful.ask(str(known["token_endpoint"]), form=form, headers=headers)
        if status != 200:
            raise NotSignedIn("refused")
        return tokens

    async def _with_user_info(
        self, known: dict[str, Any], tokens: dict[str, Any], claims: dict[str, Any]
    ) -> dict[str, Any]:
        """Add what the provider tells only when asked, if something we need is missing. The ID token wins."""
        settings, where, token = self._settings, str(known.get("userinfo_endpoint", "")), tokens.get("access_token")
        groups_missing = settings.roles and find_claim(claims, settings.groups_claim) is None
        if not where or not token or not ("email" not in claims or groups_missing):
            return claims
        status, told = await self._careful.ask(where, headers={"Authorization": f"Bearer {token}"})
        if status != 200:
            return claims
        if told.get("sub") != claims["sub"]:  # OpenID Connect Core 5.3.2: somebody else's
            raise NotSignedIn("refused")
        return {**told, **claims}

    def _account(self, issuer: str, claims: dict[str, Any], now: datetime, *, again: bool) -> Account:
        roles, governed = roles_of(claims, self._settings.groups_claim, self._settings.roles)
        return Account(
            issuer=issuer,
            subject=claims["sub"],
            mail=verified_mail(claims),
            roles=roles,
            governed=governed,
            proved=proved_at(claims, now, again=again),
        )
