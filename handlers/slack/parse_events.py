"""From what Slack tells about channels to what happened there: messages, the home that was opened, a channel lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from handlers.slack.parse import From
from handlers.slack.payload import Facts, facts_of, list_of, needed, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message of a person in a channel: new, `changed` or `deleted`. `thread_ts` is the card it stands under.

    `text` is as Slack writes it (markup.py).
    """

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


_DELETED, _CHANGED = "message_deleted", "message_changed"
_PEOPLE_SAY = ("", "file_share", "thread_broadcast", "me_message")


def _homes(message: Facts, event: Facts) -> tuple[str, ...]:
    """Give what is said about somebody's home workspace, the surest first."""
    return text_of(message.get("user_team")), text_of(message.get("team")), text_of(event.get("user_team"))


def parse_said(body: Facts) -> Said | None:
    """Read a message of a channel; None for what no person said in a thread: our own posts, joins, topics."""
    event = facts_of(body.get("event"))
    subtype = text_of(event.get("subtype"))
    before = facts_of(event.get("previous_message"))
    message = {_CHANGED: facts_of(event.get("message")), _DELETED: before}.get(subtype, event)
    if subtype not in (*_PEOPLE_SAY, _CHANGED, _DELETED) or message.get("bot_id") or not message.get("user"):
        return None
    if subtype == _CHANGED and text_of(before.get("text")) == text_of(message.get("text")):
        return None  # a link got its preview, a reply came: nobody changed a word
    thread, ts = text_of(message.get("thread_ts")), text_of(message.get("ts"))
    if not thread or thread == ts:
        return None
    what = {_CHANGED: "changed", _DELETED: "deleted"}.get(subtype, "new")
    if text_of(message.get("subtype")) == "tombstone":
        what = "deleted"
    installed = text_of(body.get("team_id"))
    home = next((one for one in _homes(message, event) if one), installed)
    by = From(
        user=needed(message, "user"),
        team=home,
        key=needed(body, "event_id"),
        at_team=installed,
        channel=needed(event, "channel"),
    )
    text, files = text_of(message.get("text")), len(list_of(message.get("files")))
    return Said(by=by, what=what, ts=ts, thread_ts=thread, text=text, files=files)


def parse_opened(body: Facts) -> Opened:
    """Read that somebody opened the home of the app."""
    event, team = facts_of(body.get("event")), needed(body, "team_id")
    return Opened(by=From(user=needed(event, "user"), team=team, key=needed(body, "event_id"), at_team=team))


LEFT = {
    "channel_left": "not_in_channel",
    "group_left": "not_in_channel",
    "channel_archive": "is_archived",
    "group_archive": "is_archived",
}
"""Events after which nothing can be posted in a channel, with the error that a post would give."""


@dataclass(frozen=True, slots=True)
class Left:
    """A channel where the bot can post no more: its address as a place, and why."""

    place: str
    why: str


def parse_left(body: Facts) -> Left:
    """Read that the bot was put out of a channel, or that it was archived."""
    event = facts_of(body.get("event"))
    return Left(f"{needed(body, 'team_id')}:{needed(event, 'channel')}", LEFT[event_type(body)])


def parse_direct(body: Facts) -> Said | None:
    """Read what somebody wrote to the bot in person; None for anything else."""
    event = facts_of(body.get("event"))
    if event.get("channel_type") != "im" or event.get("bot_id") or text_of(event.get("subtype")) not in _PEOPLE_SAY:
        return None
    installed = text_of(body.get("team_id"))
    by = From(
        user=needed(event, "user"),
        team=text_of(event.get("user_team")) or text_of(event.get("team")) or installed,
        key=needed(body, "event_id"),
        at_team=installed,
        channel=needed(event, "channel"),
    )
    text, files = text_of(event.get("text")), len(list_of(event.get("files")))
    return Said(by=by, what="new", ts=text_of(event.get("ts")), thread_ts="", text=text, files=files)


def event_type(body: Facts) -> str:
    """Give what kind of event this is."""
    return text_of(facts_of(body.get("event")).get("type"))
