"""auth.test, team.info, users.*, reactions.add: who somebody is, here and at home."""

from __future__ import annotations

from tests.slack.stand.core import Slack
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.methods.method import Json, Method, channel_of, user_of
from tests.slack.stand.world import Install, User


async def auth_test(slack: Slack, install: Install, args: Json) -> Json:
    """Tell whose token this is."""
    workspace = slack.world.workspaces[install.team]
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.domain,
        "user": install.bot.name,
        "team_id": install.team,
        "user_id": install.bot.id,
        "bot_id": install.bot_id,
        "is_enterprise_install": False,
    }


async def team_info(slack: Slack, install: Install, args: Json) -> Json:
    """Tell what the workspace is called."""
    workspace = slack.world.workspaces[install.team]
    return {"team": {"id": workspace.id, "name": workspace.domain, "domain": workspace.domain}}


async def info(slack: Slack, install: Install, args: Json) -> Json:
    """Tell who somebody is."""
    return {"user": _about(user_of(slack, install, str(args.get("user", ""))), install)}


async def lookup_by_email(slack: Slack, install: Install, args: Json) -> Json:
    """Find somebody of this workspace by e-mail; whoever left or is at home elsewhere is not found."""
    wanted = str(args.get("email", "")).lower()
    for user in slack.world.users.values():
        if user.email and user.email.lower() == wanted and user.team == install.team and not user.deleted:
            return {"user": _about(user, install)}
    raise SlackRefusal("users_not_found")


async def add_reaction(slack: Slack, install: Install, args: Json) -> Json:
    """Put a sign below a message."""
    channel = channel_of(slack, install, str(args.get("channel", "")))
    if install.bot.id not in channel.members:
        raise SlackRefusal("not_in_channel")
    if str(args.get("timestamp", "")) not in channel.messages:
        raise SlackRefusal("message_not_found")
    return {}


def _about(user: User, install: Install) -> Json:
    stranger = user.team != install.team
    profile: Json = {"real_name": user.name, "display_name": user.name, "team": user.team}
    if user.email and install.has("users:read.email") and not stranger:
        profile["email"] = user.email
    return {
        "id": user.id,
        "team_id": user.team,
        "name": user.name,
        "real_name": user.name,
        "deleted": user.deleted,
        "is_bot": user.kind == "bot",
        "is_restricted": user.kind == "guest",
        "is_ultra_restricted": False,
        "is_stranger": stranger,
        "is_email_confirmed": bool(user.email),
        "locale": user.locale,
        "tz": "Europe/Amsterdam",
        "profile": profile,
    }


METHODS = {
    "auth.test": Method(auth_test),
    "team.info": Method(team_info, "team:read"),
    "users.info": Method(info, "users:read"),
    "users.lookupByEmail": Method(lookup_by_email, "users:read.email"),
    "reactions.add": Method(add_reaction, "reactions:write"),
}
