"""chat.*: posting, changing, deleting, whispering, links to messages."""

from __future__ import annotations

from tests.slack.stand.core import Slack
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.methods.method import (
    Json,
    Method,
    channel_of,
    channel_to_post_in,
    own_message,
    user_of,
)
from tests.slack.stand.world import Install


async def post_message(slack: Slack, install: Install, args: Json) -> Json:
    """Post; a thread that is not there is refused, as one cannot answer what is gone."""
    channel = channel_to_post_in(slack, install, str(args.get("channel", "")))
    thread = str(args.get("thread_ts") or "")
    if thread and thread not in channel.messages:
        raise SlackRefusal("thread_not_found")
    message = slack.bot_message(install, channel, slack.take_content(args), thread_ts=thread)
    slack.post(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.as_json(with_metadata=True)}


async def update(slack: Slack, install: Install, args: Json) -> Json:
    """Change an own message. Blocks go when only a text comes, metadata stays when none comes."""
    message = own_message(slack, install, args, "cant_update_message")
    if message.channel.archived:
        raise SlackRefusal("is_archived")
    content = slack.take_content(args)
    if message.blocks and args.get("blocks") is None:
        slack.record.blame("chat.update: say blocks, [] for none; what stays without them changed over the years")
    new = {**content, "blocks": args.get("blocks") or [], "metadata": args.get("metadata")}
    event = slack.rewrite(message, new, install.bot)
    slack.courier.spawn(slack.announce(message.channel, event))
    return {"channel": message.channel.id, "ts": message.ts, "text": message.text, "message": message.as_json()}


async def delete(slack: Slack, install: Install, args: Json) -> Json:
    """Delete an own message."""
    message = own_message(slack, install, args, "cant_delete_message")
    slack.courier.spawn(slack.announce(message.channel, slack.withdraw(message)))
    return {"channel": message.channel.id, "ts": message.ts}


async def post_ephemeral(slack: Slack, install: Install, args: Json) -> Json:
    """Whisper to somebody who is in the channel."""
    channel = channel_to_post_in(slack, install, str(args.get("channel", "")))
    user = user_of(slack, install, str(args.get("user", "")))
    if user.id not in channel.members:
        raise SlackRefusal("user_not_in_channel")
    content = slack.take_content({**args, "metadata": None})
    message = slack.bot_message(install, channel, content, thread_ts=str(args.get("thread_ts") or ""))
    slack.whisper(message, user)
    return {"message_ts": message.ts}


async def get_permalink(slack: Slack, install: Install, args: Json) -> Json:
    """Give the address of a message."""
    channel = channel_of(slack, install, str(args.get("channel", "")))
    message = channel.messages.get(str(args.get("message_ts", "")))
    if message is None:
        raise SlackRefusal("message_not_found")
    domain = slack.world.workspaces[install.team].domain
    link = f"https://{domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


METHODS = {
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.update": Method(update, "chat:write"),
    "chat.delete": Method(delete, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
    "chat.getPermalink": Method(get_permalink),
}
