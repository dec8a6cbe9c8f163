"""What Slack sends to the app, in its exact shapes. Built here, sent by delivery.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.slack.stand.world import Channel, Install, User

if TYPE_CHECKING:
    from tests.slack.stand.core import Slack
    from tests.slack.stand.messages import Message
    from tests.slack.stand.views import View

Json = dict[str, Any]
VERIFICATION_TOKEN = "stand-verification-token"


def _frame(slack: Slack, install: Install, user: User, kind: str, team: str = "") -> Json:
    team = team or install.team
    return {
        "type": kind,
        "team": {"id": team, "domain": slack.world.workspaces[team].domain},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team},
        "api_app_id": install.app.id,
        "token": VERIFICATION_TOKEN,
        "trigger_id": slack.tickets.trigger(install, user),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command(slack: Slack, install: Install, user: User, channel: Channel, word: str, text: str) -> Json:
    """Build the form of a slash command."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": install.team,
        "team_domain": slack.world.workspaces[install.team].domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.kind == "im" else channel.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": word,
        "text": text,
        "api_app_id": install.app.id,
        "is_enterprise_install": "false",
        "response_url": slack.tickets.address(install, user, channel),
        "trigger_id": slack.tickets.trigger(install, user),
    }


def shortcut(slack: Slack, install: Install, user: User, callback_id: str) -> Json:
    """Build a global shortcut."""
    frame = _frame(slack, install, user, "shortcut")
    return frame | {"callback_id": callback_id, "action_ts": slack.ids.ts()}


def message_shortcut(slack: Slack, install: Install, user: User, callback_id: str, message: Message) -> Json:
    """Build a shortcut on a message."""
    return _frame(slack, install, user, "message_action") | {
        "callback_id": callback_id,
        "action_ts": slack.ids.ts(),
        "message_ts": message.ts,
        "channel": {"id": message.channel.id, "name": _name(message.channel)},
        "message": message.as_json(),
        "response_url": slack.tickets.address(install, user, message.channel, message),
    }


def on_message(slack: Slack, install: Install, user: User, message: Message, state: Json, action: Json) -> Json:
    """Build a tap or choice on a message. An ephemeral comes without the message, as it does from Slack."""
    private = bool(message.seen_by)
    container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel.id, "is_ephemeral": private}
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = _frame(slack, install, user, "block_actions") | {
        "container": container,
        "channel": {"id": message.channel.id, "name": _name(message.channel)},
        "state": {"values": state},
        "response_url": slack.tickets.address(install, user, message.channel, message),
        "actions": [action],
    }
    return payload if private else payload | {"message": message.as_json()}


def on_view(slack: Slack, view: View, user: User, action: Json) -> Json:
    """Build a tap or choice in a modal or on the home tab."""
    container = {"type": "view", "view_id": view.id}
    frame = _frame(slack, view.install, user, "block_actions", user.team)
    return frame | {"container": container, "view": view.as_json(), "actions": [action]}


def submission(slack: Slack, view: View, user: User) -> Json:
    """Build the sending of a modal. `team` is that of the person; that of the app stands in the view."""
    frame = _frame(slack, view.install, user, "view_submission", user.team)
    return frame | {"view": view.as_json(), "response_urls": []}


def closed(slack: Slack, view: View, user: User, *, cleared: bool) -> Json:
    """Build the closing of a modal."""
    frame = _frame(slack, view.install, user, "view_closed", user.team)
    del frame["trigger_id"]
    return frame | {"view": view.as_json(), "is_cleared": cleared}


def event(slack: Slack, install: Install, inside: Json, *, shared: bool = False) -> Json:
    """Build an event with its envelope. The event id stays the same when it is sent again."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": install.team,
        "context_team_id": install.team,
        "context_enterprise_id": None,
        "api_app_id": install.app.id,
        "event": inside,
        "type": "event_callback",
        "event_id": slack.ids.new("Ev"),
        "event_time": int(slack.clock()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": install.team,
                "user_id": install.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": slack.ids.new("EC"),
    }


def _name(channel: Channel) -> str:
    return "directmessage" if channel.kind == "im" else channel.name
