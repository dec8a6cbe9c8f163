"""What one person sees: channels with threads, whispers, direct messages, the modal on top, the home tab."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from tests.slack.stand.core import Slack, screen_text
from tests.slack.stand.errors import NotOnTheScreen
from tests.slack.stand.messages import Message, elements_of
from tests.slack.stand.show import label_of
from tests.slack.stand.state import STATELESS
from tests.slack.stand.world import Channel, User

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A message as it stood on somebody's screen at one moment. It does not change when the message does."""

    message: Message
    text: str
    blocks: list[Json]

    @property
    def ts(self) -> str:
        """Give its timestamp."""
        return self.message.ts

    @property
    def buttons(self) -> list[str]:
        """Give the words on its buttons."""
        return [label_of(one) for _, one in pressable(self.blocks) if one["type"] in STATELESS]

    @property
    def actions(self) -> list[str]:
        """Give the action ids of all that can be pressed or chosen."""
        return [one["action_id"] for _, one in pressable(self.blocks)]


def pressable(blocks: list[Json]) -> list[tuple[Json, Json]]:
    """Give what can be pressed or chosen, each with its block."""
    return [(block, element) for block in blocks for element in elements_of(block)]


def find_element(blocks: list[Json], wanted: str) -> tuple[Json, Json]:
    """Give the element with these words, action id, value or block id; it has to be clear which one is meant."""
    there = pressable(blocks)
    for names in (_words, _value, _action, _block):
        found = [(block, element) for block, element in there if names(block, element) == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            several = [(one["block_id"], label_of(element), element.get("value")) for one, element in found]
            raise NotOnTheScreen(f"{wanted!r} stands there {len(found)} times: name block or value, of {several}")
    names_there = [f"{label_of(one)} ({one['action_id']})" for _, one in there]
    raise NotOnTheScreen(f"no {wanted!r} here; there are {names_there}")


def _words(_: Json, element: Json) -> str:
    return label_of(element)


def _value(_: Json, element: Json) -> str:
    return str(element.get("value", ""))


def _action(_: Json, element: Json) -> str:
    return str(element["action_id"])


def _block(block: Json, _: Json) -> str:
    return str(block["block_id"])


def look(message: Message) -> Seen:
    """Take a look at a message."""
    return Seen(message, screen_text(message), copy.deepcopy(message.blocks))


def seen_in(channel: Channel, user: User, slack: Slack) -> list[Seen]:
    """Give what somebody sees in a channel, the oldest first: all messages, threads opened, and whispers to them."""
    if user.id not in channel.members and not (channel.kind == "public" and user.team in channel.teams):
        raise NotOnTheScreen(f"{user.name} is not in {channel.name or 'that conversation'}")
    both = [*list(channel.messages.values()), *list(channel.ephemerals.get(user.id, []))]
    return [look(one) for one in sorted(both, key=lambda one: one.ts)]


def direct(slack: Slack, user: User) -> Channel | None:
    """Give the direct conversation of somebody with the bot of their own workspace, or of one they share with."""
    mine = [one for one in list(slack.world.channels.values()) if one.kind == "im" and user.id in one.members]
    return mine[0] if mine else None
