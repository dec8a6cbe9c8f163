"""Who is signed in, kept in a signed cookie: 30 minutes idle, 8 hours at most. Only what ended early is stored.

A cookie that is genuine but too old still tells whose form it was, so that what was typed can be kept.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from itsdangerous import BadSignature, URLSafeSerializer
from starlette.requests import Request
from starlette.responses import Response

from handlers.web.settings import WebSettings

IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 8 * 60 * 60
FORGET_SECONDS = 24 * 60 * 60
"""A session that ended longer ago no longer tells whose it was."""
DEVICE_SECONDS = 30 * 24 * 60 * 60
FRESH_SECONDS = 10 * 60
"""So long ago at most one must have signed in for a download or for what changes who may do what."""
BY_DEVICE = "device"
_RENEW_AFTER_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One visit: whose it is (empty before sign-in), its form token, and where to go after sign-in.

    `how` somebody came in, `proved` when they last proved who they are (never by a remembered device), and under
    which number of the person's sessions it began: that number goes up when all of them are ended.
    """

    csrf: str
    person: str = ""
    since: int = 0
    seen: int = 0
    wants: str = ""
    how: str = ""
    proved: int = 0
    began_under: int = 0
    expired: bool = False
    is_new: bool = False

    @property
    def signed_in(self) -> bool:
        """Claim that somebody is signed in and was not away too long."""
        return bool(self.person) and not self.expired

    def is_fresh(self, now: datetime) -> bool:
        """Claim that somebody proved who they are within the last ten minutes."""
        return self.signed_in and self.proved > 0 and now.timestamp() - self.proved <= FRESH_SECONDS


def new_session(
    now: datetime,
    person: str = "",
    wants: str = "",
    *,
    how: str = "code",
    began_under: int = 0,
    proved: int | None = None,
) -> Session:
    """Begin a session; signing in always begins a new one, with a new form token. `proved` None is now."""
    moment = int(now.timestamp())
    proof = moment if proved is None else min(proved, moment)
    return Session(
        csrf=secrets.token_hex(16),
        person=person,
        since=moment,
        seen=moment,
        wants=wants,
        how=how if person else "",
        proved=proof if person and how != BY_DEVICE else 0,
        began_under=began_under,
        is_new=True,
    )


def _key_for(name: str, secret: str) -> bytes:
    """Make the key of one kind of cookie from a key of the settings."""
    return base64.urlsafe_b64encode(hmac.new(secret.encode(), f"doorbraakbot.web.{name}".encode(), "sha256").digest())


class Cookies:
    """Read and write signed cookies. `__Host-` and Secure when the public address is https.

    What can hold words of people (a receipt that names a route, a fresh number for a client) is encrypted too: a
    browser keeps cookies in a file that others of that machine may come to read.
    """

    def __init__(self, settings: WebSettings) -> None:
        self._https = settings.is_https
        self._serializers = {
            name: URLSafeSerializer(list(reversed(settings.secret_keys)), salt=f"doorbraakbot.web.{name}")
            for name in ("session", "device")
        }
        self._sealed = {
            name: MultiFernet([Fernet(_key_for(name, key)) for key in settings.secret_keys])
            for name in ("say", "check", "code", "oidc", "who")
        }

    def name(self, short: str) -> str:
        """Give the full name of a cookie."""
        return f"__Host-{short}" if self._https else short

    def put(self, response: Response, short: str, content: Mapping[str, Any], seconds: int | None = None) -> None:
        """Set a cookie; without `seconds` it goes when the browser closes."""
        value = self._written(short, content)
        response.set_cookie(
            self.name(short), value, max_age=seconds, path="/", secure=self._https, httponly=True, samesite="lax"
        )

    def get(self, request: Request, short: str) -> dict[str, Any]:
        """Give what a cookie holds, or nothing when it is absent or forged."""
        value = request.cookies.get(self.name(short), "")
        try:
            content: Any = self._read(short, value) if value else {}
        except (BadSignature, InvalidToken, ValueError):
            return {}
        return cast(dict[str, Any], content) if isinstance(content, dict) else {}

    def _written(self, short: str, content: Mapping[str, Any]) -> str:
        if short in self._sealed:
            return self._sealed[short].encrypt(json.dumps(dict(content)).encode()).decode()
        return str(self._serializers[short].dumps(dict(content)))

    def _read(self, short: str, value: str) -> Any:
        if short in self._sealed:
            return json.loads(self._sealed[short].decrypt(value.encode()))
        return self._serializers[short].loads(value)

    def drop(self, response: Response, short: str) -> None:
        """Remove a cookie."""
        response.delete_cookie(self.name(short), path="/", secure=self._https, httponly=True, samesite="lax")

    def session(self, request: Request, now: datetime) -> Session:
        """Give the session of a request: a new one when there is none, marked when it is too old."""
        content = self.get(request, "session")
        moment = int(now.timestamp())
        since, seen = int(content.get("t", 0)), int(content.get("l", 0))
        if not content or moment - seen > FORGET_SECONDS:
            return new_session(now)
        return Session(
            csrf=str(content.get("c", "")),
            person=str(content.get("p", "")),
            since=since,
            seen=seen,
            wants=str(content.get("n", "")),
            how=str(content.get("h", "")),
            proved=int(content.get("f", 0)),
            began_under=int(content.get("g", 0)),
            expired=moment - seen > IDLE_SECONDS or moment - since > LONGEST_SECONDS,
        )

    def put_session(self, response: Response, session: Session) -> None:
        """Write a session."""
        content = {"c": session.csrf, "p": session.person, "t": session.since, "l": session.seen, "n": session.wants}
        content |= {"h": session.how, "f": session.proved, "g": session.began_under}
        self.put(response, "session", content)

    def keep(self, response: Response, session: Session, now: datetime) -> None:
        """Write the session again when somebody was active a minute or more after it was last written.

        One that ended stays ended, also when it is written to remember where to go.
        """
        moment = int(now.timestamp())
        if session.expired:
            if session.is_new:
                self.put_session(response, session)
        elif session.is_new or moment - session.seen >= _RENEW_AFTER_SECONDS:
            self.put_session(response, replace(session, seen=moment))
