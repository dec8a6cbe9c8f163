"""views.*: modals with a trigger, changes of what is open, the home tab."""

from __future__ import annotations

from tests.slack.stand.core import Slack
from tests.slack.stand.errors import SlackRefusal
from tests.slack.stand.methods.method import Json, Method, user_of
from tests.slack.stand.show import lines_of, text_of
from tests.slack.stand.views import View, refuse_bad
from tests.slack.stand.world import Install


async def open_view(slack: Slack, install: Install, args: Json) -> Json:
    """Open a modal for whom the trigger belongs to."""
    refuse_bad(args.get("view"))
    user = slack.tickets.spend(str(args.get("trigger_id", "")), install)
    return _shown(slack, slack.views.open(install, user, args["view"]))


async def push(slack: Slack, install: Install, args: Json) -> Json:
    """Put a modal on top of the one that the trigger came from."""
    refuse_bad(args.get("view"))
    user = slack.tickets.spend(str(args.get("trigger_id", "")), install)
    return _shown(slack, slack.views.push(install, user, args["view"]))


async def update(slack: Slack, install: Install, args: Json) -> Json:
    """Change an open view, when it is still the one that the hash says."""
    view = slack.views.find(str(args.get("view_id") or ""), str(args.get("external_id") or ""))
    return _shown(slack, slack.views.update(view, args["view"], str(args.get("hash") or "")))


async def publish(slack: Slack, install: Install, args: Json) -> Json:
    """Show something on somebody's home tab."""
    if not install.app.home_enabled:
        raise SlackRefusal("not_enabled")
    user = user_of(slack, install, str(args.get("user_id", "")))
    view = slack.views.publish(install, user, args["view"], str(args.get("hash") or ""))
    return _shown(slack, view)


def tell_view(slack: Slack, view: View) -> None:
    """Keep that a view came on a screen."""
    kind = str(view.content["type"])
    slack.record.show(kind, view.user.id, view.content)
    if kind == "modal":
        slack.record.tell(view.user.id, screen_of(view))
    slack.record.notify()


def screen_of(view: View) -> str:
    """Give a view as it stands on the screen, with errors below their fields."""
    lines = [text_of(view.content.get("title")), view.trouble]
    for block in view.content["blocks"]:
        lines += [*lines_of([block]), view.errors.get(block["block_id"], "")]
    lines += [f"[{text_of(view.content[name])}]" for name in ("submit", "close") if view.content.get(name)]
    return "\n".join(line for line in lines if line)


def _shown(slack: Slack, view: View) -> Json:
    tell_view(slack, view)
    return {"view": view.as_json()}


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
