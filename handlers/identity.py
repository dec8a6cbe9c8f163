"""The organisation's identity provider, as the web may use it. Protocol and words only; implemented in bot/oidc/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Protocol

from doorbraak.ids import PersonId


class NotSignedIn(Exception):
    """The provider did not vouch for anybody. `why` is a code: words stand in web/organisation.py, nothing of the
    provider's own text is kept, because it may name somebody.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whom the provider vouches for. `mail` is empty unless the provider verified it.

    `governed` are the roles that groups stand for at all, `roles` those of this account's groups.
    `proved` is when the provider saw a password or the like, in seconds since 1970; 0 when it does not say.
    """

    issuer: str
    subject: str
    mail: str = ""
    roles: frozenset[str] = frozenset()
    governed: frozenset[str] = frozenset()
    proved: int = 0

    def to_facts(self) -> dict[str, Any]:
        """Write as plain facts, for a signed cookie."""
        return asdict(self) | {"roles": sorted(self.roles), "governed": sorted(self.governed)}

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Account:
        """Read what `to_facts` wrote."""
        sets: dict[str, Any] = {name: frozenset(facts[name]) for name in ("roles", "governed")}
        return cls(**{**facts, **sets})


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A sign-in that began: where the browser goes, and what has to fit when it comes back."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What the browser brought back, and what was kept of the beginning."""

    query: Mapping[str, str] = field(default_factory=dict[str, str])
    state: str = ""
    nonce: str = ""
    verifier: str = ""
    again: bool = False


class IdentityProvider(Protocol):
    """Signs people in for us. Both methods raise NotSignedIn."""

    @property
    def name(self) -> str:
        """Give the word on the button."""
        ...

    @property
    def governs_roles(self) -> bool:
        """Claim that groups stand for roles: then only a sign-in there tells which roles somebody has."""
        ...

    async def begin(self, come_back_to: str, *, again: bool) -> Started:
        """Begin a sign-in; `again` asks the provider to see a password or the like once more."""
        ...

    async def finish(self, returned: Returned, come_back_to: str, now: datetime) -> Account:
        """Check what came back and give who it is."""
        ...


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in one programme, to choose from."""

    person: PersonId
    programme: str
