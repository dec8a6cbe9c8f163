"""What an ID token must be: signed by the provider with a key pair, for us, now, in answer to this very question."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from authlib.oidc.core import CodeIDToken
from joserfc import jwk, jwt
from joserfc.errors import JoseError

from handlers.identity import NotSignedIn

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures by a key pair only: not `none`, and no shared secret, which a public key could be passed off as."""
SKEW_SECONDS = 120


def read_token(
    token: str, keys: dict[str, Any], *, issuer: str, client_id: str, nonce: str, now: datetime
) -> dict[str, Any]:
    """Check an ID token and give its claims (OpenID Connect Core 3.1.3.7). Raises NotSignedIn."""
    try:
        key_set = jwk.KeySet.import_key_set(cast(Any, keys))
        read = jwt.decode(token, key_set, algorithms=list(ALGORITHMS))
        claims: Any = CodeIDToken(
            read.claims,
            read.header,
            options={"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}},
            params={"nonce": nonce, "client_id": client_id},
        )
        claims.validate(now=int(now.timestamp()), leeway=SKEW_SECONDS)
    except (JoseError, ValueError, TypeError, KeyError):
        raise NotSignedIn("refused") from None
    found = cast(dict[str, Any], dict(claims))
    if not isinstance(found.get("sub"), str) or not 0 < len(found["sub"]) <= 255:
        raise NotSignedIn("refused")
    return found
