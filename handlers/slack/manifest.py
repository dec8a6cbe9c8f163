"""The manifest of the Slack app: pasted once when it is made. As few scopes as it can do with, each with its reason.

Pure; printed by `doorbraakbot slack manifest`. docs/slack.md shows the same reasons.
"""

from __future__ import annotations

from typing import Any

from handlers.slack import names
from handlers.slack.door_path import PATH

SCOPES: dict[str, str] = {
    "channels:history": "talk below a card in a public channel; find our own post again when an answer got lost",
    "channels:read": "see whether the bot is in its channels, and how many read there; hear that one was archived",
    "chat:write": "cards, posts below them, direct messages, private answers",
    "commands": "/voorkomerger, /doorbraak and the shortcuts",
    "files:write": "the chart of what was spent, as a picture",
    "groups:history": "the same as channels:history, in a private channel",
    "groups:read": "the same as channels:read, for private channels",
    "im:history": "find our own direct message again when an answer got lost; tell who sends a file why it is not kept",
    "im:write": "begin a direct message",
}
"""What the app may do, and what for."""
SCOPES_FOR_MAIL: dict[str, str] = {
    "users:read": "see whether somebody is a full member of the workspace, no guest",
    "users:read.email": "link people by the mail address that the workspace verified",
}
"""Only when a programme has `link_by_email: true`."""
EVENTS = (
    "app_home_opened",
    "channel_archive",
    "channel_left",
    "group_archive",
    "group_left",
    "message.channels",
    "message.groups",
    "message.im",
)
_COMMANDS = (
    (names.COMMAND_NEW, "Nieuwe aanvraag Voorkom Erger", ""),
    (names.COMMAND, "Wat wacht op mij, uitgaven, koppelen", "help · wacht · mijn · uitgaven per thema · koppel CODE"),
)
_LONG = (
    "Voorkom Erger: een vraag tot € 500 als iemand nu hulp nodig heeft en de gewone weg te lang duurt. Collega's van "
    "andere organisaties kijken eerst of het anders kan, en stemmen. De programmamanager ziet wat er per thema is "
    "uitgegeven. De bot bewaart geen namen, nummers of bestanden van klanten."
)


def make_manifest(public_url: str, *, socket_mode: bool, link_by_email: bool = False) -> dict[str, Any]:
    """Make the manifest; in Socket Mode no address of ours stands in it."""
    address = f"{public_url}{PATH}"
    url = {} if socket_mode else {"url": address}
    request_url = {} if socket_mode else {"request_url": address}
    scopes = sorted(SCOPES | (SCOPES_FOR_MAIL if link_by_email else {}))
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Doorbraakbot",
            "description": "Voorkom Erger: vraag, kijk mee, stem",
            "long_description": _LONG,
            "background_color": "#1d4f7c",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Doorbraakbot", "always_online": True},
            "shortcuts": [
                {
                    "name": "Nieuwe aanvraag",
                    "type": "global",
                    "callback_id": names.NEW_REQUEST,
                    "description": "Vraag tot € 500 voor een klant",
                },
                {
                    "name": "Maak hier een route van",
                    "type": "message",
                    "callback_id": names.MAKE_ROUTE,
                    "description": "Dit bericht noemt een gewone route",
                },
            ],
            "slash_commands": [_command(*one, url) for one in _COMMANDS],
        },
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {
            "event_subscriptions": {**request_url, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **request_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }


def _command(command: str, description: str, hint: str, url: dict[str, str]) -> dict[str, Any]:
    made = {"command": command, **url, "description": description, "should_escape": False}
    return made | ({"usage_hint": hint} if hint else {})
