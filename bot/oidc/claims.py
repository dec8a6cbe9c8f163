"""From the claims of a provider to what we know of somebody: a verified mail address, groups as roles, when proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from handlers.identity import NotSignedIn

_TRUE = (True, "true", 1, "1")
_LONGEST_ADDRESS = 254
_RECENT_SECONDS = 10 * 60


def verified_mail(claims: Mapping[str, Any]) -> str:
    """Give the mail address if the provider verified it: `email_verified`, or at Entra ID `xms_edov` (domain owner)."""
    address = claims.get("email")
    vouched = any(claims.get(name) in _TRUE for name in ("email_verified", "xms_edov"))
    if not vouched or not isinstance(address, str) or not 3 <= len(address) <= _LONGEST_ADDRESS:
        return ""
    return address if address.count("@") == 1 and address.isprintable() and " " not in address else ""


def find_claim(claims: Mapping[str, Any], name: str) -> Any:
    """Give a claim by its name, or by a path with dots (`realm_access.roles`); None when it is absent."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        if not isinstance(found, Mapping):
            return None
        found = cast(Mapping[str, Any], found).get(part)
    return found


def roles_of(
    claims: Mapping[str, Any], name: str, mapping: Sequence[tuple[str, str]]
) -> tuple[frozenset[str], frozenset[str]]:
    """Give the roles of somebody's groups, and all roles that groups stand for.

    Groups that were not sent are a fault of the settings, not the loss of every role: NotSignedIn("no_groups").
    """
    if not mapping:
        return frozenset(), frozenset()
    groups = find_claim(claims, name)
    if isinstance(groups, str):
        groups = [groups]
    if not isinstance(groups, list):
        raise NotSignedIn("no_groups")
    mine = {str(group) for group in cast(list[Any], groups)}
    return frozenset(role for group, role in mapping if group in mine), frozenset(role for _, role in mapping)


def proved_at(claims: Mapping[str, Any], now: datetime, *, again: bool) -> int:
    """Give when the provider saw a password or the like, in seconds since 1970.

    Without `auth_time` nothing is proved: 0, or NotSignedIn("no_time") when it had to be proved now (`again`). A
    provider may pass over `prompt`; whoever is asked with `max_age` has to say the time (OpenID Connect Core 3.1.2.1).
    Raises NotSignedIn("not_again") for a proof of before.
    """
    moment, at = int(now.timestamp()), claims.get("auth_time")
    if not isinstance(at, int) or isinstance(at, bool):
        if again:
            raise NotSignedIn("no_time")
        return 0
    if again and moment - at > _RECENT_SECONDS:
        raise NotSignedIn("not_again")
    return min(at, moment)
