"""How many people can read a channel: asked of Slack, kept for a while, and never before an acknowledgement.

Slack counts every member, the bot too; the bot is left out. In a public channel others may look without being a
member: nobody knows how many do.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.slack.client import SlackClient, SlackSaidNo, Uncertain, why

log = logging.getLogger("doorbraakbot.slack")

KEPT_FOR = timedelta(minutes=10)
UNKNOWN = 0


@dataclass(frozen=True, slots=True)
class Readers:
    """Counts members of channels; `known` gives what is at hand, `count` asks."""

    client: SlackClient
    _known: dict[tuple[str, str], tuple[int, datetime]] = field(
        default_factory=dict[tuple[str, str], tuple[int, datetime]]
    )

    def known(self, team: str, channel: str, now: datetime) -> int:
        """Give how many could read a channel a moment ago, or UNKNOWN."""
        count, at = self._known.get((team, channel), (UNKNOWN, now))
        return count if now - at < KEPT_FOR else UNKNOWN

    async def count(self, team: str, channel: str, now: datetime) -> int:
        """Ask how many can read a channel; UNKNOWN when Slack does not say."""
        try:
            told = await self.client.call("conversations.info", team, channel=channel, include_num_members="true")
        except (SlackSaidNo, Uncertain) as failed:
            log.warning("how many read along is not known", extra={"why": why(failed)})
            return UNKNOWN
        members = told.get("channel", {}).get("num_members")
        count = max(members - 1, UNKNOWN) if isinstance(members, int) else UNKNOWN
        if count:
            self._known[team, channel] = (count, now)
        return count
