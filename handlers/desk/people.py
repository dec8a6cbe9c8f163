"""Who takes part in a programme, for its admin. Protocol only; every method is refused to anybody else (Forbidden)."""

from __future__ import annotations

from typing import Protocol

from doorbraak.overviews import Changed, RequestLine, TeamMember, Viewer
from doorbraak.team import Member


class People(Protocol):
    """People of the viewer's programme, by key. A change is in the log with the viewer's id."""

    async def team(self, viewer: Viewer) -> tuple[TeamMember, ...]:
        """Give everybody who has not left, by name."""
        ...

    async def organisations(self, viewer: Viewer) -> tuple[str, ...]:
        """Give the organisations that somebody can belong to."""
        ...

    async def add_member(self, viewer: Viewer, member: Member) -> Changed:
        """Add somebody; the key is made of the name."""
        ...

    async def change_member(self, viewer: Viewer, key: str, member: Member) -> Changed:
        """Change somebody; who must hear of a role is told. An unknown key is a fault of the field ''."""
        ...

    async def code_for_member(self, viewer: Viewer, key: str) -> str | None:
        """Give a fresh sign-in code of somebody (15 minutes, one use), or None when there is no such person."""
        ...

    async def unlink_member(self, viewer: Viewer, key: str) -> Changed:
        """Take away chat accounts, devices and codes of somebody."""
        ...

    async def open_of_member(self, viewer: Viewer, key: str) -> tuple[RequestLine, ...]:
        """Give what is open of somebody: requests without a decision, grants without a receipt."""
        ...

    async def let_member_leave(self, viewer: Viewer, key: str, to: str) -> Changed:
        """Let somebody leave, after handing over what is open to the koploper with the key `to` (empty: nobody)."""
        ...
