"""What the app answers to an interaction: over its response_url, and with the acknowledgement itself."""

from __future__ import annotations

from typing import Any

from tests.slack.stand.core import Slack, screen_text
from tests.slack.stand.delivery import Reply
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.methods.views import tell_view
from tests.slack.stand.tickets import ResponseAddress
from tests.slack.stand.views import View
from tests.slack.stand.world import Channel, Install, User

Json = dict[str, Any]
TROUBLE = "We had some trouble connecting. Try again?"
"""What Slack writes above a form that the app did not take."""


async def respond(slack: Slack, name: str, args: Json) -> Json:
    """Do what a post to a response_url asks: a new message, whispered unless said otherwise, or another original."""
    address = slack.tickets.use_address(name)
    if args.get("delete_original") in (True, "true"):
        _delete(slack, address)
        return {}
    content = slack.take_content(args)
    if args.get("replace_original") in (True, "true"):
        _replace(slack, address, content)
        return {}
    if address.source is not None and "replace_original" not in args:
        slack.record.blame("response_url: say replace_original; what Slack does without it differs per kind of message")
    answer_in(slack, address, content, args)
    return {}


def _delete(slack: Slack, address: ResponseAddress) -> None:
    source = address.source
    if source is None:
        raise SlackRefusal("message_not_found")
    if source.seen_by:
        source.channel.ephemerals[source.seen_by].remove(source)
        slack.record.notify()
    else:
        slack.courier.spawn(slack.announce(source.channel, slack.withdraw(source)))


def _replace(slack: Slack, address: ResponseAddress, content: Json) -> None:
    source = address.source
    if source is None:
        raise SlackRefusal("message_not_found")
    event = slack.rewrite(source, {**content, "blocks": content["blocks"] or []}, address.install.bot)
    if source.seen_by:
        slack.record.tell(source.seen_by, screen_text(source))
    else:
        slack.courier.spawn(slack.announce(source.channel, event))


def answer_in(slack: Slack, address: ResponseAddress, content: Json, args: Json) -> None:
    """Let a new message appear where the interaction was."""
    thread = str(args.get("thread_ts") or "")
    message = slack.bot_message(address.install, address.channel, content, thread_ts=thread)
    if args.get("response_type") == "in_channel":
        slack.post(message)
    else:
        slack.whisper(message, address.user)


# --- with the acknowledgement ----------------------------------------------------------------------------------------


def after_command(slack: Slack, install: Install, user: User, channel: Channel, reply: Reply, word: str) -> None:
    """Show what a slash command was answered with, or that it failed."""
    if reply.failed:
        why = "operation_timeout" if reply.failed == "http_timeout" else "dispatch_failed"
        slack.record.tell(user.id, f'{word} failed with the error "{why}"')
        return
    args = {"text": reply.body} if isinstance(reply.body, str) else dict(reply.body or {})
    if not any(args.values()):
        return
    try:
        content = slack.take_content(args)
    except SlackRefusal as refusal:
        slack.record.blame(f"answer to {word}: {refusal.more.get('problems') or refusal.error}")
        slack.record.tell(user.id, f'{word} failed with the error "{refusal.error}"')
        return
    address = ResponseAddress(install=install, user=user, channel=channel, until=0)
    answer_in(slack, address, content, args)


def after_tap(slack: Slack, user: User, reply: Reply, what: str) -> None:
    """Show that a tap failed. What an app says with the acknowledgement of a tap, Slack does not show."""
    if reply.failed:
        slack.record.tell(user.id, f"{what}: something went wrong ({reply.failed})")
    elif reply.body not in ("", None, {}):
        slack.record.blame(f"{what}: acknowledged with {str(reply.body)[:80]!r}, which Slack does not show to anybody")


def after_submission(slack: Slack, view: View, user: User, reply: Reply) -> None:
    """Do what the answer to a sent form says: errors, another view, one on top, all away; nothing means away."""
    body = reply.body if isinstance(reply.body, dict) else {}
    try:
        if reply.failed:
            raise SlackRefusal(reply.failed)
        _act(slack, view, user, body)
    except SlackRefusal as refusal:
        view.trouble = TROUBLE
        if not reply.failed:
            slack.record.blame(f"answer to {view.content.get('callback_id')}: {_problems(refusal)}")
        tell_view(slack, view)
    slack.record.notify()


def _problems(refusal: SlackRefusal) -> str:
    return "; ".join(refusal.more.get("problems", [])) or refusal.error


def _act(slack: Slack, view: View, user: User, body: Json) -> None:
    action = body.get("response_action")
    if action == "errors":
        _show_errors(slack, view, body.get("errors") or {})
    elif action == "update":
        tell_view(slack, slack.views.update(view, body.get("view") or {}))
    elif action == "push":
        tell_view(slack, slack.views.push(view.install, user, body.get("view") or {}))
    elif action == "clear":
        slack.views.clear(user)
    elif action is None and not body:
        slack.views.close_top(user)
    else:
        raise SlackRefusal(f"no response_action that Slack knows: {action!r}")


def _show_errors(slack: Slack, view: View, errors: dict[str, str]) -> None:
    inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
    unknown = sorted(errors.keys() - inputs)
    if unknown or not errors:
        raise SlackRefusal(f"errors at blocks that are no inputs of this view: {unknown}; there are {sorted(inputs)}")
    view.errors, view.trouble = dict(errors), ""
    tell_view(slack, view)
