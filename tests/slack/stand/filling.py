"""Filling a stand: workspaces, people of every kind, channels, the app, who is where; and what admins do later."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

from tests.slack.schema import check_manifest
from tests.slack.stand.core import Slack
from tests.slack.stand.world import (
    DOCUMENTED_SCOPES,
    EVERY_EVENT,
    App,
    Channel,
    Install,
    User,
    Workspace,
)

Json = dict[str, Any]
T = TypeVar("T")


class Filling:
    """What a stand is filled with. Ids are made up unless they are given."""

    slack: Slack

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        """Do something on the loop of the stand."""
        raise NotImplementedError

    def workspace(self, id: str = "T01TEST", domain: str = "voorkomerger") -> Workspace:
        """Make a workspace."""
        made = self.slack.world.workspaces[id] = Workspace(id=id, domain=domain)
        return made

    def add_person(
        self, name: str, team: str = "T01TEST", *, id: str = "", email: str = "", kind: str = "member"
    ) -> User:
        """Let somebody have a home in a workspace. `kind`: member, guest or bot."""
        made = User(id=id or self.slack.ids.new("U"), name=name, team=team, email=email, kind=kind)
        self.slack.world.users[made.id] = made
        return made

    def add_channel(
        self,
        name: str,
        *,
        members: Iterable[User] = (),
        id: str = "",
        kind: str = "public",
        teams: Iterable[str] = ("T01TEST",),
        with_bot: bool = True,
    ) -> Channel:
        """Make a channel: public or private, shared when it has several teams. Bots are in it unless told not to."""
        seen_by = list(teams)
        made = Channel(id=id or self.slack.ids.new("C"), name=name, kind=kind, teams=seen_by)
        made.members = {one.id for one in members}
        installs = [self.slack.world.installed(team) for team in seen_by]
        made.members |= {one.bot.id for one in installs if one and with_bot}
        self.slack.world.channels[made.id] = made
        return made

    @property
    def app(self) -> App:
        """Give the app; there is one."""
        return next(iter(self.slack.world.apps.values()))

    def add_app(self, manifest: Json | None = None, *, socket_mode: bool | None = None, request_url: str = "") -> App:
        """Make the app, as its manifest says; without one with every command, scope and event."""
        made = self._from_manifest(manifest) if manifest else self._with_everything()
        made.request_url = request_url or made.request_url
        made.socket_mode = made.socket_mode if socket_mode is None else socket_mode
        self.slack.world.apps[made.token] = made
        return made

    def _with_everything(self) -> App:
        return App(
            id="A01STAND",
            signing_secret="stand-signing-secret",
            token="xapp-1-A01STAND-1-stand",
            commands={"/voorkomerger", "/doorbraak"},
            shortcuts={"new_request": "global", "make_route": "message"},
            events=set(EVERY_EVENT.split()),
            scopes=set(DOCUMENTED_SCOPES.split()),
        )

    def _from_manifest(self, manifest: Json) -> App:
        problems = check_manifest(manifest)
        assert problems == [], "\n".join(str(one) for one in problems)
        made = self._with_everything()
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        events = settings.get("event_subscriptions", {})
        made.commands = {one["command"] for one in features.get("slash_commands", [])}
        made.shortcuts = {one["callback_id"]: one["type"] for one in features.get("shortcuts", [])}
        made.events = set(events.get("bot_events", []))
        made.scopes = set(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))
        tabs = features.get("app_home", {})
        made.home_enabled = tabs.get("home_tab_enabled", False)
        made.messages_enabled = tabs.get("messages_tab_enabled", False)
        made.messages_read_only = tabs.get("messages_tab_read_only_enabled", True)
        made.request_url = events.get("request_url", "")
        made.socket_mode = settings.get("socket_mode_enabled", False)
        return made

    def install(self, workspace: Workspace, *, scopes: Iterable[str] | None = None, bot_id: str = "") -> Install:
        """Install the app in a workspace; gives its token. It gets the scopes of the app unless others are given."""
        bot = self.add_person("doorbraakbot", workspace.id, id=bot_id, kind="bot")
        granted = set(self.app.scopes if scopes is None else scopes)
        made = Install(
            app=self.app,
            team=workspace.id,
            bot=bot,
            bot_id=self.slack.ids.new("B"),
            token=f"xoxb-{workspace.id}-stand",
            scopes=granted,
        )
        self.slack.world.installs[made.token] = workspace.install = made
        return made

    # --- what admins and people do later ------------------------------------------------------------------------------

    def archive(self, channel: Channel) -> None:
        """Archive a channel; the app hears it."""
        channel.archived = True
        self._about(channel, {"type": "channel_archive", "channel": channel.id})

    def join(self, channel: Channel, user: User) -> None:
        """Let somebody come into a channel, the bot too; the app hears it."""
        channel.members.add(user.id)
        kind = {"public": "C", "private": "G"}[channel.kind]
        event = {"type": "member_joined_channel", "user": user.id, "channel": channel.id, "channel_type": kind}
        self._about(channel, {**event, "team": user.team})

    def leave(self, channel: Channel, user: User) -> None:
        """Let somebody go out of a channel; the app hears it. For the bot itself use `remove_bot`."""
        kind = {"public": "C", "private": "G"}[channel.kind]
        channel.members.discard(user.id)
        event = {"type": "member_left_channel", "user": user.id, "channel": channel.id, "channel_type": kind}
        self._about(channel, {**event, "team": user.team})

    def remove_bot(self, channel: Channel, install: Install) -> None:
        """Put the bot out of a channel; it hears that as the last thing from there."""
        channel.members.discard(install.bot.id)
        name = "channel_left" if channel.kind == "public" else "group_left"
        event = {"type": name, "channel": channel.id, "event_ts": self.slack.ids.ts()}
        self.run(self.slack.send_event(install, event, name))

    def deactivate(self, user: User) -> None:
        """End the account of somebody; the app hears it."""
        user.deleted = True
        self._changed(user)

    def rename(self, user: User, name: str) -> None:
        """Give somebody another name; the app hears it."""
        user.name = name
        self._changed(user)

    def uninstall(self, install: Install) -> None:
        """Take the app out of a workspace: it hears that, and its token is dead."""
        event = {"type": "app_uninstalled", "event_ts": self.slack.ids.ts()}
        self.run(self.slack.send_event(install, event, "app_uninstalled"))
        install.dead = "account_inactive"

    def _changed(self, user: User) -> None:
        install = self.slack.world.installed(user.team)
        if install:
            about = {"id": user.id, "team_id": user.team, "name": user.name, "deleted": user.deleted}
            event = {"type": "user_change", "user": about, "event_ts": self.slack.ids.ts()}
            self.run(self.slack.send_event(install, event, "user_change"))

    def _about(self, channel: Channel, event: Json) -> None:
        event |= {"event_ts": self.slack.ids.ts()}
        self.run(self.slack.send_events(channel, event, event["type"]))
