"""Chat accounts: who somebody is on a platform, and doing something as that person. Protocol only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from doorbraak.commands import Command
from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.overviews import Viewer


@dataclass(frozen=True, slots=True)
class ChatAccount:
    """Somebody on a platform, and where: `address` names the account for ever, names of people do not count.

    `place` is the address of the channel or group: its programme decides who this is. Elsewhere `programme` says
    which one is meant; it may stay empty for who is in one programme only.
    """

    platform: str
    address: str
    place: str = ""
    programme: str = ""


class Accounts(Protocol):
    """Chat accounts, as every platform may use them."""

    async def viewer_of(self, account: ChatAccount) -> Viewer | None:
        """Give who this is in the programme that is meant, or None: not linked, left, or more than one is possible."""
        ...

    async def viewers_of(self, account: ChatAccount) -> tuple[Viewer, ...]:
        """Give who this is in each programme, by the programme's name."""
        ...

    async def do_as(self, account: ChatAccount, command: Command) -> Outcome:
        """Carry out a command as the person of this account; who is not linked is refused as `unknown_person`.

        One transaction looks up who it is and has the effect. Raises Unavailable.
        """
        ...

    async def link_account(self, account: ChatAccount, code: str) -> PersonId | None:
        """Spend a link code (one use, 15 minutes): from then on the account is that person's. None: no such code.

        Raises TooManyTries.
        """
        ...

    async def mail_may_link(self, account: ChatAccount) -> bool:
        """Claim that some programme lets a verified mail address link, so that it is worth asking the platform."""
        ...

    async def link_by_mail(self, account: ChatAccount, mail: str) -> Viewer | None:
        """Link by a mail address that the platform verified, where the programme allows it (`link_by_email`).

        Only somebody with that address who has no account on this platform yet.
        """
        ...

    async def request_under(self, platform: str, place: str, reference: str) -> str:
        """Give the number of the request whose card this message is; empty when it is no card."""
        ...

    async def place_refused(self, platform: str, address: str, code: str) -> None:
        """Note for the admin that a platform refuses a place or an account; an empty `code`: it works again."""
        ...
