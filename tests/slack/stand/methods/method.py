"""What a method of the Web API is, and what many of them ask: which channel, may the bot see it, is it in there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.slack.stand.core import Slack
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.messages import Message
from tests.slack.stand.world import Channel, Install, User

Json = dict[str, Any]
Do = Callable[[Slack, Install, Json], Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Method:
    """What it does, and the scope of the token; empty when any token will do."""

    do: Do
    scope: str = ""


def need_scope(install: Install, scope: str) -> None:
    """Refuse when the token may not do this."""
    if not install.has(scope):
        raise SlackRefusal("missing_scope", needed=scope, provided=",".join(sorted(install.scopes)))


def channel_of(slack: Slack, install: Install, name: str) -> Channel:
    """Give a channel that the bot can see: public in its workspace, or one it is in."""
    channel = slack.world.channels.get(name)
    if channel is None or install.team not in channel.teams:
        raise SlackRefusal("channel_not_found")
    if channel.kind != "public" and install.bot.id not in channel.members:
        raise SlackRefusal("channel_not_found")
    return channel


def channel_to_post_in(slack: Slack, install: Install, name: str) -> Channel:
    """Give a channel where the bot can post now. The id of a person means their direct conversation."""
    user = slack.world.users.get(name)
    channel = im_with(slack, install, user) if user is not None else channel_of(slack, install, name)
    if channel.kind == "im" and not install.app.messages_enabled:
        raise SlackRefusal("messages_tab_disabled")
    if channel.archived:
        raise SlackRefusal("is_archived")
    if install.bot.id not in channel.members:
        raise SlackRefusal("not_in_channel")
    return channel


def im_with(slack: Slack, install: Install, user: User) -> Channel:
    """Give the direct conversation with somebody who can have one."""
    if user.deleted:
        raise SlackRefusal("user_disabled")
    if user.kind == "bot":
        raise SlackRefusal("cannot_dm_bot")
    if not sees(slack, install, user):
        raise SlackRefusal("user_not_found")
    return slack.open_im(install, user)


def sees(slack: Slack, install: Install, user: User) -> bool:
    """Tell whether somebody is known in this workspace: at home there, or in a channel that is shared with it."""
    shared = any(install.team in one.teams and user.id in one.members for one in slack.world.channels.values())
    return user.team == install.team or shared


def user_of(slack: Slack, install: Install, name: str) -> User:
    """Give somebody whom the bot can see."""
    user = slack.world.users.get(name)
    if user is None or not sees(slack, install, user):
        raise SlackRefusal("user_not_found")
    return user


def own_message(slack: Slack, install: Install, args: Json, refusal: str) -> Message:
    """Give a message of the bot itself in a channel it can see."""
    channel = channel_of(slack, install, str(args.get("channel", "")))
    message = channel.messages.get(str(args.get("ts", "")))
    if message is None:
        raise SlackRefusal("message_not_found")
    if message.install is not install:
        raise SlackRefusal(refusal)
    return message


def is_true(value: Any) -> bool:
    """Read a flag as forms and JSON write it."""
    return value in (True, 1, "1", "true", "True")


def paged(found: list[Any], args: Json, most: int = 100) -> tuple[list[Any], str]:
    """Give one page and the cursor of the next; an empty cursor means that this was the last."""
    limit = max(1, min(int(args.get("limit") or most), 1000))
    cursor = str(args.get("cursor") or "0")
    if not cursor.isdigit():
        raise SlackRefusal("invalid_cursor")
    start = int(cursor)
    following = start + limit
    return found[start:following], str(following) if following < len(found) else ""
