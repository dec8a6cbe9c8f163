"""An identity provider of our own, over real HTTP: strict when it behaves, and able to misbehave in each way we fear.

Beside it the tests use one that is not ours (oidc-provider-mock); that one cannot lie.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwk, jwt

CLIENT, SECRET = "doorbraakbot", "s3cr%t/with:signs"
Lie = Callable[[dict[str, Any]], dict[str, Any]]


@cache
def _keys() -> tuple[jwk.RSAKey, jwk.ECKey, jwk.RSAKey]:
    """Draw the keys once: our own two, and one of a stranger under the same name."""
    own, stranger = (jwk.RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}) for _ in range(2))
    return own, jwk.ECKey.generate_key("P-256", {"kid": "two", "use": "sig"}), stranger


def _by_hand(algorithm: str, claims: dict[str, Any], secret: bytes = b"") -> str:
    """Write a token that no library wants to write: signed by nobody, or with a public key as a shared secret."""
    parts = [{"alg": algorithm, "typ": "JWT", "kid": "one"}, claims]
    signed = b".".join(_plain(json.dumps(part).encode()) for part in parts)
    return (signed + b"." + (_plain(hmac.digest(secret, signed, "sha256")) if secret else b"")).decode()


def _plain(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")


@dataclass
class OwnProvider:
    """What the provider says. `claims` are those of whoever signs in; the fields below are where it can lie."""

    now: Callable[[], datetime]
    claims: dict[str, Any] = field(default_factory=dict)
    user_info: dict[str, Any] | None = None
    about: Lie = lambda found: found
    token: Lie = lambda claims: claims
    signed_by: str = "own"
    """`own`, `es256`, `stranger` (another key under the same name), `none`, `secret` (HS256 with the public key)."""
    refuses: str = ""
    redirects: bool = False
    padding: int = 0
    broken: bool = False
    slow: float = 0.0
    """So many seconds until anything is answered."""
    stage: Any = None
    issuer: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key, self.curve, self.stranger = _keys()

    def discovery(self) -> dict[str, Any]:
        """Give the discovery document, as it lies about it."""
        paths = {"authorization": "/authorize", "token": "/token", "userinfo": "/userinfo"}
        found: dict[str, Any] = {f"{name}_endpoint": self.issuer + path for name, path in paths.items()}
        return self.about({"issuer": self.issuer, "jwks_uri": self.issuer + "/keys", **found})

    def authorize(self, query: dict[str, str]) -> str:
        """Give where the browser goes back to."""
        self.asked.append(query)
        assert query["code_challenge_method"] == "S256"
        back = {"state": query["state"], "iss": self.issuer}
        if self.refuses:
            return f"{query['redirect_uri']}?{urlencode(back | {'error': self.refuses})}"
        code = f"code{len(self.asked)}"
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode(back | {'code': code})}"

    def redeem(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Exchange a code, once, for who can prove that it asked for it."""
        kept = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        pair = base64.b64encode(f"{CLIENT}:s3cr%25t%2Fwith%3Asigns".encode()).decode()
        fits = kept is not None and challenge.rstrip(b"=").decode() == kept["code_challenge"]
        if not fits or authorization != f"Basic {pair}" or form["redirect_uri"] != kept["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"token_type": "Bearer", "access_token": "access", "id_token": self._id_token(kept["nonce"])}

    def _id_token(self, nonce: str) -> str:
        moment = int(self.now().timestamp())
        told = {"iss": self.issuer, "aud": CLIENT, "sub": "subject-1", "iat": moment, "exp": moment + 300}
        claims = self.token({**told, "nonce": nonce, **self.claims})
        if self.signed_by == "none":
            return _by_hand("none", claims)
        if self.signed_by == "secret":
            return _by_hand("HS256", claims, self.key.as_pem(private=False))
        key = {"es256": self.curve, "stranger": self.stranger}.get(self.signed_by, self.key)
        algorithm = "ES256" if key is self.curve else "RS256"
        return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key)

    def keys(self) -> dict[str, Any]:
        """Give the public keys."""
        return {"keys": [one.as_dict(private=False) for one in (self.key, self.curve)]}


def _handler(provider: OwnProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, query = urlsplit(self.path).path, {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
            time.sleep(provider.slow)
            if provider.broken:
                self._json(503, {})
            elif path.startswith("/.well-known"):
                self._redirect("/moved") if provider.redirects else self._json(200, provider.discovery())
            elif path == "/authorize":
                self._redirect(provider.authorize(query))
            elif path == "/keys":
                self._json(200, provider.keys())
            elif path == "/userinfo" and provider.user_info is not None:
                assert self.headers["Authorization"] == "Bearer access"
                self._json(200, {"sub": "subject-1", **provider.user_info})
            else:
                self._json(200 if path == "/moved" else 404, provider.discovery())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._json(*provider.redeem(form, self.headers["Authorization"] or ""))

        def _redirect(self, address: str) -> None:
            self.send_response(302)
            self.send_header("Location", address)
            self.end_headers()

        def _json(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode() + b" " * provider.padding
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                return  # who asked had enough of it

        def log_message(self, format: str, *args: Any) -> None:
            """Print nothing."""

    return Handler


@contextmanager
def serving(provider: OwnProvider) -> Iterator[OwnProvider]:
    """Serve a provider on the loopback address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
