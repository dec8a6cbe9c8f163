"""Slack itself, without a network: what is kept, and what happens when a message comes, changes or goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.slack.schema import check_message
from tests.slack.schema.check import LONGEST_TEXT
from tests.slack.stand import payloads
from tests.slack.stand.clock import Ids, StandClock
from tests.slack.stand.delivery import Courier, Reply
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.faults import Faults
from tests.slack.stand.messages import Message, with_ids
from tests.slack.stand.record import Record
from tests.slack.stand.show import lines_of, mrkdwn
from tests.slack.stand.sockets import Sockets
from tests.slack.stand.tickets import Tickets
from tests.slack.stand.views import Views
from tests.slack.stand.world import Channel, Install, User, World

Json = dict[str, Any]
NO_REPLY = Reply(status=200)


class Slack:
    """Everything of one stand that lives on its loop."""

    def __init__(self, patience: float, at: datetime | None = None) -> None:
        self.clock = StandClock(at)
        self.ids = Ids(self.clock)
        self.world = World()
        self.record = Record()
        self.faults = Faults(self.clock)
        self.views = Views(self.ids)
        self.tickets = Tickets(self.clock, self.ids)
        self.sockets = Sockets(self.ids)
        self.courier = Courier(self.clock, self.sockets, patience)
        self.base = ""

    # --- messages -----------------------------------------------------------------------------------------------------

    def take_content(self, args: Json) -> Json:
        """Give text, blocks and metadata of a message of the bot, or refuse them as Slack does."""
        content = {name: args.get(name) for name in ("text", "blocks", "metadata", "attachments")}
        problems = check_message({name: value for name, value in content.items() if value})
        told = [str(one) for one in problems]
        if any(one.path.startswith("blocks") for one in problems):
            raise SlackRefusal("invalid_blocks", errors=told, problems=told)
        if any(one.path.startswith("metadata") for one in problems):
            raise SlackRefusal("invalid_metadata_format", problems=told)
        if len(content["text"] or "") > LONGEST_TEXT:
            raise SlackRefusal("msg_too_long", problems=told)
        if not any(content[name] for name in ("text", "blocks", "attachments")):
            raise SlackRefusal("no_text", problems=told)
        for one in told:
            self.record.blame(f"message: {one}")
        return content

    def bot_message(self, install: Install, channel: Channel, content: Json, *, thread_ts: str = "") -> Message:
        """Make a message of the bot, with the ids that Slack fills in."""
        return Message(
            ts=self.ids.ts(),
            channel=channel,
            author=install.bot,
            text=content["text"] or "",
            blocks=with_ids(content["blocks"] or [], self.ids.new),
            metadata=content["metadata"] or None,
            thread_ts=thread_ts,
            install=install,
        )

    def post(self, message: Message) -> None:
        """Let a message appear in its channel, for everybody there, and tell the apps that listen."""
        self._keep(message)
        self.courier.spawn(self.announce(message.channel, self.event_of(message)))

    async def say(self, message: Message) -> Reply:
        """Let a message of a person appear; gives what the app answered to its event."""
        self._keep(message)
        return await self.announce(message.channel, self.event_of(message))

    def _keep(self, message: Message) -> None:
        channel = message.channel
        if message.thread_ts:
            root = channel.messages.get(message.thread_ts)
            if root is not None and not root.thread_ts:
                root.thread_ts = root.ts
        channel.messages[message.ts] = message
        if message.install:
            self.record.show("message", channel.id, message.as_json(with_metadata=True))
        if channel.kind == "im" and message.install:
            for member in channel.members - {message.author.id}:
                self.record.tell(member, screen_text(message))
        self.record.notify()

    def whisper(self, message: Message, user: User) -> None:
        """Let a message appear for one person only."""
        message.seen_by = user.id
        message.channel.ephemerals[user.id].append(message)
        self.record.show("ephemeral", message.channel.id, message.as_json())
        self.record.tell(user.id, screen_text(message))

    def rewrite(self, message: Message, new: Json, editor: User) -> Json:
        """Change a message in place, with its timestamp; gives the event. What is None in `new` stays as it was."""
        before = message.as_json()
        message.text = new.get("text") or ""
        if new.get("blocks") is not None:
            message.blocks = with_ids(new["blocks"], self.ids.new)
        if new.get("metadata") is not None:
            message.metadata = new["metadata"] or None
        message.edited = {"user": editor.id, "ts": self.ids.ts()}
        if message.install:
            self.record.show("message", message.channel.id, message.as_json(with_metadata=True))
        self.record.notify()
        changed = {"message": message.as_json(), "previous_message": before}
        return self._hidden(message, {"subtype": "message_changed", **changed})

    def withdraw(self, message: Message) -> Json:
        """Take a message away; gives the event."""
        message.channel.messages.pop(message.ts, None)
        self.record.notify()
        gone = {"previous_message": message.as_json(), "deleted_ts": message.ts}
        return self._hidden(message, {"subtype": "message_deleted", **gone})

    async def announce(self, channel: Channel, event: Json) -> Reply:
        """Tell the apps that listen about a message; gives what the last one answered."""
        kind = {"public": "channels", "private": "groups", "im": "im"}[channel.kind]
        return await self.send_events(channel, event, f"message.{kind}")

    def event_of(self, message: Message) -> Json:
        """Give the event that a message causes."""
        about = {"channel": message.channel.id, "channel_type": message.channel.event_kind, "event_ts": message.ts}
        return message.as_json() | about

    def _hidden(self, message: Message, event: Json) -> Json:
        moment = self.ids.ts()
        about = {"channel": message.channel.id, "channel_type": message.channel.event_kind, "hidden": True}
        return {"type": "message", "ts": moment, "event_ts": moment} | about | event

    # --- events -------------------------------------------------------------------------------------------------------

    async def send_events(self, channel: Channel, inside: Json, subscription: str) -> Reply:
        """Send an event about a channel to the app in each workspace where its bot is in it; gives the last answer."""
        reply = NO_REPLY
        for team in channel.teams:
            install = self.world.installed(team)
            if install and install.bot.id in channel.members:
                reply = await self.send_event(install, inside, subscription, shared=len(channel.teams) > 1)
        return reply

    async def send_event(self, install: Install, inside: Json, subscription: str, *, shared: bool = False) -> Reply:
        """Send an event to one install, when the app asked for it and its token may see it."""
        if install.dead or subscription not in install.app.events or not self._may_hear(install, subscription):
            return NO_REPLY
        payload = payloads.event(self, install, inside, shared=shared)
        return await self.courier.bring(install.app, "event", payload)

    def _may_hear(self, install: Install, subscription: str) -> bool:
        needed = {
            "message": f"{subscription.partition('.')[2]}:history",
            "member": "channels:read",
            "user": "users:read",
        }
        scope = needed.get(subscription.split(".")[0].split("_")[0])
        return scope is None or install.has(scope)

    # --- conversations ------------------------------------------------------------------------------------------------

    def open_im(self, install: Install, user: User) -> Channel:
        """Give the direct conversation of somebody with the bot; it is made when it is not there."""
        found = self.world.im(install, user)
        if found is None:
            new, members = self.ids.new("D"), {install.bot.id, user.id}
            found = Channel(id=new, name="", kind="im", teams=[install.team], members=members)
            self.world.channels[new] = found
        return found


def screen_text(message: Message) -> str:
    """Give what stands on the screen: the blocks, or the text when there are none."""
    return "\n".join(lines_of(message.blocks)) if message.blocks else mrkdwn(message.text)
