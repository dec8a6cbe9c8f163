"""Quiet hours: the form behind a button of the home. Slack cannot empty a time that was chosen: a box ends them."""

from __future__ import annotations

from doorbraak.quiet import QuietHours, quiet_hours
from handlers import wording
from handlers.desk import Unavailable
from handlers.slack import acts, home, names
from handlers.slack.answers import answer, tell
from handlers.slack.blocks import clock_time, entry, section, tick, view
from handlers.slack.client import SlackSaidNo
from handlers.slack.errors import LATE_TRIGGERS
from handlers.slack.house import House
from handlers.slack.meta import Meta, meta_of
from handlers.slack.open_forms import TOO_LATE, Ack
from handlers.slack.parse import Filled, Tap

_OFF = "off"


async def open_quiet(house: House, tap: Tap) -> None:
    """Show somebody's own quiet hours, to change."""
    viewer = await house.desk.viewer_of(tap.by.account)
    if viewer is None:
        await answer(house, tap.by, await acts.how_to_link(house, tap.by))
        return
    hours = await house.desk.quiet_hours(viewer)
    try:
        await house.client.call(
            "views.open", tap.by.at_team, trigger_id=tap.by.trigger, view=_form(hours, viewer.programme_id)
        )
    except SlackSaidNo as no:
        if no.code not in LATE_TRIGGERS:
            raise
        await answer(house, tap.by, TOO_LATE)


def _form(hours: QuietHours | None, programme: str) -> Ack:
    kept = {"begins": hours.begins, "ends": hours.ends} if hours else {}
    times = [
        entry(name, label, clock_time(kept[name].isoformat("minutes") if name in kept else ""), optional=True)
        for name, label in wording.QUIET_LABELS.items()
    ]
    off = [entry(_OFF, wording.QUIET_NONE, tick(_OFF, wording.QUIET_END), optional=True)] if hours else []
    blocks = [*section(wording.QUIET_WHAT), *times, *off]
    meta = Meta(programme=programme)
    return view(names.QUIET_FORM, wording.QUIET_TITLE, blocks, submit="Bewaar", metadata=meta.to_text())


async def take_quiet(house: House, filled: Filled) -> Ack:
    """Keep what was chosen, and show the home anew."""
    by = meta_of(filled.metadata).place(filled.by)
    times = {name: "" if filled.values.get(_OFF) else filled.values.get(name, "") for name in wording.QUIET_LABELS}
    try:
        hours = quiet_hours(**times)
    except ValueError as wrong:
        field, text = wording.quiet_fault(str(wrong))
        return {"response_action": "errors", "errors": {field: text}}
    try:
        viewer = await house.desk.viewer_of(by.account)
        if viewer is None:
            tell(house, by, await acts.how_to_link(house, by, asks_slack=False))
            return {"response_action": "clear"}
        await house.desk.keep_quiet_hours(viewer, hours)
    except Unavailable:
        return {"response_action": "errors", "errors": {"begins": acts.NOT_NOW}}
    house.after.do(home.publish(house, by))
    return {"response_action": "clear"}
