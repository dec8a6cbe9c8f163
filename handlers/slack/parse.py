"""From what Slack sends to what was meant: who, where, what was pressed, filled in or typed. `Any` stops here.

Raises Malformed for a payload that lacks what it must have; nothing of it is quoted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from doorbraak.ids import is_request_number
from handlers.desk import ChatAccount
from handlers.slack.payload import Facts, Malformed, facts_of, list_of, needed, text_of

PLATFORM = "slack"


@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """Who did something and where: home workspace and user, the workspace and channel of the deed.

    `key` is the event id, or the digest of the body where Slack sends none. `programme` is what a message of ours said
    about itself, for chats that are no place of a programme.
    """

    user: str
    team: str
    key: str
    at_team: str = ""
    channel: str = ""
    trigger: str = ""
    response_url: str = ""
    programme: str = ""

    @property
    def account(self) -> ChatAccount:
        """Give who this is to the desk: the home workspace counts, the name never does."""
        place = f"{self.at_team or self.team}:{self.channel}" if self.channel else ""
        return ChatAccount(PLATFORM, f"{self.team}:{self.user}", place, self.programme)


@dataclass(frozen=True, slots=True)
class Target:
    """What the value of a button is about: a request, its revision as it was seen, perhaps a route."""

    number: str = ""
    revision: int | None = None
    route_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A button that was pressed, on a message or in a form. `chosen` is what was picked from its list."""

    by: From
    action: str
    value: str
    chosen: str = ""
    view_id: str = ""
    view_hash: str = ""
    callback: str = ""
    metadata: str = ""
    values: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    message_ts: str = ""
    thread_ts: str = ""
    at: str = ""
    """When Slack says that it was pressed: presses may be taken in another order."""

    @property
    def about(self) -> Target:
        """Give what the button is about."""
        return parse_target(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form that was sent, with what stands in each field ("" when empty; a ticked box is its value)."""

    by: From
    callback: str
    view_id: str
    root_id: str
    metadata: str
    values: Mapping[str, str] = field(repr=False)
    view: Facts = field(default_factory=dict[str, Any], repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A command with what was typed behind it."""

    by: From
    command: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A shortcut, on a message or not. `text` is as Slack writes it (markup.py)."""

    by: From
    callback: str
    message_ts: str = ""
    thread_ts: str = ""
    text: str = field(default="", repr=False)


def parse_target(value: str) -> Target:
    """Read the value of a button; what is no request number gives an empty target."""
    number, _, rest = value.partition(":")
    revision, _, route = rest.partition(":")
    if not is_request_number(number):
        return Target()
    return Target(number, _whole(revision) or None, _whole(route))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def parse_tap(body: Facts, key: str) -> Tap:
    """Read a press of a button. Of several the first counts: Slack sends one."""
    actions = list_of(body.get("actions"))
    if not actions:
        raise Malformed
    action = facts_of(actions[0])
    container, view = facts_of(body.get("container")), facts_of(body.get("view"))
    message = facts_of(body.get("message"))
    chosen = facts_of(action.get("selected_option"))
    return Tap(
        by=_from(body, key, programme=_programme_of(text_of(action.get("block_id")))),
        action=needed(action, "action_id"),
        value=text_of(action.get("value")) or text_of(chosen.get("value")),
        chosen=text_of(chosen.get("value")),
        view_id=text_of(view.get("id")),
        view_hash=text_of(view.get("hash")),
        callback=text_of(view.get("callback_id")),
        metadata=text_of(view.get("private_metadata")),
        values=_values(view),
        message_ts=text_of(container.get("message_ts")) or text_of(message.get("ts")),
        thread_ts=text_of(container.get("thread_ts")) or text_of(message.get("thread_ts")),
        at=text_of(action.get("action_ts")),
    )


def _programme_of(block_id: str) -> str:
    """Read the programme out of the name of a row of buttons: `acts:<programme>#1` (blocks.rows writes it)."""
    what, _, programme = block_id.partition("#")[0].partition(":")
    return programme if what in ("acts", "own", "more") else ""


def parse_filled(body: Facts, key: str) -> Filled:
    """Read a form that was sent."""
    view = facts_of(body.get("view"))
    return Filled(
        by=_from(body, key),
        callback=needed(view, "callback_id"),
        view_id=text_of(view.get("id")),
        root_id=text_of(view.get("root_view_id")) or text_of(view.get("id")),
        metadata=text_of(view.get("private_metadata")),
        values=_values(view),
        view=view,
    )


def _values(view: Facts) -> dict[str, str]:
    """Give what stands in each field, by its block id."""
    state = facts_of(facts_of(view.get("state")).get("values"))
    return {name: _value(facts_of(next(iter(facts_of(fields).values()), None))) for name, fields in state.items()}


def _value(field_state: Facts) -> str:
    ticked = [text_of(facts_of(one).get("value")) for one in list_of(field_state.get("selected_options"))]
    chosen = text_of(facts_of(field_state.get("selected_option")).get("value"))
    typed = field_state.get("value")
    if isinstance(typed, int | float):
        typed = str(typed)
    picked = text_of(field_state.get("selected_date")) or text_of(field_state.get("selected_time"))
    return text_of(typed) or chosen or picked or ",".join(ticked)


def parse_typed(body: Facts, key: str) -> Typed:
    """Read a command."""
    team = needed(body, "team_id")
    by = From(
        user=needed(body, "user_id"),
        team=team,
        key=key,
        at_team=team,
        channel=text_of(body.get("channel_id")),
        trigger=text_of(body.get("trigger_id")),
        response_url=text_of(body.get("response_url")),
    )
    return Typed(by=by, command=needed(body, "command"), text=text_of(body.get("text")))


def parse_picked(body: Facts, key: str) -> Picked:
    """Read a shortcut."""
    message = facts_of(body.get("message"))
    return Picked(
        by=_from(body, key),
        callback=needed(body, "callback_id"),
        message_ts=text_of(message.get("ts")) or text_of(body.get("message_ts")),
        thread_ts=text_of(message.get("thread_ts")),
        text=text_of(message.get("text")),
    )


def _from(body: Facts, key: str, programme: str = "") -> From:
    user, team = facts_of(body.get("user")), facts_of(body.get("team"))
    container = facts_of(body.get("container"))
    channel = text_of(facts_of(body.get("channel")).get("id")) or text_of(container.get("channel_id"))
    home = text_of(user.get("team_id")) or text_of(team.get("id"))
    if not home:
        raise Malformed
    return From(
        user=needed(user, "id"),
        team=home,
        key=key,
        at_team=text_of(team.get("id")) or home,
        channel=channel,
        trigger=text_of(body.get("trigger_id")),
        response_url=text_of(body.get("response_url")),
        programme=programme,
    )
