"""Coming in and going out: codes, links, remembered devices, accounts of an organisation, sessions. Protocol only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from doorbraak.ids import PersonId
from doorbraak.overviews import Device, Draft, Viewer
from handlers.identity import Account, Membership


@dataclass(frozen=True, slots=True)
class CameIn:
    """Whoever spent a code or a link: under which number of ended sessions, how it was sent, and where to go.

    The number is read where the code was spent: if everything of this person is ended after that, the session that
    begins now ends with it.
    """

    person: PersonId
    sessions: int
    how: str = "code"
    wants: str = ""


class Doors(Protocol):
    """Coming in and going out, as every channel may use it.

    `tried_by` are keyed digests of who tries, the narrowest first: the browser, then the network address.
    """

    async def redeem_code(self, code: str, tried_by: Sequence[str] = ()) -> CameIn | None:
        """Spend a sign-in code (one use, 15 minutes) and give whose it is; that person is linked from then on.

        Raises TooManyTries.
        """
        ...

    async def sign_in_link(self, person: PersonId, wants: str = "") -> str:
        """Make a link that signs in once within 10 minutes and then goes to `wants`, an address of our own.

        Gives its path; the caller puts PUBLIC_URL before it and tells that person in private. Raises TooManyTries.
        """
        ...

    async def ask_link_by_mail(self, address: str, wants: str, tried_by: Sequence[str], about: str) -> None:
        """Have a link sent to whoever has this mail address; the caller cannot tell whether anybody does.

        `about` is a keyed digest of the address. Raises TooManyTries.
        """
        ...

    async def redeem_link(self, token: str) -> CameIn | None:
        """Spend a link and give whose it is, how it was sent, and where to go; that person is linked from then on."""
        ...

    async def may_start(self, tried_by: Sequence[str]) -> None:
        """Count a sign-in that begins at the identity provider. Raises TooManyTries."""
        ...

    async def has_account(self, person: PersonId) -> bool:
        """Claim that somebody is tied to an account of an organisation."""
        ...

    async def memberships(self, account: Account) -> tuple[Membership, ...]:
        """Give who an account is: tied to it, or known by a verified mail address and tied to none."""
        ...

    async def enter_with_account(self, person: PersonId, account: Account) -> Viewer | None:
        """Tie an account to one of its memberships and give who that is now; None when no role is left."""
        ...

    async def session_viewer(self, person: PersonId, token: str, began_under: int) -> Viewer | None:
        """Give who looks with this session, or None: it was ended, or that person is unknown, not linked or left."""
        ...

    async def end_session(self, token: str) -> None:
        """End one session everywhere."""
        ...

    async def end_all_sessions(self, person: PersonId) -> None:
        """End every session, device and link of a person, everywhere."""
        ...

    async def remember_device(self, person: PersonId, began_under: int) -> str:
        """Give the secret of a device, good for 30 days; remembers nothing when all was ended since `began_under`."""
        ...

    async def device_owner(self, secret: str) -> PersonId | None:
        """Give whose remembered device this is, or None when unknown, expired or revoked; notes its first use a day."""
        ...

    async def devices(self, person: PersonId, secret: str) -> tuple[tuple[Device, ...], str]:
        """Give the remembered devices of a person, and the identifier of the one with this secret."""
        ...

    async def forget_device(self, secret: str) -> None:
        """Revoke one remembered device by its secret, as on signing out there."""
        ...

    async def forget_known_device(self, person: PersonId, device: str) -> bool:
        """Revoke one remembered device of a person by its identifier."""
        ...

    async def forget_devices(self, person: PersonId) -> int:
        """Revoke all remembered devices of a person; gives how many there were."""
        ...

    async def hold(self, viewer: Viewer, path: str, fields: Mapping[str, str]) -> None:
        """Keep a form, encrypted, until its writer has signed in once more; an hour at most."""
        ...

    async def held(self, viewer: Viewer) -> Draft | None:
        """Give the form that was held; its address is the value named ''."""
        ...
