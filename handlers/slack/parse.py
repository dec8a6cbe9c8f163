"""From what Slack sends to what was meant: who, where, what was pressed, filled in or typed. `Any` stops here.

Raises Malformed for a payload that lacks what it must have; nothing of it is quoted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from doorbraak.ids import is_request_number
from handlers.desk import ChatAccount

PLATFORM = "slack"
_Facts = Mapping[str, Any]


class Malformed(Exception):
    """A payload that is not what Slack promises."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A command with what was typed behind it."""

    by: From
    command: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A shortcut, on a message or not."""

    by: From
    callback: str
    message_ts: str = ""
    thread_ts: str = ""
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message of a person in a channel: new, `changed` or `deleted`. `thread_ts` is the card it stands under."""

    by: From
    what: str
    ts: str
    thread_ts: str
    text: str = field(repr=False)
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Somebody looks at the home of the app."""

    by: From


def parse_target(value: str) -> Target:
    """Read the value of a button; what is no request number gives an empty target."""
    number, _, rest = value.partition(":")
    revision, _, route = rest.partition(":")
    if not is_request_number(number):
        return Target()
    return Target(number, _whole(revision) or None, _whole(route))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def parse_tap(body: _Facts, key: str) -> Tap:
    """Read a press of a button. Of several the first counts: Slack sends one."""
    actions = _list(body.get("actions"))
    if not actions:
        raise Malformed
    action = _facts(actions[0])
    container, view = _facts(body.get("container")), _facts(body.get("view"))
    message = _facts(body.get("message"))
    chosen = _facts(action.get("selected_option"))
    return Tap(
        by=_from(body, key, programme=_programme_of(_text(action.get("block_id")))),
        action=_needed(action, "action_id"),
        value=_text(action.get("value")) or _text(chosen.get("value")),
        chosen=_text(chosen.get("value")),
        view_id=_text(view.get("id")),
        view_hash=_text(view.get("hash")),
        callback=_text(view.get("callback_id")),
        metadata=_text(view.get("private_metadata")),
        values=_values(view),
        message_ts=_text(container.get("message_ts")) or _text(message.get("ts")),
        thread_ts=_text(container.get("thread_ts")) or _text(message.get("thread_ts")),
    )


def _programme_of(block_id: str) -> str:
    """Read the programme out of the name of a row of buttons: `acts:<programme>#1` (blocks.rows writes it)."""
    what, _, programme = block_id.partition("#")[0].partition(":")
    return programme if what in ("acts", "own", "more") else ""


def parse_filled(body: _Facts, key: str) -> Filled:
    """Read a form that was sent."""
    view = _facts(body.get("view"))
    return Filled(
        by=_from(body, key),
        callback=_needed(view, "callback_id"),
        view_id=_text(view.get("id")),
        root_id=_text(view.get("root_view_id")) or _text(view.get("id")),
        metadata=_text(view.get("private_metadata")),
        values=_values(view),
    )


def _values(view: _Facts) -> dict[str, str]:
    """Give what stands in each field, by its block id."""
    state = _facts(_facts(view.get("state")).get("values"))
    return {name: _value(_facts(next(iter(_facts(fields).values()), None))) for name, fields in state.items()}


def _value(field_state: _Facts) -> str:
    ticked = [_text(_facts(one).get("value")) for one in _list(field_state.get("selected_options"))]
    chosen = _text(_facts(field_state.get("selected_option")).get("value"))
    typed = field_state.get("value")
    if isinstance(typed, int | float):
        typed = str(typed)
    return _text(typed) or chosen or _text(field_state.get("selected_date")) or ",".join(ticked)


def parse_typed(body: _Facts, key: str) -> Typed:
    """Read a command."""
    team = _needed(body, "team_id")
    by = From(
        user=_needed(body, "user_id"),
        team=team,
        key=key,
        at_team=team,
        channel=_text(body.get("channel_id")),
        trigger=_text(body.get("trigger_id")),
        response_url=_text(body.get("response_url")),
    )
    return Typed(by=by, command=_needed(body, "command"), text=_text(body.get("text")))


def parse_picked(body: _Facts, key: str) -> Picked:
    """Read a shortcut."""
    message = _facts(body.get("message"))
    return Picked(
        by=_from(body, key),
        callback=_needed(body, "callback_id"),
        message_ts=_text(message.get("ts")) or _text(body.get("message_ts")),
        thread_ts=_text(message.get("thread_ts")),
        text=unescaped(_text(message.get("text"))),
    )


def _from(body: _Facts, key: str, programme: str = "") -> From:
    user, team = _facts(body.get("user")), _facts(body.get("team"))
    container = _facts(body.get("container"))
    channel = _text(_facts(body.get("channel")).get("id")) or _text(container.get("channel_id"))
    home = _text(user.get("team_id")) or _text(team.get("id"))
    if not home:
        raise Malformed
    return From(
        user=_needed(user, "id"),
        team=home,
        key=key,
        at_team=_text(team.get("id")) or home,
        channel=channel,
        trigger=_text(body.get("trigger_id")),
        response_url=_text(body.get("response_url")),
        programme=programme,
    )


_DELETED, _CHANGED = "message_deleted", "message_changed"
_PEOPLE_SAY = ("", "file_share", "thread_broadcast", "me_message")


def parse_said(body: _Facts) -> Said | None:
    """Read a message of a channel; None for what no person said in a thread: our own posts, joins, topics."""
    event = _facts(body.get("event"))
    subtype = _text(event.get("subtype"))
    before = _facts(event.get("previous_message"))
    message = {_CHANGED: _facts(event.get("message")), _DELETED: before}.get(subtype, event)
    if subtype not in (*_PEOPLE_SAY, _CHANGED, _DELETED) or message.get("bot_id") or not message.get("user"):
        return None
    if subtype == _CHANGED and _text(before.get("text")) == _text(message.get("text")):
        return None  # a link got its preview, a reply came: nobody changed a word
    thread, ts = _text(message.get("thread_ts")), _text(message.get("ts"))
    if not thread or thread == ts:
        return None
    what = {_CHANGED: "changed", _DELETED: "deleted"}.get(subtype, "new")
    if _text(message.get("subtype")) == "tombstone":
        what = "deleted"
    installed = _text(body.get("team_id"))
    home = _text(message.get("user_team")) or _text(message.get("team")) or _text(event.get("user_team")) or installed
    by = From(
        user=_needed(message, "user"),
        team=home,
        key=_needed(body, "event_id"),
        at_team=installed,
        channel=_needed(event, "channel"),
    )
    text = unescaped(_text(message.get("text")))
    return Said(by=by, what=what, ts=ts, thread_ts=thread, text=text, files=len(_list(message.get("files"))))


def parse_opened(body: _Facts) -> Opened:
    """Read that somebody opened the home of the app."""
    event, team = _facts(body.get("event")), _needed(body, "team_id")
    return Opened(by=From(user=_needed(event, "user"), team=team, key=_needed(body, "event_id"), at_team=team))


def event_type(body: _Facts) -> str:
    """Give what kind of event this is."""
    return _text(_facts(body.get("event")).get("type"))


def unescaped(text: str) -> str:
    """Give a message as it was typed."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _facts(value: object) -> _Facts:
    return cast(_Facts, value) if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return cast(list[Any], value) if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _needed(facts: _Facts, name: str) -> str:
    found = _text(facts.get(name))
    if not found:
        raise Malformed
    return found
