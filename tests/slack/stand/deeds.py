"""What a person does, on the loop of the stand: the payload is built, the app gets it, its answer is shown."""

from __future__ import annotations

import re
from typing import Any

from tests.slack.stand import payloads
from tests.slack.stand.core import Slack
from tests.slack.stand.delivery import Reply
from tests.slack.stand.errors import NotOnTheScreen
from tests.slack.stand.looking import Seen, find_element, look
from tests.slack.stand.messages import Message
from tests.slack.stand.responses import after_command, after_submission, after_tap
from tests.slack.stand.state import STATELESS, TEXTS, option_of, refused_by_client, state_of, values_of
from tests.slack.stand.views import View
from tests.slack.stand.world import Channel, Install, User

Json = dict[str, Any]


def home_install(slack: Slack, user: User) -> Install:
    """Give the app in somebody's own workspace."""
    install = slack.world.installed(user.team)
    if install is None or user.deleted:
        raise NotOnTheScreen(f"the app is not there for {user.name}")
    return install


async def direct_conversation(slack: Slack, user: User) -> Channel:
    """Give the conversation with the bot, opened when it is not."""
    return slack.open_im(home_install(slack, user), user)


def _in(channel: Channel, user: User) -> None:
    if user.id not in channel.members:
        raise NotOnTheScreen(f"{user.name} is not in {channel.name or 'that conversation'}")


def _can_write(slack: Slack, channel: Channel, user: User) -> None:
    _in(channel, user)
    if channel.archived:
        raise NotOnTheScreen(f"{channel.name} is archived")
    install = slack.world.installed(channel.teams[0])
    if channel.kind == "im" and install and (install.app.messages_read_only or not install.app.messages_enabled):
        raise NotOnTheScreen("the app takes no messages: see features.app_home in its manifest")


# --- commands and shortcuts ------------------------------------------------------------------------------------------


async def type_command(slack: Slack, user: User, line: str, channel: Channel | None) -> Reply:
    """Type a slash command."""
    install = home_install(slack, user)
    word, _, text = line.partition(" ")
    if word not in install.app.commands:
        raise NotOnTheScreen(f"no command {word}; there are {sorted(install.app.commands)}")
    place = channel or slack.open_im(install, user)
    _can_write(slack, place, user)
    reply = await slack.courier.bring(
        install.app, "command", payloads.command(slack, install, user, place, word, text.strip())
    )
    after_command(slack, install, user, place, reply, word)
    return reply


async def use_shortcut(slack: Slack, user: User, callback_id: str) -> Reply:
    """Choose a global shortcut."""
    install = home_install(slack, user)
    _offered(install, callback_id, "global")
    return await _tapped(slack, install, user, payloads.shortcut(slack, install, user, callback_id), callback_id)


async def use_message_shortcut(slack: Slack, user: User, callback_id: str, message: Message) -> Reply:
    """Choose a shortcut on a message."""
    install = home_install(slack, user)
    _offered(install, callback_id, "message")
    _in(message.channel, user)
    if message.seen_by:
        raise NotOnTheScreen("a whisper has no shortcuts")
    payload = payloads.message_shortcut(slack, install, user, callback_id, message)
    return await _tapped(slack, install, user, payload, callback_id)


def _offered(install: Install, callback_id: str, kind: str) -> None:
    if install.app.shortcuts.get(callback_id) != kind:
        raise NotOnTheScreen(f"no {kind} shortcut {callback_id}; there are {install.app.shortcuts}")


async def _tapped(slack: Slack, install: Install, user: User, payload: Json, what: str) -> Reply:
    reply = await slack.courier.bring(install.app, "interactive", payload)
    after_tap(slack, user, reply, what)
    return reply


# --- buttons and selects ---------------------------------------------------------------------------------------------


async def tap_message(slack: Slack, user: User, seen: Seen, what: str, chosen: Any, *, stale: bool) -> Reply:
    """Press or choose on a message. Without `stale` it must still be there as it was seen."""
    message = seen.message
    _in(message.channel, user)
    there = message.channel.ephemerals[user.id] if message.seen_by else message.channel.messages.values()
    if message not in there or message.seen_by not in ("", user.id) or message.install is None:
        raise NotOnTheScreen("that message is not there any more")
    block, element = find_element(seen.blocks if stale else message.blocks, what)
    state, action = _touched(slack, block, element, chosen)
    if state is not None:
        message.chosen[(block["block_id"], element["action_id"])] = state
    values = values_of(message.blocks, message.chosen)
    payload = payloads.on_message(slack, message.install, user, message, values, action)
    return await _tapped(slack, message.install, user, payload, what)


async def tap_view(slack: Slack, user: User, view: View, what: str, chosen: Any) -> Reply:
    """Press or choose in a modal or at home."""
    block, element = find_element(view.content["blocks"], what)
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise NotOnTheScreen(f"{what!r} is an input that tells nobody: fill it in and submit")
    return await _tap_element(slack, user, view, block, element, chosen)


async def _tap_element(slack: Slack, user: User, view: View, block: Json, element: Json, chosen: Any) -> Reply:
    state, action = _touched(slack, block, element, chosen)
    if state is not None:
        view.typed[(block["block_id"], element["action_id"])] = state
    payload = payloads.on_view(slack, view, user, action)
    return await _tapped(slack, view.install, user, payload, element["action_id"])


def _touched(slack: Slack, block: Json, element: Json, chosen: Any) -> tuple[Json | None, Json]:
    """Give the new state of an element, None when it keeps none, and the action that is sent about it."""
    kind = element["type"]
    about = {"action_id": element["action_id"], "block_id": block["block_id"], "type": kind}
    about["action_ts"] = slack.ids.ts()
    if kind == "overflow":
        return None, about | {"selected_option": option_of(element, chosen)}
    if kind in STATELESS:
        own = {name: element[name] for name in ("text", "value", "style", "url") if name in element}
        return None, about | own
    state = state_of(element, chosen)
    return state, about | state


# --- modals ----------------------------------------------------------------------------------------------------------


async def fill(slack: Slack, user: User, view: View, values: Json) -> Reply | None:
    """Fill in fields by block id. A field with dispatch_action tells the app at once, as pressing Enter does."""
    reply = None
    blocks = {block["block_id"]: block for block in view.content["blocks"] if block["type"] == "input"}
    for name, value in values.items():
        if name not in blocks:
            raise NotOnTheScreen(f"no field {name!r} in this form; there are {sorted(blocks)}")
        block, element = blocks[name], blocks[name]["element"]
        view.typed[(name, element["action_id"])] = state_of(element, value)
        if block.get("dispatch_action") and _tells_at_once(element):
            reply = await _tap_element(slack, user, view, block, element, value)
    return reply


def _tells_at_once(element: Json) -> bool:
    if element["type"] not in TEXTS:
        return True
    config = element.get("dispatch_action_config") or {}
    return bool(
        {"on_enter_pressed", "on_character_entered"} & set(config.get("trigger_actions_on", ["on_enter_pressed"]))
    )


async def submit(slack: Slack, user: User, view: View, values: Json) -> Reply:
    """Fill in and send."""
    if not view.content.get("submit"):
        raise NotOnTheScreen("this view cannot be sent")
    await fill(slack, user, view, values)
    view.errors, view.trouble = refused_by_client(view.content["blocks"], view.typed), ""
    if view.errors:
        return Reply(status=0, failed="refused_by_client", body=dict(view.errors))
    reply = await slack.courier.bring(view.install.app, "interactive", payloads.submission(slack, view, user))
    after_submission(slack, view, user, reply)
    return reply


async def close(slack: Slack, user: User, view: View, *, everything: bool) -> Reply:
    """Close a modal; the app hears it when it asked to."""
    everything = everything or bool(view.content.get("clear_on_close"))
    stack = slack.views.stacks[user.id]
    gone = list(reversed(stack)) if everything else [stack[-1]]
    reply = Reply(status=200)
    for one in gone:
        payload = payloads.closed(slack, one, user, cleared=everything)
        slack.views.close_top(user)
        if one.content.get("notify_on_close"):
            reply = await slack.courier.bring(one.install.app, "interactive", payload)
    return reply


async def open_home(slack: Slack, user: User) -> Reply:
    """Open the home tab."""
    install = home_install(slack, user)
    if not install.app.home_enabled:
        raise NotOnTheScreen("the app has no home tab")
    channel = slack.open_im(install, user)
    event: Json = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": "home"}
    event["event_ts"] = slack.ids.ts()
    if view := slack.views.homes.get((install.team, user.id)):
        event["view"] = view.as_json()
    return await slack.send_event(install, event, "app_home_opened")


# --- talking ---------------------------------------------------------------------------------------------------------


async def say(slack: Slack, user: User, channel: Channel, text: str, root: str, files: tuple[str, ...]) -> Seen:
    """Write a message; it is there whatever the app says to it."""
    _can_write(slack, channel, user)
    message = Message(
        ts=slack.ids.ts(),
        channel=channel,
        author=user,
        text=_written(slack, text),
        blocks=_rich(slack, text),
        thread_ts=root,
        files=[_file(slack, user, name) for name in files],
        subtype="file_share" if files else "",
    )
    await slack.say(message)
    return look(message)


async def edit(slack: Slack, user: User, message: Message, text: str) -> Reply:
    """Change an own message."""
    event = slack.rewrite(message, {"text": _written(slack, text), "blocks": _rich(slack, text)}, user)
    return await slack.announce(message.channel, event)


async def delete(slack: Slack, user: User, message: Message) -> Reply:
    """Delete an own message."""
    return await slack.announce(message.channel, slack.withdraw(message))


_FOUND_BY_SLACK = re.compile(r"(?P<mail>[\w.+-]+@[\w-]+\.[\w.]*\w)|(?P<site>https?://[^\s|]+)|@(?P<who>[a-z]+)\b")


def _written(slack: Slack, text: str) -> str:
    """Give text as Slack sends what people type: signs escaped, mentions and addresses between < and >."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _FOUND_BY_SLACK.sub(lambda found: _marked(slack, found), escaped)


def _marked(slack: Slack, found: re.Match[str]) -> str:
    if found["mail"]:
        return f"<mailto:{found['mail']}|{found['mail']}>"
    if found["site"]:
        return f"<{found['site']}>"
    user = next((one for one in slack.world.users.values() if one.name == found["who"]), None)
    return f"<@{user.id}>" if user else found[0]


def _rich(slack: Slack, text: str) -> list[Json]:
    inside = [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]
    return [{"type": "rich_text", "block_id": slack.ids.new("b"), "elements": inside}] if text else []


def _file(slack: Slack, user: User, name: str) -> Json:
    new = slack.ids.new("F")
    private = f"{slack.base}/files/{new}/{name}"
    return {"id": new, "name": name, "title": name, "user": user.id, "size": 1024, "url_private": private}
