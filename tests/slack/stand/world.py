"""Who and what there is: workspaces, users, channels, the app, where it is installed. No behaviour of the API."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.slack.stand.messages import Message

DOCUMENTED_SCOPES = (
    "channels:history channels:join channels:read chat:write commands files:write groups:history groups:read im:history"
    " im:read im:write reactions:write team:read users:read users:read.email"
)
EVERY_EVENT = (
    "message.channels message.groups message.im app_home_opened member_joined_channel member_left_channel"
    " channel_archive channel_unarchive channel_rename channel_left group_archive group_unarchive group_left"
    " user_change app_uninstalled tokens_revoked"
)


@dataclass(eq=False, kw_only=True)
class User:
    """Somebody with a home workspace. `kind`: member, guest or bot; away from home everybody is a stranger."""

    id: str
    name: str
    team: str
    email: str = ""
    kind: str = "member"
    deleted: bool = False
    locale: str = "nl-NL"


@dataclass(eq=False, kw_only=True)
class Channel:
    """A conversation. `kind`: public, private or im. `teams` are the workspaces that see it: several is shared."""

    id: str
    name: str
    kind: str
    teams: list[str]
    members: set[str] = field(default_factory=set[str])
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))

    @property
    def event_kind(self) -> str:
        """Give the `channel_type` of events."""
        return {"public": "channel", "private": "group", "im": "im"}[self.kind]

    @property
    def scope_kind(self) -> str:
        """Give the first half of the scopes about it."""
        return {"public": "channels", "private": "groups", "im": "im"}[self.kind]


@dataclass(eq=False, kw_only=True)
class App:
    """What stands in the settings of the app at Slack."""

    id: str
    signing_secret: str
    token: str
    commands: set[str]
    shortcuts: dict[str, str]
    events: set[str]
    scopes: set[str]
    request_url: str = ""
    socket_mode: bool = False
    home_enabled: bool = True
    messages_enabled: bool = True
    """Without its messages tab an app can tell nobody anything in person."""
    messages_read_only: bool = False
    """People can read there and not write, so type no command there either."""


@dataclass(eq=False, kw_only=True)
class Install:
    """The app in one workspace: its bot user, its token and what that token may."""

    app: App
    team: str
    bot: User
    bot_id: str
    token: str
    scopes: set[str]
    dead: str = ""
    """The error that every call gets: account_inactive, token_revoked, invalid_auth."""

    def has(self, scope: str) -> bool:
        """Tell whether the token may do this."""
        return scope in self.scopes


@dataclass(eq=False, kw_only=True)
class Workspace:
    """A team. People and channels are found by name; ids can be chosen, so that a programme file can name them."""

    id: str
    domain: str
    install: Install | None = None


class World:
    """All workspaces with everything in them."""

    def __init__(self) -> None:
        self.workspaces: dict[str, Workspace] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.installs: dict[str, Install] = {}
        """Bot token to install."""
        self.apps: dict[str, App] = {}
        """App-level token to app."""
        self.files: dict[str, dict[str, Any]] = {}

    def installed(self, team: str) -> Install | None:
        """Give the app in this workspace, if it is there."""
        return self.workspaces[team].install

    def im(self, install: Install, user: User) -> Channel | None:
        """Give the direct conversation of somebody with the bot, if it was opened before."""
        both = {install.bot.id, user.id}
        return next((one for one in self.channels.values() if one.kind == "im" and one.members == both), None)
