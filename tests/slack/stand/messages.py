"""Messages as Slack keeps them, and as it gives them in answers, events and payloads."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from tests.slack.stand.world import Channel, Install, User

Json = dict[str, Any]


@dataclass(eq=False, kw_only=True)
class Message:
    """One message. `seen_by` is the one person who sees an ephemeral; empty means everybody in the channel."""

    ts: str
    channel: Channel
    author: User
    text: str
    blocks: list[Json] = field(default_factory=list[Json])
    metadata: Json | None = None
    thread_ts: str = ""
    install: Install | None = None
    """The app, when it wrote this."""
    files: list[Json] = field(default_factory=list[Json])
    seen_by: str = ""
    edited: Json | None = None
    subtype: str = ""
    chosen: dict[tuple[str, str], Json] = field(default_factory=dict)
    """What people chose in its selects: (block, action) to the state."""

    @property
    def root(self) -> str:
        """Give the timestamp of the thread this belongs to, or would begin."""
        return self.thread_ts or self.ts

    def as_json(self, *, with_metadata: bool = False) -> Json:
        """Give it as Slack does. Metadata comes only to who asks for it."""
        found: Json = {
            "type": "message",
            "user": self.author.id,
            "ts": self.ts,
            "text": self.text,
            "team": self.author.team,
        }
        if self.blocks:
            found["blocks"] = copy.deepcopy(self.blocks)
        if self.install:
            found |= {"bot_id": self.install.bot_id, "app_id": self.install.app.id}
            found["bot_profile"] = {"id": self.install.bot_id, "app_id": self.install.app.id, "name": self.author.name}
        if self.thread_ts:
            found |= {"thread_ts": self.thread_ts} | self._about_thread()
        if with_metadata and self.metadata:
            found["metadata"] = copy.deepcopy(self.metadata)
        return found | self._extras()

    def _extras(self) -> Json:
        extras = {"subtype": self.subtype, "edited": self.edited, "files": copy.deepcopy(self.files)}
        return {name: value for name, value in extras.items() if value}

    def _about_thread(self) -> Json:
        replies = [one for one in self.channel.messages.values() if one.thread_ts == self.thread_ts != one.ts]
        if self.ts != self.thread_ts:
            root = self.channel.messages.get(self.thread_ts)
            return {"parent_user_id": root.author.id} if root else {}
        writers = list(dict.fromkeys(one.author.id for one in replies))
        return {"reply_count": len(replies), "reply_users": writers, "latest_reply": replies[-1].ts} if replies else {}


def with_ids(blocks: list[Json], new_id: Any) -> list[Json]:
    """Give a copy in which every block and every element has an id, as Slack fills them in."""
    filled = copy.deepcopy(blocks)
    for block in filled:
        block.setdefault("block_id", new_id("b"))
        for element in elements_of(block):
            element.setdefault("action_id", new_id("a"))
    return filled


def elements_of(block: Json) -> list[Json]:
    """Give what can be pressed, chosen or filled in within a block."""
    several = block.get("elements", []) if block["type"] in {"actions", "context_actions"} else []
    one = [block[name] for name in ("element", "accessory") if isinstance(block.get(name), dict)]
    return [element for element in [*several, *one] if element.get("type") != "image"]
