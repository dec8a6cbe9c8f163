"""conversations.*: what a channel is, who is in it, what was said, and joining."""

from __future__ import annotations

from tests.slack.stand.core import Slack
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.messages import Message
from tests.slack.stand.methods.method import (
    Json,
    Method,
    channel_of,
    im_with,
    is_true,
    need_scope,
    paged,
    user_of,
)
from tests.slack.stand.world import Channel, Install


async def open_im(slack: Slack, install: Install, args: Json) -> Json:
    """Open the direct conversation with one person."""
    users = str(args.get("users") or "").split(",")
    if len(users) != 1 or not users[0]:
        raise SlackRefusal("users_list_not_supplied")
    known = slack.world.users.get(users[0])
    channel = im_with(slack, install, known or user_of(slack, install, users[0]))
    return {"channel": _about(channel, install) if is_true(args.get("return_im")) else {"id": channel.id}}


async def info(slack: Slack, install: Install, args: Json) -> Json:
    """Tell what a channel is; a public one also when the bot is not in it."""
    channel = channel_of(slack, install, str(args.get("channel", "")))
    need_scope(install, f"{channel.scope_kind}:read")
    about = _about(channel, install)
    if is_true(args.get("include_num_members")):
        about["num_members"] = len(channel.members)
    return {"channel": about}


async def members(slack: Slack, install: Install, args: Json) -> Json:
    """Name who is in a channel, page by page."""
    channel = channel_of(slack, install, str(args.get("channel", "")))
    need_scope(install, f"{channel.scope_kind}:read")
    page, cursor = paged(sorted(channel.members), args)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


async def history(slack: Slack, install: Install, args: Json) -> Json:
    """Give what was said in a channel, the newest first, threads left out."""
    channel = _readable(slack, install, args)
    told = [one for one in channel.messages.values() if not one.thread_ts or one.thread_ts == one.ts]
    return _messages(sorted(told, key=lambda one: one.ts, reverse=True), args)


async def replies(slack: Slack, install: Install, args: Json) -> Json:
    """Give a thread: what began it, then the answers, the oldest first."""
    channel = _readable(slack, install, args)
    root = channel.messages.get(str(args.get("ts", "")))
    if root is None:
        raise SlackRefusal("thread_not_found")
    told = [one for one in channel.messages.values() if root.root in (one.ts, one.thread_ts)]
    return _messages(sorted(told, key=lambda one: one.ts), args)


async def join(slack: Slack, install: Install, args: Json) -> Json:
    """Join a public channel."""
    channel = channel_of(slack, install, str(args.get("channel", "")))
    if channel.kind != "public":
        raise SlackRefusal("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackRefusal("is_archived")
    channel.members.add(install.bot.id)
    return {"channel": _about(channel, install)}


def _readable(slack: Slack, install: Install, args: Json) -> Channel:
    channel = channel_of(slack, install, str(args.get("channel", "")))
    need_scope(install, f"{channel.scope_kind}:history")
    if install.bot.id not in channel.members:
        raise SlackRefusal("not_in_channel")
    return channel


def _messages(told: list[Message], args: Json) -> Json:
    oldest, latest = float(args.get("oldest") or 0), float(args.get("latest") or 10**12)
    edges = is_true(args.get("inclusive"))
    within = [one for one in told if oldest < float(one.ts) < latest or (edges and float(one.ts) in (oldest, latest))]
    page, cursor = paged(within, args)
    with_metadata = is_true(args.get("include_all_metadata"))
    answer: Json = {"messages": [one.as_json(with_metadata=with_metadata) for one in page], "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def _about(channel: Channel, install: Install) -> Json:
    others = sorted(channel.members - {install.bot.id})
    kind = {
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_im": channel.kind == "im",
        "is_private": channel.kind != "public",
        "is_ext_shared": len(channel.teams) > 1,
        "is_shared": len(channel.teams) > 1,
    }
    if channel.kind == "im":
        return {"id": channel.id, **kind, "user": others[0], "is_archived": False}
    about = {"is_archived": channel.archived, "is_member": install.bot.id in channel.members}
    return {"id": channel.id, "name": channel.name, **kind, **about, "context_team_id": install.team}


METHODS = {
    "conversations.open": Method(open_im, "im:write"),
    "conversations.info": Method(info),
    "conversations.members": Method(members),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
    "conversations.join": Method(join, "channels:join"),
}
